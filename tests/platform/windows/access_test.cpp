#include "platform/windows/helper/access.h"
#include "tests/catch.h"

using namespace reconnect::windows_os;

namespace {

const QString localSystem = QStringLiteral("S-1-5-18");
const QString admins = QStringLiteral("S-1-5-32-544");
const QString users = QStringLiteral("S-1-5-32-545");
const QStringList trusted{localSystem, admins};

constexpr quint32 full = 0x1f01ff;
constexpr quint32 readAndRun = 0x1200a9;
constexpr quint32 modify = 0x1301bf;

Access access(const QList<AccessRule>& rules)
{
    return {admins, true, rules};
}

bool safe(const Access& one, Place place = Place::File)
{
    return onlyTheyChange(one, trusted, place);
}

} // namespace

TEST_CASE("access: what is installed for all is safe, what others may write is not")
{
    const AccessRule own{true, false, localSystem, full};
    CHECK(safe(access({own, {true, false, users, readAndRun}})));
    CHECK_FALSE(safe(access({own, {true, false, users, modify}})));
    CHECK_FALSE(safe(access({own, {true, false, QStringLiteral("S-1-1-0"), full}})));
    // Each right that writes, by itself.
    for (const quint32 right : {0x2U, 0x4U, 0x10U, 0x40U, 0x100U, 0x10000U, 0x40000U, 0x80000U,
                                0x2000000U, 0x10000000U, 0x40000000U}) {
        INFO(right);
        CHECK_FALSE(safe(access({own, {true, false, users, right}})));
        CHECK_FALSE(safe(access({own, {true, false, users, right}}), Place::Holder));
    }
}

TEST_CASE("access: without a list, of another owner, or of an unknown rule it is not safe")
{
    CHECK_FALSE(safe({admins, false, {}}));
    CHECK(safe({admins, true, {}}));
    CHECK_FALSE(safe({QStringLiteral("S-1-5-21-1-2-3-1001"), true, {}}));
    CHECK_FALSE(safe({{}, true, {}}));
    CHECK_FALSE(safe(access({{true, false, {}, ~0U}})));
}

TEST_CASE("access: a drive's root lets people add folders, and nothing else")
{
    const Access root = access({{true, false, localSystem, full},
                                {true, true, QStringLiteral("S-1-5-11"), modify},
                                {true, false, QStringLiteral("S-1-5-11"), 0x4},
                                {true, false, users, readAndRun}});
    CHECK(safe(root, Place::Above));
    CHECK_FALSE(safe(root, Place::Holder));
    for (const quint32 right : {0x40U, 0x10000U, 0x40000U, 0x80000U, 0x10000000U}) {
        INFO(right);
        CHECK_FALSE(safe(access({{true, false, users, right}}), Place::Above));
    }
}

TEST_CASE("access: what denies or is for the owner takes nothing away and gives nothing")
{
    CHECK(safe(access({{false, false, users, full}})));
    CHECK_FALSE(safe(access({{false, false, users, full}, {true, false, users, full}})));
    CHECK(safe(access({{true, false, QStringLiteral("S-1-3-0"), full}})));
}
