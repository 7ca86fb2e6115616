#include "platform/linux/firewall/linux_firewall.h"

#include "platform/linux/firewall/questions.h"

#include <QTimer>

#include <memory>

namespace reconnect::firewall {
namespace {

// What is gathered until the last tool has answered.
struct Gathering {
    QList<Transcript> transcripts;
    qsizetype waiting = 0;
};

} // namespace

LinuxFirewall::LinuxFirewall(CommandRunner& runner, FindPaths findPaths, Sender sender,
                             QString root)
    : m_runner(runner)
    , m_findPaths(std::move(findPaths))
    , m_sender(sender)
    , m_root(std::move(root))
{
}

void LinuxFirewall::judge(const QList<OutgoingPacket>& packets, QObject* context, Done done)
{
    const QList<Question> asked = questions(m_root);
    QList<QHostAddress> addresses;
    for (const OutgoingPacket& packet : packets)
        if (!addresses.contains(packet.destination))
            addresses.append(packet.destination);
    const auto gathering = std::make_shared<Gathering>();
    gathering->waiting = asked.size();
    const auto conclude = [=, here = installed(m_root), paths = m_findPaths(addresses),
                           sender = m_sender, done = std::move(done)] {
        done(readingsFrom(gathering->transcripts, here, packets, paths, sender));
    };
    if (asked.isEmpty()) {
        QTimer::singleShot(0, context, conclude);
        return;
    }
    for (const Question& question : asked) {
        m_runner.run(question.command, context, [=](const Result<CommandOutput>& result) {
            gathering->transcripts.append(transcriptOf(question, result));
            if (--gathering->waiting == 0)
                conclude();
        });
    }
}

} // namespace reconnect::firewall
