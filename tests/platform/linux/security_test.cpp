#include "platform/linux/security/linux_security.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <optional>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

using State = SecurityProduct::State;

// A computer of a few files.
struct Computer {
    QTemporaryDir root;

    void has(const char* path, const QByteArray& content = {})
    {
        const QString full = root.path() + QString::fromLatin1(path);
        REQUIRE(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QList<SecurityProduct> products()
    {
        LinuxSecuritySoftware software(knownPrograms(), root.path());
        QObject context;
        std::optional<Result<QList<SecurityProduct>>> told;
        software.look(&context, [&told](const auto& products) { told = products; });
        REQUIRE_FALSE(told); // later, never from within
        REQUIRE(waitFor([&told] { return told.has_value(); }));
        REQUIRE(told->has_value());
        return **told;
    }
};

} // namespace

TEST_CASE("security programs of Linux: none of the known ones")
{
    Computer computer;
    computer.has("/usr/bin/something");
    computer.has("/proc/77/comm", "opensnitchd\n"); // by files alone
    CHECK(computer.products().isEmpty());
}

TEST_CASE("security programs of Linux: known by their files, and on where their process runs")
{
    Computer computer;
    computer.has("/usr/bin/opensnitchd");
    computer.has("/opt/eset/eea/lib/readme");
    computer.has("/proc/1/comm", "systemd\n");
    computer.has("/proc/self/comm", "odfeeder\n"); // no number, no process of its own
    computer.has("/proc/412/comm", "opensnitchd\n");
    const auto products = computer.products();
    REQUIRE(products.size() == 3); // ESET's two parts
    CHECK(products[0].known == QStringLiteral("eset"));
    CHECK(products[0].state == State::Unknown);
    CHECK(products[0].place == QStringLiteral("/opt/eset/eea"));
    CHECK(products[2].known == QStringLiteral("opensnitch"));
    CHECK(products[2].kind == SecurityProduct::Kind::Filter);
    CHECK(products[2].state == State::On);
}

TEST_CASE("security programs of Linux: the kernel keeps fifteen letters of a process's name")
{
    KnownProgram program;
    program.id = program.name = QStringLiteral("long");
    program.kinds = {SecurityProduct::Kind::Antivirus};
    program.paths = {QStringLiteral("/opt/long")};
    program.processes = {QStringLiteral("sixteen-letters-1")};
    Computer computer;
    computer.has("/opt/long");
    computer.has("/proc/9/comm", "sixteen-letters\n");
    LinuxSecuritySoftware software({program}, computer.root.path());
    QObject context;
    QList<SecurityProduct> products;
    software.look(&context, [&products](const auto& told) { products = *told; });
    REQUIRE(waitFor([&products] { return !products.isEmpty(); }));
    CHECK(products[0].state == State::On);
}

TEST_CASE("security programs of Linux: nobody is told once the asker is gone")
{
    LinuxSecuritySoftware software(knownPrograms());
    bool told = false;
    {
        QObject context;
        software.look(&context, [&told](const auto&) { told = true; });
    }
    waitFor([] { return false; }, 30);
    CHECK_FALSE(told);
}
