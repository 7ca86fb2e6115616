#include "platform/macos/panels/mac_panels.h"
#include "tests/support/transcripts.h"
#include "tests/support/wait.h"

#include <memory>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

const QString clockPanel = QStringLiteral(
    "/usr/bin/open x-apple.systempreferences:com.apple.Date-Time-Settings.extension");
const QString settings = QStringLiteral("/usr/bin/open -b com.apple.systempreferences");
// open(1) of what nothing opens.
const CommandOutput nothing{1, {}, "No application knows how to open URL\n"};

struct Opening {
    TranscriptTools tools;
    MacPanels panels{tools, 15};
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    QList<bool> told;

    void begin()
    {
        panels.open(Panel::Clock, context.get(), [this](bool opened) { told.append(opened); });
        CHECK(told.isEmpty()); // never from within the call
    }
    QList<bool> outcome()
    {
        begin();
        CHECK(waitFor([this] { return !told.isEmpty(); }));
        return told;
    }
};

} // namespace

TEST_CASE("mac panels: the first that opens is enough", "[macos]")
{
    Opening opening;
    opening.tools.answer(clockPanel, CommandOutput{});
    CHECK(opening.outcome() == QList<bool>{true});
    CHECK(opening.tools.lines == QStringList{clockPanel});
}

TEST_CASE("mac panels: where one does not open the next is tried, and it is said where none does",
          "[macos]")
{
    Opening opening;
    opening.tools.answer(clockPanel, GENERATE(Result<CommandOutput>(nothing),
                                              Result<CommandOutput>(failure(ErrorCode::TimedOut))));
    const bool opens = GENERATE(true, false);
    opening.tools.answer(settings, opens ? CommandOutput{} : nothing);
    CHECK(opening.outcome() == QList<bool>{opens});
    CHECK(opening.tools.lines == QStringList{clockPanel, settings});
}

TEST_CASE("mac panels: nobody is told who is gone", "[macos]")
{
    Opening opening;
    opening.tools.answer(clockPanel, nothing);
    opening.tools.answer(settings, CommandOutput{});
    opening.begin();
    opening.context.reset();
    CHECK_FALSE(waitFor([&opening] { return !opening.told.isEmpty(); }, 50));
    CHECK(opening.tools.lines == QStringList{clockPanel});
}
