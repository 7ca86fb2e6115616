#include "platform/files/file_edit.h"

#include "platform/hosts/hosts_setting.h"
#include "platform/windows/native/security.h"
#include "platform/windows/native/wide.h"
#include "tests/support/setting_contract.h"

#include <QDir>
#include <QFile>

#include <sddl.h>

using namespace reconnect;
using namespace reconnect::test;
using namespace reconnect::windows_os;

namespace {

// A folder that only this person can write to, as Wine makes it.
struct Folder {
    QTemporaryDir folder;

    QString path(const char* name = "hosts") const
    {
        return folder.filePath(QString::fromLatin1(name));
    }
    void write(const QByteArray& content, const char* name = "hosts") const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
    }
    QByteArray read(const char* name = "hosts") const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("<none>");
    }
    QStringList names() const
    {
        return QDir(folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
};

QString native(const QString& path)
{
    return QDir::toNativeSeparators(path);
}

DWORD attributes(const Folder& one)
{
    return ::GetFileAttributesW(wide(native(one.path())));
}

QByteArray rights(const Folder& one)
{
    const auto file = openToJudge(native(one.path()));
    if (!file)
        return "-";
    const auto access = accessOf(file->get(), {});
    REQUIRE(access);
    QByteArray text = access->owner.toLatin1();
    for (const AccessRule& rule : access->rules)
        text += ' ' + rule.sid.toLatin1() + ':' + QByteArray::number(rule.rights, 16);
    return text;
}

const QByteArray pinned = "# Copyright\r\n127.0.0.1 localhost\r\n0.0.0.0 zoom.us mine.test # x\r\n"
                          "0.0.0.0 web.zoom.us\r\n";
const Change unpin = RemoveHostsPins{{QStringLiteral("web.zoom.us"), QStringLiteral("zoom.us")}};

} // namespace

TEST_CASE("windows file edit: content is replaced; rights, attributes and age stay")
{
    for (const DWORD mark : {DWORD(FILE_ATTRIBUTE_ARCHIVE), DWORD(FILE_ATTRIBUTE_READONLY),
                             DWORD(FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_HIDDEN)}) {
        const Folder folder;
        folder.write("before");
        REQUIRE(::SetFileAttributesW(wide(native(folder.path())), mark));
        const DWORD marks = attributes(folder);
        const QByteArray own = rights(folder);
        REQUIRE(replaceFile(folder.path(), QByteArray("before"), QByteArray("after")));
        CHECK(folder.read() == "after");
        CHECK((attributes(folder) & mark) == (marks & mark));
        CHECK(rights(folder) == own);
        CHECK(folder.names() == QStringList{QStringLiteral("hosts")});
        ::SetFileAttributesW(wide(native(folder.path())), FILE_ATTRIBUTE_NORMAL);
    }
}

TEST_CASE("windows file edit: a file comes, goes, and is never another's")
{
    const Folder folder;
    CHECK(readForEdit(folder.path()).value() == WholeFile());
    REQUIRE(replaceFile(folder.path(), {}, QByteArray("new")));
    CHECK(readForEdit(folder.path()).value() == WholeFile("new"));
    const auto conflict = replaceFile(folder.path(), QByteArray("old"), QByteArray("x"));
    REQUIRE_FALSE(conflict);
    CHECK(conflict.error().code == ErrorCode::Conflict);
    CHECK(replaceFile(folder.path(), {}, QByteArray("x")).error().code == ErrorCode::Conflict);
    CHECK(folder.read() == "new");
    REQUIRE(replaceFile(folder.path(), QByteArray("new"), {}));
    CHECK(folder.names().isEmpty());
}

TEST_CASE("windows file edit: while another program holds it, it is busy and stays")
{
    const Folder folder;
    folder.write("before");
    for (const DWORD share : {DWORD(0), DWORD(FILE_SHARE_READ)}) {
        const Handle other(::CreateFileW(wide(native(folder.path())), GENERIC_READ, share, nullptr,
                                         OPEN_EXISTING, 0, nullptr));
        REQUIRE(other.isOpen());
        const auto done = replaceFile(folder.path(), QByteArray("before"), QByteArray("after"));
        REQUIRE_FALSE(done);
        INFO(share << ' ' << done.error().detail.toStdString());
        CHECK(done.error().code == ErrorCode::Busy);
    }
    CHECK(folder.read() == "before");
    CHECK(folder.names().size() == 1);
}

TEST_CASE("windows file edit: what was cut off is cleared away, what is no file is not touched")
{
    const Folder folder;
    folder.write("before");
    folder.write("half", ".hosts.reconnect2026");
    CHECK(readForEdit(folder.path()).value() == WholeFile("before"));
    CHECK(folder.names().size() == 1);
    CHECK(readForEdit(folder.folder.path()).error().code == ErrorCode::Unsupported);
    CHECK(readForEdit(folder.path("none/hosts")).value() == WholeFile());
    CHECK(replaceFile(folder.path("none/hosts"), {}, QByteArray("x")).error().code ==
          ErrorCode::NotFound);
    folder.write(QByteArray(maxEditedFile + 1, '#'));
    CHECK(readForEdit(folder.path()).error().code == ErrorCode::TooLarge);
}

TEST_CASE("windows file edit: a second name of the file stays one")
{
    const Folder folder;
    folder.write("before");
    if (!::CreateHardLinkW(wide(native(folder.path("second"))), wide(native(folder.path())),
                           nullptr)) {
        WARN("no hard links here");
        return;
    }
    const auto longer =
        replaceFile(folder.path(), QByteArray("before"), QByteArray("after, and longer"));
    INFO((longer ? std::string() : longer.error().detail.toStdString()));
    REQUIRE(longer);
    CHECK(folder.read("second") == "after, and longer");
    REQUIRE(replaceFile(folder.path(), QByteArray("after, and longer"), QByteArray("x")));
    CHECK(folder.read("second") == "x");
    CHECK(folder.names().size() == 2);
}

TEST_CASE("windows file edit: an administrator's program touches nothing where others can write")
{
    REQUIRE(isElevated()); // always so under Wine
    const Folder folder;
    REQUIRE(QDir(folder.folder.path()).mkdir(QStringLiteral("open")));
    folder.write("before", "open/hosts");
    const QString path = folder.path("open/hosts");
    CHECK(readForEdit(path).has_value());
    PSECURITY_DESCRIPTOR open = nullptr;
    REQUIRE(::ConvertStringSecurityDescriptorToSecurityDescriptorW(
        L"D:P(A;;FA;;;OW)(A;;FA;;;BA)(A;;FA;;;WD)", SDDL_REVISION_1, &open, nullptr));
    REQUIRE(::SetFileSecurityW(wide(native(folder.path("open"))), DACL_SECURITY_INFORMATION, open));
    ::LocalFree(open);
    CHECK(readForEdit(path).error().code == ErrorCode::NotPermitted);
    CHECK(replaceFile(path, QByteArray("before"), QByteArray("after")).error().code ==
          ErrorCode::NotPermitted);
    CHECK(folder.read("open/hosts") == "before");
    // The same one step further up.
    REQUIRE(QDir(folder.folder.path()).mkpath(QStringLiteral("open/inner")));
    CHECK(readForEdit(folder.path("open/inner/hosts")).error().code == ErrorCode::NotPermitted);
}

TEST_CASE("windows hosts pins: off and back, byte for byte, under the contract")
{
    const Folder folder;
    const Snapshot snapshot = [&]() -> QByteArray {
        return folder.read() + rights(folder) + QByteArray::number(uint(attributes(folder)), 16) +
               folder.names().join(u' ').toUtf8();
    };
    folder.write(pinned);
    HostsSetting setting(folder.path());
    CHECK(setting.rightsFor(unpin) == Rights::Administrator);
    checkSettingContract(setting, unpin, snapshot);
    checkSettingYields(setting, unpin, snapshot, [&] { folder.write("0.0.0.0 zoom.us\r\n"); });
    folder.write(pinned);
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const State before = readOf(setting, unpin, id);
    putOf(setting, unpin, id, before, goalOf(setting, unpin, id, before));
    CHECK(folder.read() == "# Copyright\r\n127.0.0.1 localhost\r\n0.0.0.0 mine.test # x\r\n");
}
