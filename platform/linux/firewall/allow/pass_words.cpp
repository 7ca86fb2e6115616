#include "platform/linux/firewall/allow/pass_words.h"

#include <QMap>

namespace reconnect::firewall {
namespace {

QString word(const char* text)
{
    return QString::fromLatin1(text);
}

QString transportWord(Transport transport)
{
    return transport == Transport::Tcp ? word("tcp") : word("udp");
}

} // namespace

QStringList passWords(const OwnRule& rule, const QString& mark)
{
    const bool ipv6 = rule.address.protocol() == QAbstractSocket::IPv6Protocol;
    QString ports = rule.ports;
    ports.replace(QLatin1Char('-'), QLatin1Char(':'));
    return {word("-d"),        rule.address.toString() + (ipv6 ? word("/128") : word("/32")),
            word("-p"),        transportWord(rule.transport),
            word("-m"),        word("multiport"),
            word("--dports"),  ports,
            word("-m"),        word("comment"),
            word("--comment"), mark,
            word("-j"),        word("ACCEPT")};
}

std::optional<OwnRule> passFrom(const QStringList& words, const QString& mark)
{
    QMap<QString, QString> values;
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        if (words[i] != word("-m"))
            values.insert(words[i], words[i + 1]);
    OwnRule rule;
    rule.address.setAddress(values.value(word("-d")).section(QLatin1Char('/'), 0, 0));
    rule.transport =
        values.value(word("-p")) == transportWord(Transport::Tcp) ? Transport::Tcp : Transport::Udp;
    rule.ports = values.value(word("--dports")).replace(QLatin1Char(':'), QLatin1Char('-'));
    // What it says beyond that would be missing here.
    QStringList wanted = passWords(rule, mark);
    QStringList found = words;
    wanted.sort();
    found.sort();
    return wanted == found ? std::optional(rule) : std::nullopt;
}

bool hasMark(const QStringList& words, const QString& mark)
{
    const qsizetype at = words.indexOf(word("--comment"));
    return at >= 0 && words.value(at + 1) == mark;
}

} // namespace reconnect::firewall
