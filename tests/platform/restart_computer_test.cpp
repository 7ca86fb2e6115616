#include "platform/restart/restart_computer.h"

#include "tests/catch.h"

#include <QFile>
#include <QTemporaryDir>

using namespace reconnect;

namespace {

struct FakeRestart : RestartCalls {
    Result<bool> leaveWord(const ComeBack& comeBack) override
    {
        if (place == Place::Closed)
            return failure(ErrorCode::NotPermitted);
        if (place == Place::Small)
            return false;
        word = comeBack.wizard + u' ' + comeBack.stage;
        return true;
    }
    void takeWordBack() override
    {
        word.clear();
        ++takenBack;
    }
    Result<void> restart() override
    {
        wordAtRestart = word;
        ++restarts;
        return refusal ? failure(*refusal) : Result<void>();
    }

    enum class Place { Open, Small, Closed } place = Place::Open;
    std::optional<ErrorCode> refusal;
    QString word;
    QString wordAtRestart;
    int takenBack = 0;
    int restarts = 0;
};

struct Computer {
    Computer()
    {
        QFile program(wizard);
        REQUIRE(program.open(QIODevice::WriteOnly));
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    Result<QString> carryOut() { return restarter.carryOut(RestartComputer{}, {}); }

    QTemporaryDir folder;
    QString wizard = folder.filePath(QStringLiteral("reconnect2026.exe"));
    FakeRestart calls;
    Restarter restarter{calls, {wizard, QStringLiteral("checks")}};
};

} // namespace

TEST_CASE("restart: word for the wizard is there before the computer goes")
{
    Computer computer;
    CHECK(computer.restarter.serves(RestartComputer{}));
    CHECK(computer.restarter.rightsFor(RestartComputer{}) == Rights::Person);
    const auto said = computer.carryOut();
    REQUIRE(said);
    CHECK(said->contains(QStringLiteral("comes back")));
    CHECK(computer.calls.wordAtRestart == computer.wizard + QStringLiteral(" checks"));
    CHECK(computer.calls.takenBack == 0);
}

TEST_CASE("restart: where it is refused, the word is taken back")
{
    Computer computer;
    computer.calls.refusal = ErrorCode::Busy;
    const auto refused = computer.carryOut();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Busy);
    CHECK(computer.calls.takenBack == 1);
}

TEST_CASE("restart: where the word can't be written, nothing restarts")
{
    Computer computer;
    computer.calls.place = FakeRestart::Place::Closed;
    const auto refused = computer.carryOut();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::NotPermitted);
    CHECK(computer.calls.restarts == 0);
}

TEST_CASE("restart: without a wizard, or a place for the word, it restarts and promises nothing")
{
    for (const bool hasWizard : {true, false}) {
        Computer computer;
        computer.calls.place = FakeRestart::Place::Small;
        if (!hasWizard)
            QFile::remove(computer.wizard);
        computer.calls.refusal = ErrorCode::Failed;
        CHECK_FALSE(computer.carryOut());
        CHECK(computer.calls.takenBack == 0); // it may be somebody else's
        computer.calls.refusal.reset();
        const auto said = computer.carryOut();
        REQUIRE(said);
        CHECK_FALSE(said->contains(QStringLiteral("comes back")));
        CHECK(computer.calls.wordAtRestart.isEmpty());
    }
}
