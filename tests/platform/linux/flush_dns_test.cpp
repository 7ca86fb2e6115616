#include "platform/linux/system/flush_dns.h"

#include "tests/catch.h"
#include "tests/fakes/scripted_tools.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

struct Computer {
    void file(const QString& path, const QByteArray& text)
    {
        const QString whole = root.path() + path;
        REQUIRE(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void resolved() { file(id("/run/systemd/resolve/stub-resolv.conf"), "nameserver 127.0.0.53"); }
    void daemon(const QString& pidFile, int pid, const QByteArray& comm)
    {
        file(pidFile, QByteArray::number(pid) + '\n');
        file(id("/proc/%1/comm").arg(pid), comm + '\n');
    }
    Result<QString> carryOut()
    {
        return flusher.carryOut(FlushDns{}, [](const QString&, int) {});
    }

    QTemporaryDir root;
    ScriptedTools tools;
    DnsFlusher flusher{tools, root.path()};
};

} // namespace

TEST_CASE("flush dns: without a memory for names it says so, and asks for no rights")
{
    Computer computer;
    CHECK(computer.flusher.rightsFor(FlushDns{}) == Rights::Person);
    const auto said = computer.carryOut();
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::Unsupported);
    CHECK(said.error().detail.contains(id("nothing to forget")));
    CHECK(computer.tools.lines.isEmpty());
}

TEST_CASE("flush dns: systemd-resolved is asked by the person, by either name of its tool")
{
    for (const bool old : {false, true}) {
        Computer computer;
        computer.resolved();
        if (old)
            computer.tools.answer("systemd-resolve --flush-caches", 0);
        else
            computer.tools.answer("resolvectl flush-caches", 0);
        CHECK(computer.flusher.rightsFor(FlushDns{}) == Rights::Person);
        const auto said = computer.carryOut();
        REQUIRE(said);
        CHECK(said->contains(id("systemd-resolved")));
    }
}

TEST_CASE("flush dns: nscd and dnsmasq take it from an administrator")
{
    Computer computer;
    computer.daemon(id("/run/nscd/nscd.pid"), 311, "nscd");
    computer.daemon(id("/run/NetworkManager/dnsmasq.pid"), 312, "dnsmasq");
    computer.tools.answer("nscd -i hosts", 0);
    computer.tools.answer("kill -HUP 312", 0);
    CHECK(computer.flusher.rightsFor(FlushDns{}) == Rights::Administrator);
    const auto said = computer.carryOut();
    REQUIRE(said);
    CHECK(said->contains(id("nscd, dnsmasq")));
    CHECK(computer.tools.lines == QStringList{id("nscd -i hosts"), id("kill -HUP 312")});
}

TEST_CASE("flush dns: a pid that is another program by now, or no pid, is left alone")
{
    const std::pair<const char*, const char*> cases[]{
        {"312\n", "firefox"}, {"1\n", "dnsmasq"},     {"-312\n", "dnsmasq"},
        {"", "dnsmasq"},      {"312 5\n", "dnsmasq"},
    };
    for (const auto& [pid, comm] : cases) {
        Computer computer;
        computer.daemon(id("/run/dnsmasq/dnsmasq.pid"), 312, comm);
        computer.daemon(id("/run/other"), 1, comm);
        computer.file(id("/run/dnsmasq/dnsmasq.pid"), pid);
        INFO(pid << comm);
        CHECK_FALSE(computer.carryOut());
        CHECK(computer.tools.lines.isEmpty());
    }
}

TEST_CASE("flush dns: a daemon that left its files behind is as good as none")
{
    Computer computer;
    computer.resolved();
    computer.tools.answer("resolvectl", 1, "",
                          "Failed to flush caches: Unit dbus-org.freedesktop.resolve1.service not "
                          "found.");
    const auto said = computer.carryOut();
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::Unsupported);
    CHECK(said.error().detail.contains(id("nothing to forget")));
}

TEST_CASE("flush dns: a refusal is told, and the others are emptied all the same")
{
    Computer computer;
    computer.resolved();
    computer.daemon(id("/run/nscd/nscd.pid"), 311, "nscd");
    computer.tools.answer("resolvectl", 1, "", "Failed to flush caches: Access denied");
    computer.tools.answer("nscd -i hosts", 0);
    const auto said = computer.carryOut();
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::NotPermitted);
    CHECK(computer.tools.lines.contains(id("nscd -i hosts")));
}
