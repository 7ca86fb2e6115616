#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

// The lists of ports and addresses in rules of Windows Defender Firewall: tokens with commas
// between them (INetFwRule::put_RemotePorts, put_RemoteAddresses on learn.microsoft.com). Pure.
namespace reconnect::windows_os::firewall {

// Both ends are in it. Addresses are of one family.
struct PortSpan {
    quint16 first = 0;
    quint16 last = 0;
};
struct AddressSpan {
    QHostAddress first;
    QHostAddress last;
};

// Keywords stay as they are, for who knows what they stand for. At most 10000 tokens are read; what
// goes beyond is a keyword that nobody knows.
template<class Span>
struct ValueList {
    bool any = false; // "*", or nothing at all
    QList<Span> spans;
    QStringList keywords; // in lower case
};

ValueList<PortSpan> portsIn(const QString& text);
ValueList<AddressSpan> addressesIn(const QString& text);

bool contains(const PortSpan& span, quint16 port);
bool contains(const AddressSpan& span, const QHostAddress& address);

// The same list in one way of writing, so that texts can be compared: Windows gives back a mask
// where a single address was set.
QString plainPorts(const QString& text);
QString plainAddresses(const QString& text);

} // namespace reconnect::windows_os::firewall
