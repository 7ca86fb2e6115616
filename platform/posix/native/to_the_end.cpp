#include "platform/to_the_end.h"

#include <array>
#include <csignal>
#include <unistd.h>
#if __has_include(<sys/prctl.h>)
#include <sys/prctl.h>
#endif

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
#ifdef PR_SET_PDEATHSIG // macOS ends nothing with its parent
    prctl(PR_GET_PDEATHSIG, &m_before->withParent);
    prctl(PR_SET_PDEATHSIG, 0);
#endif
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
#ifdef PR_SET_PDEATHSIG
    // Of one that is gone already it is never sent: what was begun is brought to its end.
    prctl(PR_SET_PDEATHSIG, m_before->withParent);
#endif
}

} // namespace reconnect
