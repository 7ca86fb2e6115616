#include "platform/macos/security/mac_security.h"
#include "tests/support/transcripts.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QTemporaryDir>

#include <optional>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

using Kind = SecurityProduct::Kind;
using State = SecurityProduct::State;
const QString ask = QStringLiteral("/usr/bin/systemextensionsctl list");

struct Mac {
    QTemporaryDir root;
    TranscriptTools tools;

    void has(const char* path) { REQUIRE(QDir().mkpath(root.path() + QString::fromLatin1(path))); }
    Result<QList<SecurityProduct>> look()
    {
        MacSecuritySoftware software(tools, knownPrograms(), root.path());
        QObject context;
        std::optional<Result<QList<SecurityProduct>>> told;
        software.look(&context, [&told](const auto& products) { told = products; });
        REQUIRE_FALSE(told); // later, never from within
        REQUIRE(waitFor([&told] { return told.has_value(); }));
        return *told;
    }
    QList<SecurityProduct> products()
    {
        const auto told = look();
        REQUIRE(told);
        return *told;
    }
};

} // namespace

TEST_CASE("security programs of macOS: none", "[macos]")
{
    Mac mac;
    mac.tools.add("macos/systemextensionsctl/list-none");
    CHECK(mac.products().isEmpty());
}

TEST_CASE("security programs of macOS: a filter that is on, and a driver that is none", "[macos]")
{
    Mac mac;
    mac.tools.add("macos/systemextensionsctl/list-12");
    const auto products = mac.products();
    REQUIRE(products.size() == 1);
    CHECK(products[0].known == QStringLiteral("little-snitch"));
    CHECK(products[0].kind == Kind::Filter);
    CHECK(products[0].state == State::On);
}

TEST_CASE("security programs of macOS: by the stars, not by the words of the state", "[macos]")
{
    Mac mac;
    SECTION("English")
    {
        mac.tools.add("macos/systemextensionsctl/list-15");
        const auto products = mac.products();
        REQUIRE(products.size() == 3);
        CHECK(products[0].known.isEmpty()); // of a maker that isn't known, and still told of
        CHECK(products[0].name == QStringLiteral("Proton VPN WireGuard"));
        CHECK(products[0].state == State::On);
        CHECK(products[1].known == QStringLiteral("lulu"));
        CHECK(products[1].state == State::Off); // it waits for the person
        CHECK(products[2].kind == Kind::Antivirus);
        CHECK(products[2].state == State::On);
    }
    SECTION("words that nobody knows")
    {
        mac.tools.add("macos/systemextensionsctl/list-other-words");
        const auto products = mac.products();
        REQUIRE(products.size() == 1);
        CHECK(products[0].state == State::On);
    }
}

TEST_CASE("security programs of macOS: apps, where no extension told of them", "[macos]")
{
    Mac mac;
    mac.has("/Applications/Norton 360.app");
    mac.has("/Applications/LuLu.app");
    mac.tools.add("macos/systemextensionsctl/list-15");
    const auto products = mac.products();
    QStringList names;
    for (const SecurityProduct& product : products)
        if (product.known == QStringLiteral("norton")) {
            CHECK(product.state == State::Unknown);
            CHECK(product.place == QStringLiteral("/Applications/Norton 360.app"));
            names.append(product.name);
        } else if (product.known == QStringLiteral("lulu")) {
            names.append(product.name);
        }
    CHECK(names.size() == 3); // Norton's two parts, LuLu once
}

TEST_CASE("security programs of macOS: a list that can't be had", "[macos]")
{
    Mac mac;
    SECTION("late")
    {
        mac.tools.answer(ask, failure(ErrorCode::TimedOut));
    }
    SECTION("missing")
    {
        mac.tools.answer(ask, failure(ErrorCode::NotFound));
    }
    SECTION("strange")
    {
        mac.tools.answer(ask, CommandOutput{0, "what?\n", {}});
    }
    CHECK_FALSE(mac.look());
    mac.has("/Applications/Norton 360.app");
    CHECK(mac.products().size() == 2);
}

TEST_CASE("security programs of macOS: a list cut off anywhere tells less, and no lie", "[macos]")
{
    const QByteArray whole = transcript("macos/systemextensionsctl/list-15").output.out;
    for (qsizetype at = 0; at <= whole.size(); ++at) {
        const auto read = extensionsFrom(whole.left(at));
        const auto products =
            ofExtensions(read.value_or(QList<SystemExtension>()), knownPrograms());
        CHECK(products.size() <= 3);
    }
    CHECK(extensionsFrom(QByteArray("*\t*\tT\ta.b (1)\tN\t[x]\n").repeated(1000))->size() == 256);
}
