#include "platform/linux/firewall/listing.h"

#include "platform/linux/firewall/iptables_parser.h"
#include "platform/linux/firewall/nft_parser.h"

namespace reconnect::firewall {
namespace {

using Tool = Transcript::Tool;

const auto malformed = QLatin1String("malformed");

void takeIptables(const Transcript& transcript, Listing& listing, QSet<QString>& elsewhere)
{
    listing.iptables.asked = true;
    if (!transcript.problem.isEmpty()) {
        listing.iptables.problem = transcript.problem;
        return;
    }
    const bool ipv6 =
        transcript.tool == Tool::Ip6tablesNft || transcript.tool == Tool::Ip6tablesLegacy;
    auto tables = parseIptables(transcript.output, ipv6);
    if (!tables) {
        listing.iptables.problem = malformed;
        return;
    }
    if (tables->keptInNft)
        for (const QString& table : tables->tables)
            elsewhere.insert(table);
    listing.rulesets.append({transcript.tool, std::move(tables->ruleset)});
}

void takeNft(const Transcript& transcript, Listing& listing, const QHash<QString, QString>& texts,
             const QSet<QString>& elsewhere)
{
    listing.nft = {true, transcript.problem};
    if (!transcript.problem.isEmpty())
        return;
    auto ruleset = parseNft(transcript.output, texts, elsewhere);
    if (ruleset)
        listing.rulesets.append({transcript.tool, std::move(*ruleset)});
    else
        listing.nft.problem = malformed;
}

} // namespace

Listing listingFrom(const QList<Transcript>& transcripts)
{
    Listing listing;
    QHash<QString, QString> texts;
    QSet<QString> elsewhere;
    for (const Transcript& transcript : transcripts) {
        if (transcript.tool == Tool::NftText)
            texts = nftTexts(transcript.output);
        else if (transcript.tool != Tool::Nft)
            takeIptables(transcript, listing, elsewhere);
    }
    for (const Transcript& transcript : transcripts)
        if (transcript.tool == Tool::Nft)
            takeNft(transcript, listing, texts, elsewhere);
    // Marks and tracking work across tools.
    Traits traits;
    for (const Listed& listed : listing.rulesets) {
        traits.setsMarks = traits.setsMarks || listed.ruleset.traits.setsMarks;
        traits.skipsTracking = traits.skipsTracking || listed.ruleset.traits.skipsTracking;
    }
    for (Listed& listed : listing.rulesets)
        listed.ruleset.traits = traits;
    return listing;
}

} // namespace reconnect::firewall
