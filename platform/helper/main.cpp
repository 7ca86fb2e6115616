#include "core/tr.h"
#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"

#include <QCoreApplication>

using namespace reconnect;

namespace {

constexpr int exitDone = 0;
constexpr int exitError = 1;
constexpr int exitUsage = 2;

// So many fit into a pipe that nobody reads: to tell must not stop the work.
constexpr int mostTellings = 50;

int answer(const Result<QString>& result, int status)
{
    guard::say(answerFor(result));
    return status;
}

int refuse(const Error& error, int status)
{
    return answer(tl::unexpected<Error>(error), status);
}

} // namespace

int main(int argc, char** argv)
{
    const auto caller = guard::standAlone();
    if (!caller)
        return refuse(caller.error(), exitUsage);
    // Of Qt's own options there are none here, so it sees no word of the order.
    int one = 1;
    QCoreApplication application(argc > 0 ? one : argc, argv);
    if (const auto safe = guard::isSafe(guard::ownProgram()); !safe)
        return refuse(safe.error(), exitUsage);
    const auto words = guard::hear(argc, argv);
    const auto order = words ? orderFromArguments(*words) : tl::unexpected<Error>(words.error());
    if (!order)
        return refuse(order.error(), exitUsage);
    const QString folder = helperJournals();
    const auto journal = Helper::journalFolder(folder, *caller);
    if (!journal)
        return refuse(journal.error(), exitUsage);
    if (const auto made = guard::makeSafeFolder(*journal); !made)
        return refuse(made.error(), exitError);
    if (const auto hidden = guard::showOnlyTo(*journal, *caller); !hidden)
        return refuse(hidden.error(), exitError);

    const std::unique_ptr<AdapterSet> set = makeHelperAdapters(*caller);
    const Helper helper(set->adapters(), folder, guard::syncFolder);
    int left = mostTellings;
    const Telling tell = [&left](const QString& said, int thousandths) {
        if (left-- > 0)
            guard::say(lineFor({said, thousandths}));
    };
    if (order->verb == Order::Verb::Apply)
        tell(tr("Changing this computer"), -1);
    const auto done = helper.carryOut(*order, *caller, tell);
    return answer(done, done ? exitDone : exitError);
}
