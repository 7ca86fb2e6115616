#include "platform/macos/firewall/pf_rules.h"

#include "platform/macos/firewall/pf_words.h"

#include <QStringList>

namespace reconnect::macos::firewall {
namespace {

constexpr qsizetype maxListing = 8 << 20;
constexpr qsizetype maxDepth = 16;

struct Reader {
    QStringList lines;
    qsizetype at = 0;
    qsizetype rules = 0;

    // Up to the brace that closes this level.
    Result<QList<PfRule>> level(const QString& place, qsizetype depth)
    {
        QList<PfRule> all;
        while (at < lines.size()) {
            QString line = lines[at++].trimmed();
            if (line.isEmpty())
                continue;
            if (line == QLatin1String("}"))
                return depth > 0 ? Result<QList<PfRule>>(all)
                                 : failure(ErrorCode::Malformed, QStringLiteral("}"));
            if (++rules > maxPfRules || depth > maxDepth)
                return failure(ErrorCode::TooLarge);
            const bool opens = line.endsWith(QLatin1Char('{'));
            if (opens)
                line.chop(1);
            const QString word = line.section(QLatin1Char(' '), 0, 0);
            static const QStringList passed{QStringLiteral("scrub-anchor"), QStringLiteral("scrub"),
                                            QStringLiteral("dummynet-anchor"),
                                            QStringLiteral("dummynet")};
            static const QStringList kinds{QStringLiteral("pass"), QStringLiteral("block"),
                                           QStringLiteral("anchor")};
            if (!kinds.contains(word) && !passed.contains(word))
                return failure(ErrorCode::Malformed, line.left(200));
            PfRule rule = pfRuleFrom(line);
            rule.place = place;
            if (opens) {
                const auto inside = level(place, depth + 1);
                if (!inside)
                    return inside;
                rule.hasInside = true;
                rule.inside = *inside;
            }
            if (kinds.contains(word))
                all.append(rule);
        }
        return depth == 0 ? Result<QList<PfRule>>(all)
                          : failure(ErrorCode::Malformed, QStringLiteral("{"));
    }
};

} // namespace

Result<QList<PfRule>> pfRulesFrom(const QByteArray& listing, const QString& place)
{
    if (listing.size() > maxListing)
        return failure(ErrorCode::TooLarge);
    Reader reader{QString::fromUtf8(listing).split(QLatin1Char('\n'))};
    return reader.level(place, 0);
}

Result<QStringList> pfAnchorsFrom(const QByteArray& listing)
{
    QStringList anchors;
    if (listing.size() > maxListing)
        return failure(ErrorCode::TooLarge);
    for (const QString& line : QString::fromUtf8(listing).split(QLatin1Char('\n'))) {
        const QString path = line.trimmed();
        if (path.isEmpty())
            continue;
        // It is given to the tool again, as an argument.
        if (path.startsWith(QLatin1Char('-')) || path.contains(QLatin1Char(' ')))
            return failure(ErrorCode::Malformed, path.left(200));
        if (anchors.size() >= maxAnchors)
            return failure(ErrorCode::TooLarge);
        anchors.append(path);
    }
    return anchors;
}

Result<bool> pfIsOnFrom(const QByteArray& info)
{
    for (const QByteArray& line : info.left(maxListing).split('\n')) {
        const QByteArray text = line.simplified();
        if (text.startsWith("Status: Enabled"))
            return true;
        if (text.startsWith("Status: Disabled"))
            return false;
    }
    return failure(ErrorCode::Malformed, QString::fromUtf8(info.left(200)).simplified());
}

} // namespace reconnect::macos::firewall
