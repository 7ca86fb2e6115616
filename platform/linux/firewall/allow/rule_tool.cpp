#include "platform/linux/firewall/allow/rule_tool.h"

#include <algorithm>

namespace reconnect::firewall {
namespace {

// With LC_ALL=C the kernel's words are these.
ErrorCode codeOf(const QByteArray& words)
{
    struct Known {
        const char* words;
        ErrorCode code;
    };
    static const Known all[] = {
        {"Operation not permitted", ErrorCode::NotPermitted},
        {"Permission denied", ErrorCode::NotPermitted},
        {"need to be root", ErrorCode::NotPermitted},
        {"must be root", ErrorCode::NotPermitted},
        {"ACCESS_DENIED", ErrorCode::NotPermitted},
        {"Authorization failed", ErrorCode::NotPermitted},
        {"xtables lock", ErrorCode::Busy},
        {"Resource temporarily unavailable", ErrorCode::Busy},
        {"resource busy", ErrorCode::Busy},
        {"No space left on device", ErrorCode::NoSpace},
    };
    for (const Known& known : all)
        if (words.contains(known.words))
            return known.code;
    return ErrorCode::Failed;
}

} // namespace

Result<QByteArray> ask(Tools& tools, const Command& command)
{
    return outcome(command, tools.run(command));
}

Result<QByteArray> outcome(const Command& command, const Result<CommandOutput>& output)
{
    if (!output) {
        // That a tool is missing does not say that the rules are.
        if (output.error().code == ErrorCode::NotFound)
            return failure(ErrorCode::Unsupported, command.program);
        return tl::unexpected(output.error());
    }
    if (output->exitCode == 0)
        return output->out;
    constexpr qsizetype shown = 200;
    const QByteArray words = QByteArray(output->err + output->out).trimmed();
    return failure(codeOf(words), QString::fromUtf8(words).left(shown));
}

Opening openingFor(const Block& block, const QString& tool, const QString& place,
                   const QString& chain)
{
    Opening opening;
    opening.rule.tool = tool;
    opening.rule.place = place;
    opening.rule.transport = block.sent.wanted.transport;
    opening.rule.address = block.sent.wanted.destination;
    opening.rule.ports = portsText(zoomPorts(opening.rule.transport));
    opening.tool = block.tool;
    opening.chain = chain;
    return opening;
}

void addOnce(QList<Opening>& openings, const Opening& opening)
{
    const bool known = std::any_of(openings.begin(), openings.end(), [&](const Opening& other) {
        return other.rule == opening.rule;
    });
    if (!known)
        openings.append(opening);
}

} // namespace reconnect::firewall
