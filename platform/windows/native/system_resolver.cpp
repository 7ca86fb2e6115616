#include "platform/windows/native/system_resolver.h"

#include "platform/lookup_answer.h"

#include <QUrl>
#include <QWinEventNotifier>

#include <cstring>
#include <memory>
#include <string>
#include <vector>
#include <winsock2.h>
#include <ws2tcpip.h>
// After them, because it includes what they replace.
#include "platform/windows/native/background.h"
#include "platform/windows/native/handle.h"

namespace reconnect::windows_os {
namespace {

constexpr size_t maxAddresses = 32;

// What asker and thread share; whoever lets go last closes it.
struct Ticket {
    explicit Ticket(std::wstring asked)
        : name(std::move(asked))
        , bell(CreateEventW(nullptr, TRUE, FALSE, nullptr))
    {
    }

    const std::wstring name;
    const Handle bell; // is set when the answer is in, which nobody touches after that
    int code = WSATRY_AGAIN;
    std::vector<sockaddr_storage> addresses;
};

// On the thread of the lookup.
void resolve(const std::shared_ptr<Ticket>& ticket)
{
    // For as long as this program lives; Qt begins it only with its first socket.
    static const int begun = [] {
        WSADATA facts = {};
        return ::WSAStartup(MAKEWORD(2, 2), &facts);
    }();
    Q_UNUSED(begun)
    ADDRINFOW hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG; // as programs ask: no AAAA where there is no IPv6
    ADDRINFOW* list = nullptr;
    const int code = ::GetAddrInfoW(ticket->name.c_str(), nullptr, &hints, &list);
    ticket->code = code;
    for (const ADDRINFOW* one = list; one; one = one->ai_next) {
        if (ticket->addresses.size() == maxAddresses)
            break;
        sockaddr_storage address = {};
        std::memcpy(&address, one->ai_addr, std::min(one->ai_addrlen, sizeof address));
        ticket->addresses.push_back(address);
    }
    if (list)
        ::FreeAddrInfoW(list);
    ::SetEvent(ticket->bell.get());
}

SystemLookup::Status statusOf(int code)
{
    switch (code) {
    case 0:
        return SystemLookup::Status::Found;
    case WSAHOST_NOT_FOUND:
    case WSANO_DATA:
        return SystemLookup::Status::NotFound;
    case WSATRY_AGAIN:
        return SystemLookup::Status::Temporary;
    default:
        return SystemLookup::Status::Failed;
    }
}

SystemLookup answerOf(const Ticket& ticket)
{
    QString detail;
    if (ticket.code != 0)
        detail = systemError(DWORD(ticket.code), QStringLiteral("GetAddrInfoW")).detail;
    QList<QHostAddress> addresses;
    for (const sockaddr_storage& raw : ticket.addresses)
        addresses.append(QHostAddress(reinterpret_cast<const sockaddr*>(&raw)));
    return lookupAnswer(statusOf(ticket.code), addresses, detail);
}

} // namespace

void WindowsSystemResolver::lookup(const QString& name, QObject* context, Done done)
{
    const QByteArray ascii = QUrl::toAce(name);
    if (ascii.isEmpty()) {
        failLater(context, std::move(done), QStringLiteral("not a host name"));
        return;
    }
    const auto ticket = std::make_shared<Ticket>(QString::fromLatin1(ascii).toStdWString());
    if (!ticket->bell.isOpen()) {
        failLater(context, std::move(done), QStringLiteral("no handle left"));
        return;
    }
    if (const auto begun = inBackground([ticket] { resolve(ticket); }); !begun) {
        failLater(context, std::move(done), begun.error().detail);
        return;
    }
    // Owned by the context: gone with it, and the thread then rings a bell nobody hears.
    auto* notifier = new QWinEventNotifier(ticket->bell.get(), context);
    QObject::connect(notifier, &QWinEventNotifier::activated, notifier,
                     [ticket, notifier, done = std::move(done)] {
                         notifier->setEnabled(false);
                         notifier->deleteLater();
                         done(answerOf(*ticket));
                     });
}

} // namespace reconnect::windows_os
