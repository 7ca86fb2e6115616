#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

namespace reconnect {

// What became of one address of a name that was tried on all of them.
struct Attempt {
    QHostAddress address;
    QString error; // a token; empty when it worked
    bool connected = false;
};

// The index of the attempt that says most about why none worked; -1 for an empty list. What a
// server or filter said beats a refusal, that beats "unreachable", and silence comes last. A whole
// family that is unreachable says nothing while the other got further: many networks have one only.
int tellingAttempt(const QList<Attempt>& attempts);

// At most two addresses of each family, in order: enough to get round a dead one.
QList<QHostAddress> fewOfEach(const QList<QHostAddress>& addresses);

} // namespace reconnect
