#include "platform/linux/firewall/allow/allow_zoom.h"

#include "core/tr.h"
#include "platform/linux/firewall/allow/firewalld_tools.h"
#include "platform/linux/firewall/allow/iptables_tool.h"
#include "platform/linux/firewall/allow/nft_tool.h"
#include "platform/linux/firewall/allow/ufw_tool.h"
#include "platform/linux/firewall/questions.h"

namespace reconnect::firewall {
namespace {

tl::unexpected<Error> cantLift(const Fate& fate)
{
    return failure(ErrorCode::Unsupported,
                   tr("The firewall has a rule that can only be changed by hand: %1 (in %2)")
                       .arg(fate.rule, fate.chain));
}

// The rules of a product can't be judged by half of them.
Result<void> readable(const Listing& listing, const QString& product)
{
    const bool inNft =
        product == QLatin1String("nftables") || product == QLatin1String("firewalld");
    const QString problem = inNft ? listing.nft.problem : listing.iptables.problem;
    if (problem.isEmpty())
        return {};
    if (problem == QLatin1String("needs-root"))
        return failure(ErrorCode::NotPermitted, product);
    if (problem == QLatin1String("timed-out"))
        return failure(ErrorCode::TimedOut, product);
    return failure(problem == QLatin1String("malformed") ? ErrorCode::Malformed : ErrorCode::Failed,
                   product);
}

} // namespace

AllowZoomSetting::AllowZoomSetting(Tools& tools, FindPaths findPaths, Sender sender, QString root)
    : m_tools(tools)
    , m_findPaths(std::move(findPaths))
    , m_sender(sender)
    , m_root(std::move(root))
{
    m_ruleTools.push_back(std::make_unique<FirewalldPolicies>(tools, m_root));
    m_ruleTools.push_back(std::make_unique<FirewalldDirect>(tools, m_root));
    m_ruleTools.push_back(std::make_unique<NftTool>(tools, m_root));
    m_ruleTools.push_back(std::make_unique<IptablesTool>(tools, m_root));
    m_ruleTools.push_back(std::make_unique<UfwTool>(tools, m_root));
}

bool AllowZoomSetting::serves(const Change& change) const
{
    const auto* allow = std::get_if<AllowZoom>(&change);
    return allow && !toolsFor(*allow).isEmpty();
}

QList<RuleTool*> AllowZoomSetting::toolsFor(const AllowZoom& change) const
{
    // firewalld's direct rules are among those of iptables, and go before it.
    const bool withDirect = change.product == QLatin1String("firewalld") ||
                            (change.product == QLatin1String("iptables") &&
                             !findTool(QStringLiteral("firewall-cmd"), m_root).isEmpty());
    QList<RuleTool*> found;
    for (const auto& tool : m_ruleTools)
        if (tool->name() == change.product ||
            (withDirect && tool->name() == QLatin1String("firewalld-direct")))
            found.append(tool.get());
    return found;
}

Result<QList<OwnRule>> AllowZoomSetting::rules(const AllowZoom& change, const QString& id)
{
    QList<OwnRule> all;
    for (RuleTool* tool : toolsFor(change)) {
        const auto some = tool->ours(id);
        if (!some)
            return tl::unexpected(some.error());
        all += *some;
    }
    return all;
}

Result<Listing> AllowZoomSetting::listing(const QString& product)
{
    QList<Transcript> transcripts;
    for (const Question& question : questions(m_root))
        transcripts.append(transcriptOf(question, m_tools.run(question.command)));
    Listing listing = listingFrom(transcripts);
    if (const auto all = readable(listing, product); !all)
        return tl::unexpected(all.error());
    return listing;
}

Result<State> AllowZoomSetting::read(const Change& change, const QString& id)
{
    const auto now = rules(std::get<AllowZoom>(change), id);
    if (!now)
        return tl::unexpected(now.error());
    return stateOf(*now);
}

Result<State> AllowZoomSetting::goal(const Change& change, const QString& id, const State& now)
{
    const auto& allow = std::get<AllowZoom>(change);
    const auto have = rulesOf(now);
    if (!have)
        return tl::unexpected(have.error());
    if (!have->isEmpty())
        return now; // an entry opens its way once
    const auto before = listing(allow.product);
    if (!before)
        return tl::unexpected(before.error());
    const QList<Sent> packets = packetsOf(allow, m_findPaths(allow.addresses), m_sender);
    QList<Block> blocks = blocksOf(*before, packets, allow.product);
    if (const auto reply = stopOfReplies(*before, packets, allow.product))
        return cantLift(*reply);
    QList<Opening> openings;
    for (RuleTool* tool : toolsFor(allow)) {
        const auto some = tool->openingsFor(blocks, id);
        if (!some)
            return tl::unexpected(some.error());
        openings += *some;
    }
    blocks += blocksOf(withOpenings(*before, openings), packets, allow.product);
    if (!blocks.isEmpty())
        return cantLift(blocks.first().stop.fate);
    QList<OwnRule> wanted;
    for (const Opening& opening : openings)
        wanted.append(opening.rule);
    return stateOf(wanted);
}

Result<void> AllowZoomSetting::put(const Change& change, const QString& id, const State& from,
                                   const State& to)
{
    const auto& allow = std::get<AllowZoom>(change);
    const auto first = rulesOf(from);
    const auto last = rulesOf(to);
    if (!first || !last)
        return failure(ErrorCode::Conflict);
    const auto now = rules(allow, id);
    if (!now)
        return tl::unexpected(now.error());
    if (!isBetween(*first, *last, *now))
        return failure(ErrorCode::Conflict);
    const QList<OwnRule> gone = without(*now, *last);
    const QList<OwnRule> made = without(*last, *now);
    for (const OwnRule& rule : made)
        if (!isWithin(rule, allow))
            return failure(ErrorCode::Malformed, rule.place);
    for (RuleTool* tool : toolsFor(allow)) {
        const auto its = [tool](QList<OwnRule> rules) {
            rules.removeIf([tool](const OwnRule& rule) { return rule.tool != tool->name(); });
            return rules;
        };
        if (const auto done = tool->change(id, its(gone), its(made)); !done)
            return done;
    }
    return {};
}

bool AllowZoomSetting::isPartWay(const State& before, const State& after, const State& now) const
{
    const auto first = rulesOf(before);
    const auto last = rulesOf(after);
    const auto rules = rulesOf(now);
    return first && last && rules && now != before && now != after &&
           isBetween(*first, *last, *rules);
}

} // namespace reconnect::firewall
