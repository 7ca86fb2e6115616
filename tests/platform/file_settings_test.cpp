#include "platform/hosts/hosts_setting.h"
#include "platform/linux/proxy/kde_proxy_setting.h"
#include "platform/linux/proxy/variable_file_setting.h"
#include "platform/process_tools.h"
#include "tests/support/setting_contract.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

// A home of its own.
struct Home {
    QTemporaryDir folder;

    QString path(const char* name) const { return folder.filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& content) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
    }
    QByteArray read(const char* name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("<none>");
    }
    Snapshot snapshot(const char* name) const
    {
        return [this, name]() -> QByteArray {
            return read(name) + QByteArray::number(int(QFileInfo(path(name)).permissions()), 16) +
                   QDir(folder.path())
                       .entryList(QDir::AllEntries | QDir::Hidden)
                       .join(u' ')
                       .toUtf8();
        };
    }
};

const QByteArray kde =
    "[$Version]\nupdate_info=x\n\n[Proxy Settings]\nNoProxyFor=a,b\r\n"
    "ProxyType=1\nhttpsProxy=http://u:p@127.0.0.1 8118\n\n[Other]\nProxyType=1\n";
const QByteArray variables = "PATH=/bin\nexport https_proxy=http://u:p@127.0.0.1:9\n"
                             "HTTP_PROXY=\"http://127.0.0.1:9\"\nno_proxy=localhost\n"
                             "  https_proxy=indented\n# https_proxy=old\n\xff\xfe\0binary";

} // namespace

TEST_CASE("kde proxy: off and back, byte for byte, also where there was no file")
{
    for (const QByteArray& before : {kde, QByteArray("[Proxy Settings]\n"), QByteArray("x"),
                                     QByteArray("[Proxy Settings]\nProxyType[$e]=2")}) {
        const Home home;
        home.write("kioslaverc", before);
        ProcessTools tools;
        KdeProxySetting setting(tools, home.folder.path());
        checkSettingContract(setting, TurnOffProxy{id("kde"), id("KDE"), false},
                             home.snapshot("kioslaverc"));
    }
    const Home empty;
    ProcessTools tools;
    KdeProxySetting setting(tools, empty.folder.path());
    checkSettingContract(setting, TurnOffProxy{id("kde"), id("KDE"), true},
                         empty.snapshot("kioslaverc"));
}

TEST_CASE("kde proxy: only the kind changes, and only in its group")
{
    CHECK(withoutKdeProxy(kde) == QByteArray(kde).replace("]\nNoProxyFor=a,b\r\nProxyType=1",
                                                          "]\nNoProxyFor=a,b\r\nProxyType=0"));
    CHECK(withoutKdeProxy("") == "[Proxy Settings]\nProxyType=0\n");
    CHECK(withoutKdeProxy("[Proxy Settings]\nA=1") == "[Proxy Settings]\nProxyType=0\nA=1");
}

TEST_CASE("kde proxy: what somebody else writes in between stays")
{
    const Home home;
    home.write("kioslaverc", kde);
    ProcessTools tools;
    KdeProxySetting setting(tools, home.folder.path());
    checkSettingYields(setting, TurnOffProxy{id("kde"), id("KDE"), false},
                       home.snapshot("kioslaverc"),
                       [&] { home.write("kioslaverc", "[Proxy Settings]\nProxyType=3\n"); });
}

TEST_CASE("variable files: proxies become comments and come back, byte for byte")
{
    struct Case {
        const char* source;
        const char* place;
        const char* file;
        Rights rights;
    };
    for (const Case& one : {
             Case{"etc-environment", "/etc/environment", "root/etc/environment",
                  Rights::Administrator},
             Case{"profile", "/etc/profile.d/proxy.sh", "root/etc/profile.d/proxy.sh",
                  Rights::Administrator},
             Case{"profile", "~/.profile", "home/.profile", Rights::Person},
             Case{"profile", "~/.config/environment.d/10-p.conf", "config/environment.d/10-p.conf",
                  Rights::Person},
         }) {
        const Home home;
        home.write(one.file, variables);
        VariableFileSetting setting(home.path("root"), home.path("home"), home.path("config"));
        const Change change = TurnOffProxy{id(one.source), id(one.place), false};
        CHECK(setting.rightsFor(change) == one.rights);
        checkSettingContract(setting, change, home.snapshot(one.file));
        checkSettingYields(setting, change, home.snapshot(one.file),
                           [&] { home.write(one.file, "HTTP_PROXY=http://other:1\n"); });
    }
}

TEST_CASE("variable files: credentials stay to be read, no_proxy and conditions stay as they are")
{
    const QByteArray off = withoutProxyVariables(variables);
    CHECK(off.contains("# off by Reconnect 2026: export https_proxy=http://u:p@127.0.0.1:9\n"));
    CHECK(off.contains("\nno_proxy=localhost\n"));
    CHECK(off.contains("\n  https_proxy=indented\n"));
    CHECK(off.count("# off by") == 2);
    CHECK(withoutProxyVariables("https_proxy DEFAULT=http://a:1").startsWith("# off by"));
}

TEST_CASE("variable files: places that are not on the list are refused")
{
    const Home home;
    VariableFileSetting setting(home.path("root"), home.path("home"), home.path("config"));
    for (const char* place : {"/etc/passwd", "/etc/profile.d/../../passwd", "/etc/profile.d/.sh",
                              "/etc/profile.d/a/b.sh", "/etc/environment\n",
                              "/etc/profile.d/x.sh\n", "~/.bashrc", "~/.config/environment.d/../x",
                              "", "-", "relative", "/etc/environment.d/.conf", "~/.profile/x"}) {
        INFO(place);
        const Change change = TurnOffProxy{id("profile"), id(place), false};
        const auto state = setting.read(change, {});
        REQUIRE_FALSE(state);
        CHECK(state.error().code == ErrorCode::Unsupported);
        CHECK(setting.put(change, {}, {}, {}).error().code == ErrorCode::Unsupported);
    }
}

TEST_CASE("hosts: the pin goes and comes back, byte for byte, through a link and with its mode")
{
    const Home home;
    const QByteArray hosts = "127.0.0.1 localhost\r\n192.0.2.1 zoom.us # mine\n"
                             "192.0.2.2\tother.example  ZOOM.us www.zoom.us\n# 1.2.3.4 zoom.us\n"
                             "::1 localhost\n\xff no newline";
    home.write("real", hosts);
    QFile::setPermissions(home.path("real"),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    REQUIRE(QFile::link(home.path("real"), home.path("hosts")));
    HostsSetting setting(home.path("hosts"));
    const Change change = RemoveHostsPins{{id("zoom.us")}};
    checkSettingContract(setting, change, home.snapshot("real"));
    CHECK(QFileInfo(home.path("hosts")).isSymLink());
    checkSettingYields(setting, change, home.snapshot("real"),
                       [&] { home.write("real", "1.1.1.1 zoom.us\n"); });
}

TEST_CASE("hosts: what looks half done is somebody's own work, where it can't be half done")
{
    const Home home;
    home.write("hosts", "192.0.2.1 zoom.us\n192.0.2.2 www.zoom.us\n");
    HostsSetting setting(home.path("hosts"));
    const Change change = RemoveHostsPins{{id("zoom.us"), id("www.zoom.us")}};
    const auto putBackOne = [&home] { home.write("hosts", "192.0.2.1 zoom.us\n"); };
    checkSettingYields(setting, change, home.snapshot("hosts"), putBackOne);
}

TEST_CASE("hosts: only the names asked for go")
{
    const QStringList names{id("zoom.us")};
    CHECK(withoutNames("1.1.1.1 zoom.us\n", names).isEmpty());
    CHECK(withoutNames("1.1.1.1 zoom.us", names).isEmpty());
    CHECK(withoutNames("1.1.1.1 a zoom.us b\n", names) == "1.1.1.1 a b\n");
    CHECK(withoutNames("1.1.1.1 a # zoom.us\n", names) == "1.1.1.1 a # zoom.us\n");
    CHECK(withoutNames("1.1.1.1 zoom.us.evil xzoom.us\n", names) ==
          "1.1.1.1 zoom.us.evil xzoom.us\n");
    CHECK(withoutNames("zoom.us\n", names) == "zoom.us\n");
}

TEST_CASE("file edit: a full second name, a folder, a lost link and a foreign content")
{
    const Home home;
    home.write("a", "old");
    REQUIRE(replaceFile(home.path("a"), QByteArray("old"), QByteArray("new")));
    CHECK(home.read("a") == "new");
    CHECK(replaceFile(home.path("a"), QByteArray("old"), QByteArray("x")).error().code ==
          ErrorCode::Conflict);
    CHECK(readForEdit(home.folder.path()).error().code == ErrorCode::Unsupported);
    REQUIRE(QFile::link(home.path("gone"), home.path("lost")));
    CHECK(readForEdit(home.path("lost")).error().code == ErrorCode::Unsupported);
    CHECK(isPartlyReplaced("abcdef", "xyz", "xycdef"));
    CHECK_FALSE(isPartlyReplaced("abcdef", "xyz", "xyQdef"));
}
