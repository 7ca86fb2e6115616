#include "platform/command_runner.h"
#include "platform/linux/proxy/linux_proxy_settings.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <optional>

using namespace reconnect;
using namespace reconnect::linux_os;
using reconnect::test::waitFor;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// Answers what gsettings would.
class ScriptedRunner : public CommandRunner {
public:
    Result<CommandOutput> answer = failure(ErrorCode::NotFound);

    void run(const Command&, QObject* context, Done done) override
    {
        QTimer::singleShot(0, context, [answer = answer, done = std::move(done)] { done(answer); });
    }
};

// Runs the real program on a session bus of its own, with settings in a folder of the test's.
class OwnBusRunner : public CommandRunner {
public:
    explicit OwnBusRunner(QString home)
        : m_home(std::move(home))
    {
    }

    void run(const Command& command, QObject* context, Done done) override
    {
        Command wrapped = command;
        wrapped.program = text("env");
        wrapped.arguments = QStringList{text("-u"),
                                        text("GSETTINGS_BACKEND"),
                                        text("HOME=") + m_home,
                                        text("XDG_CONFIG_HOME=") + m_home + text("/.config"),
                                        text("dbus-run-session"),
                                        text("--"),
                                        command.program} +
                            command.arguments;
        wrapped.timeoutMs = 10000;
        m_runner.run(wrapped, context, std::move(done));
    }

private:
    QString m_home;
    ProcessRunner m_runner;
};

struct Computer {
    QTemporaryDir folder;
    ScriptedRunner runner;
    ProxyPlaces places;

    Computer()
    {
        places.root = folder.path();
        places.home = folder.path() + text("/home");
        places.configHome = places.home + text("/.config");
        places.configDirs = QStringList{text("/etc/xdg")};
    }

    void write(const char* path, const QByteArray& content) const
    {
        const QString full = folder.path() + text(path);
        QDir().mkpath(QFileInfo(full).path());
        QFile file(full);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    void gnome(const char* host)
    {
        runner.answer = CommandOutput{0,
                                      QByteArray("org.gnome.system.proxy mode 'manual'\n"
                                                 "org.gnome.system.proxy.https host '") +
                                          host + "'\norg.gnome.system.proxy.https port 1\n",
                                      {}};
    }

    ProxyReading read(CommandRunner& with) const
    {
        LinuxProxySettings settings(with, places);
        QObject context;
        std::optional<ProxyReading> reading;
        settings.read(&context, [&](const ProxyReading& answer) { reading = answer; });
        CHECK_FALSE(reading);
        REQUIRE(waitFor([&] { return reading.has_value(); }, 15000));
        return *reading;
    }
    ProxyReading read() { return read(runner); }
};

QStringList effective(const ProxyReading& reading)
{
    QStringList hosts;
    for (const auto& proxy : reading.proxies)
        if (proxy.effective)
            hosts.append(proxy.host);
    return hosts;
}

Result<CommandOutput> runNow(CommandRunner& runner, const char* program,
                             const QStringList& arguments)
{
    Command command;
    command.program = text(program);
    command.arguments = arguments;
    QObject context;
    std::optional<Result<CommandOutput>> result;
    runner.run(command, &context, [&](const Result<CommandOutput>& answer) { result = answer; });
    REQUIRE(waitFor([&] { return result.has_value(); }, 15000));
    return *result;
}

bool missing(const char* program)
{
    if (!QStandardPaths::findExecutable(text(program)).isEmpty())
        return false;
    WARN("skipped: " << program << " is not installed");
    return true;
}

} // namespace

TEST_CASE("proxy settings: a computer without any says so, without a problem")
{
    Computer computer;
    const auto reading = computer.read();
    CHECK(reading.proxies.isEmpty());
    CHECK(reading.problems.isEmpty());
    computer.runner.answer = CommandOutput{1, {}, "No such schema"};
    CHECK(computer.read().problems.isEmpty());
}

TEST_CASE("proxy settings: the running desktop goes before the environment")
{
    Computer computer;
    computer.gnome("gnome.example");
    computer.write("/home/.config/kioslaverc",
                   "[Proxy Settings]\nProxyType=1\nhttpsProxy=http://kde.example 2\n");
    computer.places.environment[text("https_proxy")] = text("http://env.example:3");
    const auto on = [&](const char* desktop) {
        computer.places.environment[text("XDG_CURRENT_DESKTOP")] = text(desktop);
        return effective(computer.read());
    };
    CHECK(on("ubuntu:GNOME") == QStringList{text("gnome.example")});
    CHECK(on("X-Cinnamon") == QStringList{text("gnome.example")});
    CHECK(on("KDE") == QStringList{text("kde.example")});
    CHECK(on("sway") == QStringList{text("env.example")});
    CHECK(on("") == QStringList{text("gnome.example")});
    CHECK(computer.read().proxies.size() == 3);
    computer.runner.answer = CommandOutput{0, "org.gnome.system.proxy mode 'none'\n", {}};
    CHECK(on("GNOME") == QStringList{text("env.example")});
    CHECK(on("") == QStringList{text("kde.example")});
}

TEST_CASE("proxy settings: files for the next login are reported, not effective")
{
    Computer computer;
    computer.write("/etc/environment", "https_proxy=http://a.example:1\n");
    computer.write("/etc/environment.d/9.conf", "https_proxy=http://b.example:1\n");
    computer.write("/etc/profile.d/proxy.sh", "export HTTPS_PROXY=http://c.example:1\n");
    computer.write("/etc/profile.d/proxy.csh", "export HTTPS_PROXY=http://no.example:1\n");
    computer.write("/home/.config/environment.d/p.conf", "all_proxy=socks5://d.example:1\n");
    computer.write("/home/.profile", "export https_proxy=http://e.example:1\n");
    computer.write("/home/.pam_environment", "https_proxy DEFAULT=http://f.example:1\n");
    const auto reading = computer.read();
    QStringList places;
    for (const auto& proxy : reading.proxies)
        places.append(proxy.source + text(" ") + proxy.place + text(" ") + proxy.host);
    CHECK(places == QStringList{text("etc-environment /etc/environment a.example"),
                                text("profile /etc/environment.d/9.conf b.example"),
                                text("profile ~/.config/environment.d/p.conf d.example"),
                                text("profile /etc/profile.d/proxy.sh c.example"),
                                text("profile ~/.profile e.example"),
                                text("profile ~/.pam_environment f.example")});
    CHECK(effective(reading).isEmpty());
}

TEST_CASE("proxy settings: a source that can't be read is a problem, and the others count")
{
    Computer computer;
    computer.runner.answer = failure(ErrorCode::TimedOut);
    computer.write("/etc/environment", QByteArray(300 << 10, '#'));
    computer.write("/home/.profile", "export https_proxy=http://e.example:1\n");
    QDir().mkpath(computer.places.configHome + text("/kioslaverc"));
    const auto reading = computer.read();
    CHECK(reading.proxies.size() == 1);
    CHECK(reading.problems == QStringList{text("GNOME network settings can't be read"),
                                          text("~/.config/kioslaverc can't be read"),
                                          text("/etc/environment can't be read")});
    computer.runner.answer = CommandOutput{0, "nonsense", {}};
    CHECK(computer.read().problems.size() == 3);
}

TEST_CASE("proxy settings: what the real gsettings was told is what is read")
{
    if (missing("dbus-run-session") || missing("gsettings"))
        return;
    Computer computer;
    computer.places.environment[text("XDG_CURRENT_DESKTOP")] = text("GNOME");
    QDir().mkpath(computer.places.configHome);
    OwnBusRunner bus(computer.places.home);
    const auto set = [&](const char* schema, const char* key, const char* value) {
        runNow(bus, "gsettings", {text("set"), text(schema), text(key), text(value)});
    };
    if (runNow(bus, "gsettings", {text("get"), text("org.gnome.system.proxy"), text("mode")})
            ->exitCode != 0) {
        WARN("skipped: GNOME's settings schemas are not installed");
        return;
    }
    CHECK(computer.read(bus).proxies.isEmpty());
    set("org.gnome.system.proxy", "mode", "manual");
    set("org.gnome.system.proxy", "ignore-hosts", "['localhost', '192.0.2.0/24', \"it's\"]");
    set("org.gnome.system.proxy.https", "host", "proxy.example");
    set("org.gnome.system.proxy.https", "port", "3128");
    const auto manual = computer.read(bus);
    REQUIRE(manual.proxies.size() == 1);
    CHECK(manual.proxies[0].host == text("proxy.example"));
    CHECK(manual.proxies[0].port == 3128);
    CHECK(manual.proxies[0].effective);
    CHECK(manual.proxies[0].bypass ==
          QStringList{text("localhost"), text("192.0.2.0/24"), text("it's")});
    set("org.gnome.system.proxy", "mode", "auto");
    set("org.gnome.system.proxy", "autoconfig-url", "http://wpad.example/p.pac");
    const auto automatic = computer.read(bus);
    REQUIRE(automatic.proxies.size() == 1);
    CHECK(automatic.proxies[0].script == QUrl(text("http://wpad.example/p.pac")));
}

TEST_CASE("proxy settings: what the real kwriteconfig5 wrote is what is read")
{
    if (missing("kwriteconfig5"))
        return;
    Computer computer;
    computer.places.environment[text("XDG_CURRENT_DESKTOP")] = text("KDE");
    QDir().mkpath(computer.places.configHome);
    ProcessRunner runner;
    const auto set = [&](const char* key, const char* value) {
        runNow(runner, "env",
               {text("HOME=") + computer.places.home,
                text("XDG_CONFIG_HOME=") + computer.places.configHome,
                text("QT_QPA_PLATFORM=offscreen"), text("kwriteconfig5"), text("--file"),
                text("kioslaverc"), text("--group"), text("Proxy Settings"), text("--key"),
                text(key), text(value)});
    };
    set("ProxyType", "1");
    set("httpsProxy", "http://proxy.example 3128");
    set("NoProxyFor", " localhost,zoom.us");
    set("ReversedException", "true");
    const auto reading = computer.read();
    REQUIRE(reading.proxies.size() == 1);
    CHECK(reading.proxies[0].host == text("proxy.example"));
    CHECK(reading.proxies[0].port == 3128);
    CHECK(reading.proxies[0].effective);
    CHECK(reading.proxies[0].bypass ==
          QStringList{text("<reversed>"), text("localhost"), text("zoom.us")});
}
