#include "platform/macos/firewall/pf_answers.h"

namespace reconnect::macos::firewall {
namespace {

constexpr int toolMs = 1200; // two rounds fit in a probe's limit
constexpr qint64 maxListing = 8 << 20;

Command pfctl(const QStringList& arguments)
{
    Command made;
    made.program = QStringLiteral("/sbin/pfctl");
    made.arguments = arguments;
    made.timeoutMs = toolMs;
    made.maxOutput = maxListing;
    return made;
}

} // namespace

Result<QByteArray> printedBy(const Result<CommandOutput>& answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->exitCode == 0)
        return answer->out;
    const QString words = QString::fromUtf8(answer->err.left(200)).simplified();
    // "pfctl: /dev/pf: Permission denied": strerror(3), which is English in the C locale.
    for (const char* denied : {"Permission denied", "Operation not permitted"})
        if (answer->err.contains(denied))
            return failure(ErrorCode::NotPermitted, words);
    return failure(ErrorCode::Failed, words);
}

Command askPfState()
{
    return pfctl({QStringLiteral("-s"), QStringLiteral("info")});
}

Command askPfRules(const QString& anchor)
{
    const QStringList rules{QStringLiteral("-s"), QStringLiteral("rules")};
    return pfctl(anchor.isEmpty() ? rules : QStringList{QStringLiteral("-a"), anchor} + rules);
}

Command askPfAnchors()
{
    return pfctl({QStringLiteral("-v"), QStringLiteral("-s"), QStringLiteral("Anchors")});
}

QStringList anchorsToAsk(const PfAnswers& answers)
{
    const auto isOn = printedBy(answers.info).and_then(pfIsOnFrom);
    const auto names = printedBy(answers.names).and_then(pfAnchorsFrom);
    return isOn.value_or(false) ? names.value_or(QStringList()) : QStringList();
}

Result<PfRuleset> pfRulesetFrom(const PfAnswers& answers)
{
    if (!answers.info && answers.info.error().code == ErrorCode::NotFound)
        return PfRuleset();
    const auto isOn = printedBy(answers.info).and_then(pfIsOnFrom);
    if (!isOn)
        return tl::unexpected(isOn.error());
    if (!*isOn)
        return PfRuleset();
    const auto names = printedBy(answers.names).and_then(pfAnchorsFrom);
    if (!names)
        return tl::unexpected(names.error());
    const auto main = printedBy(answers.rules).and_then([](const QByteArray& listing) {
        return pfRulesFrom(listing);
    });
    if (!main)
        return tl::unexpected(main.error());
    PfRuleset all{{QString(), *main}};
    for (const QString& name : *names) {
        const auto rules = printedBy(answers.anchors.value(name, failure(ErrorCode::TimedOut)))
                               .and_then([&name](const QByteArray& listing) {
                                   return pfRulesFrom(listing, name);
                               });
        if (!rules)
            return tl::unexpected(rules.error());
        all.insert(name, *rules);
    }
    return all;
}

} // namespace reconnect::macos::firewall
