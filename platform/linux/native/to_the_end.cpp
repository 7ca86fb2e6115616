#include "platform/to_the_end.h"

#include <array>
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace reconnect {
namespace {

constexpr std::array signalsOfOthers{SIGINT, SIGQUIT, SIGTERM, SIGHUP};

// A session of its own, which no terminal's keys reach. The head of a group may have none, so it
// goes over to its parent's first.
void leaveTerminal()
{
    if (setsid() < 0 && setpgid(0, getpgid(getppid())) == 0)
        static_cast<void>(setsid());
}

void hear(int) {}

} // namespace

struct ToTheEnd::Before {
    int withParent = 0;
    std::array<struct sigaction, signalsOfOthers.size()> heard{};
};

ToTheEnd::ToTheEnd()
    : m_before(std::make_unique<Before>())
{
    leaveTerminal();
    prctl(PR_GET_PDEATHSIG, &m_before->withParent);
    prctl(PR_SET_PDEATHSIG, 0);
    // Not ignored: that is the one thing which programs that are started would inherit.
    struct sigaction ours {};
    ours.sa_handler = hear;
    ours.sa_flags = SA_RESTART;
    for (size_t i = 0; i < signalsOfOthers.size(); ++i)
        sigaction(signalsOfOthers[i], &ours, &m_before->heard[i]);
}

ToTheEnd::~ToTheEnd()
{
    for (size_t i = 0; i < signalsOfOthers.size(); ++i)
        sigaction(signalsOfOthers[i], &m_before->heard[i], nullptr);
    // Of one that is gone already it is never sent: what was begun is brought to its end.
    prctl(PR_SET_PDEATHSIG, m_before->withParent);
}

} // namespace reconnect
