#include "platform/helper/caller.h"

#include "platform/helper/helper.h"
#include "tests/catch.h"

using namespace reconnect;

TEST_CASE("a caller's id is a user as the system writes it, and nothing else", "[helper]")
{
    for (const char* id :
         {"0", "1000", "4294967294", "S-1-5-18", "S-1-5-21-3623811015-3361044348-30300820-1013"})
        CHECK(isCallerId(QString::fromLatin1(id)));
    for (const QString& id :
         {QString(), QStringLiteral("."), QStringLiteral(".."), QStringLiteral("01"),
          QStringLiteral("-1"), QStringLiteral("+1"), QStringLiteral("1/2"), QStringLiteral("1\n"),
          QStringLiteral("1000 "), QStringLiteral("٣"), QStringLiteral("99999999999"),
          QStringLiteral("S-1"), QStringLiteral("S-1-"), QStringLiteral("S-1--5"),
          QStringLiteral("S-1-5\\x"), QStringLiteral("s-1-5-18"), QStringLiteral("S-2-5"),
          QString(QChar(0)), QString(QStringLiteral("S-1") + QStringLiteral("-1").repeated(17))}) {
        INFO(id.toStdString());
        CHECK_FALSE(isCallerId(id));
        CHECK_FALSE(Helper::journalFolder(QStringLiteral("/j"), {id, false}));
    }
    CHECK(Helper::journalFolder(QStringLiteral("/j"), {QStringLiteral("1000"), false}) ==
          QStringLiteral("/j/1000"));
}
