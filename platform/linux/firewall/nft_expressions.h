#pragma once

#include "platform/linux/firewall/fields.h"

#include <QJsonObject>

namespace reconnect::firewall {

// Reads the expressions of libnftables-json(5). What isn't understood becomes a test that answers
// Unknown, never a guess.

// How the values of one field are written in JSON.
struct NftField {
    Field field = Field::Other;
    std::optional<Transport> only; // a port of tcp is absent in a packet of udp
    std::optional<quint64> mask;   // "& 0x3" on the left side
};

// The left side of a match: one field, or the parts of a concatenation.
QList<NftField> nftKey(const QJsonValue& left);

// One element of a set: as many intervals as the key has fields; nothing when not understood.
using NftElement = QList<Interval>;
std::optional<NftElement> nftElement(const QJsonValue& element, const QList<NftField>& key);

// The sets of one ruleset, "inet filter NAME" to their elements.
using NftSets = QHash<QString, QJsonArray>;

// A test from {"match": …}; `table` is where "@name" is looked for.
Test nftMatch(const QJsonObject& match, const NftSets& sets, const QString& table);
// Whether the packet's key is this element; for one entry of a verdict map.
Test nftKeyTest(const QList<NftField>& key, const QJsonValue& element);

Test always(Match match);

} // namespace reconnect::firewall
