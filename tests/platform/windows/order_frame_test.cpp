#include "platform/windows/helper/order_frame.h"

#include "platform/helper/order.h"
#include "platform/windows/helper/windows_elevator.h"
#include "tests/catch.h"

using namespace reconnect;
using namespace reconnect::windows_os;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

// A helper that answers as the test says.
struct FakeLine : HelperLine {
    Result<QByteArray> ask(const QString&, const QByteArray& frame, const Telling&) override
    {
        const auto words = readFrame(frame);
        heard = words && *words ? **words : QStringList{id("garbage")};
        return answer;
    }
    QStringList heard;
    Result<QByteArray> answer = answerFor(QString());
};

const QString entry = id("20261124-101530-123-9f2c");

} // namespace

TEST_CASE("order frame: words arrive as they were sent, and not before all have come")
{
    const QStringList words{id("apply"), {}, QStringLiteral("na\u00efve \U0001F600")};
    const QByteArray frame = frameOf(words).value();
    for (qsizetype size = 0; size < frame.size(); ++size)
        CHECK_FALSE(readFrame(frame.left(size)));
    CHECK(readFrame(frame)->value() == words);
    CHECK(readFrame(frameOf({}).value())->value().isEmpty());
}

TEST_CASE("order frame: what nobody sends is refused")
{
    const QByteArray frame = frameOf({id("list")}).value();
    CHECK(readFrame(frame + 'x')->error().code == ErrorCode::Malformed);
    CHECK(readFrame(QByteArray("\x01\0\0\0x", 5))->error().code == ErrorCode::Malformed);
    CHECK(readFrame(QByteArray("\x02\0\0\0\xff\0", 6))->error().code == ErrorCode::Malformed);
    CHECK(readFrame(QByteArray("\x05\0\0\0\xef\xbb\xbfx\0", 9))->error().code ==
          ErrorCode::Malformed);
    CHECK(readFrame("\xff\xff\xff\xff")->error().code == ErrorCode::TooLarge);
    CHECK(frameOf({QString(maxFrame, u'x')}).error().code == ErrorCode::TooLarge);
    CHECK(frameOf({QString(QChar(0))}).error().code == ErrorCode::Malformed);
}

TEST_CASE("order frame: the pipe's name can't be guessed, and no other is taken")
{
    const QString name = newPipeName();
    CHECK(isPipeName(name));
    CHECK(name != newPipeName());
    for (const QString& other : {QString(), name.left(45), QString(name + u'0'), name.toUpper(),
                                 QString(name + u'\n'), QString(u'\\' + name), id("list")})
        CHECK_FALSE(isPipeName(other));
}

TEST_CASE("order frame: a caller is one of our programs beside the helper")
{
    const QString helper = id("C:\\Program Files\\Reconnect 2026\\reconnect2026-helper.exe");
    const QStringList names{id("reconnect2026.exe")};
    CHECK(isBeside(id("c:\\PROGRAM files\\Reconnect 2026\\Reconnect2026.exe"), helper, names));
    CHECK_FALSE(isBeside(id("C:\\Temp\\reconnect2026.exe"), helper, names));
    CHECK_FALSE(
        isBeside(id("C:\\Program Files\\Reconnect 2026\\a\\reconnect2026.exe"), helper, names));
    CHECK_FALSE(isBeside(id("C:\\Program Files\\Reconnect 2026\\evil.exe"), helper, names));
    CHECK_FALSE(isBeside({}, helper, names));
}

TEST_CASE("windows elevator: the order is typed words, the answer is the helper's")
{
    FakeLine line;
    ErrorCode danger = ErrorCode::Failed;
    bool safe = true;
    WindowsElevator elevator(line, id("C:/x/helper.exe"), [&](const QString&) -> Result<void> {
        return safe ? Result<void>() : failure(danger, id("C:/x"));
    });
    const Change change = RemoveHostsPins{{id("zoom.us")}};
    line.answer = answerFor(id("done"));
    QStringList told;
    CHECK(elevator.apply(change, entry, [&](const QString& words, int) { told.append(words); }, {})
              .value() == id("done"));
    CHECK(told.size() == 1);
    CHECK(line.heard == toArguments(Order{Order::Verb::Apply, {entry}, change}));
    REQUIRE(elevator.undo({entry}));
    CHECK(line.heard == QStringList{id("undo"), entry});

    line.answer = answerFor(failure(ErrorCode::Conflict, id("x")));
    CHECK(elevator.undo({entry}).error().code == ErrorCode::Conflict);
    line.answer = QByteArray("garbage");
    CHECK(elevator.undo({entry}).error().code == ErrorCode::Malformed);
    line.answer = failure(ErrorCode::Cancelled);
    CHECK(elevator.undo({entry}).error().code == ErrorCode::Cancelled);

    line.heard.clear();
    safe = false;
    for (const ErrorCode why : {ErrorCode::NotTrusted, ErrorCode::NotFound}) {
        danger = why;
        CHECK(elevator.undo({entry}).error().code == ErrorCode::NoConsent);
    }
    CHECK(line.heard.isEmpty());
}
