#include "core/diagnosis/words.h"
#include "core/guide/found.h"
#include "core/guide/guide.h"
#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

// A program that is found, as core/probe/security_probe tells it.
EvidenceBuilder& with(EvidenceBuilder& builder, const char* program, const char* name,
                      const char* maker, bool mayStop = true)
{
    const QJsonArray parts{QJsonObject{{id("kind"), id("firewall")},
                                       {id("state"), mayStop ? id("on") : id("off")},
                                       {id("place"), id("Windows Security")}}};
    const QJsonObject detail{{id("program"), id(program)},
                             {id("name"), id(name)},
                             {id("maker"), id(maker)},
                             {id("parts"), parts}};
    const QString row = id("security:") + (*program ? id(program) : id("other-1"));
    return builder.is(row, mayStop ? Outcome::Unknown : Outcome::Passed, mayStop ? "may-stop" : "",
                      detail);
}

Evidence named(EvidenceBuilder builder)
{
    Evidence evidence = builder.evidence();
    for (Observation& row : evidence.observations) {
        if (!row.id.startsWith(id("security:")))
            continue;
        row.layer = Layer::Firewall;
        if (row.detail.contains(id("name")))
            row.target = row.detail[id("name")].toString();
    }
    return evidence;
}

Diagnosis verdict(const EvidenceBuilder& builder)
{
    return diagnose(named(builder));
}

QString headings(const Evidence& evidence, const char* os)
{
    QStringList list;
    for (const Steps& steps : stepsFor(Stage::Firewall, id(os), evidence))
        list.append(steps.heading);
    return list.join(QLatin1Char('\n'));
}

const QString general = QStringLiteral("Make an exception in your security program");

} // namespace

TEST_CASE("security: a program that is merely there changes no verdict, nor how sure it is")
{
    const auto silent = [](EvidenceBuilder builder) { return builder.zoomTcp(""); };
    const auto allowed = [](EvidenceBuilder builder) {
        return builder.passes(id("firewall:nftables")).zoomTcp("").zoomUdp("not-permitted");
    };
    const auto denied = [](EvidenceBuilder builder) {
        return builder.zoomTcp("not-permitted").zoomUdp("not-permitted");
    };
    const auto untouched = [](EvidenceBuilder builder) { return builder; };
    for (const std::function<EvidenceBuilder(EvidenceBuilder)>& change :
         {std::function<EvidenceBuilder(EvidenceBuilder)>(silent),
          std::function<EvidenceBuilder(EvidenceBuilder)>(allowed),
          std::function<EvidenceBuilder(EvidenceBuilder)>(denied),
          std::function<EvidenceBuilder(EvidenceBuilder)>(untouched)}) {
        const EvidenceBuilder plain = change(EvidenceBuilder());
        EvidenceBuilder more = plain;
        with(more, "norton", "Norton 360", "Norton");
        with(more, "clamav", "ClamAV", "ClamAV", false);
        more.is(id("security:programs"), Outcome::Unknown, "unreadable");
        const Diagnosis without = plain.diagnosis();
        const Diagnosis together = verdict(more);
        CHECK(causes(together) == causes(without));
        CHECK(notes(together) == notes(without));
        CHECK(together.verdict.confidence == without.verdict.confidence);
        CHECK(together.verdict.evidence == without.verdict.evidence);
    }
}

TEST_CASE(
    "tls-intercepted: a program of this computer that the signature bears the name of is named")
{
    EvidenceBuilder builder;
    builder.zoomTls("untrusted-issuer", id("Norton Web/Mail Shield Root"));
    with(builder, "norton", "Norton 360", "Norton");
    const Finding finding = verdict(builder).verdict;
    CHECK(finding.cause == Cause::TlsIntercepted);
    CHECK(finding.values.value(id("product")) == id("Norton 360"));
    const Words words = wordsFor(finding);
    CHECK(words.headline.startsWith(id("Norton Web/Mail Shield Root is opening")));
    CHECK(words.why.contains(id("Norton 360's web shield")));
}

TEST_CASE("tls-intercepted: a program whose name isn't in the signature is not accused")
{
    for (const char* issuer : {"CN=Acme Proxy CA", "CN=Nortonville School", ""}) {
        EvidenceBuilder builder;
        builder.zoomTls("untrusted-issuer", id(issuer));
        with(builder, "norton", "Norton 360", "Norton");
        // Two letters are a name by accident.
        with(builder, "", "CN", "CN");
        const Finding finding = verdict(builder).verdict;
        CAPTURE(issuer);
        CHECK(finding.cause == Cause::TlsIntercepted);
        CHECK_FALSE(finding.values.contains(id("product")));
        CHECK(wordsFor(finding).why.contains(id("web shield")));
    }
}

TEST_CASE("local-firewall: without a readable rule, the only program that may hold it is named so")
{
    EvidenceBuilder builder;
    builder.zoomTcp("not-permitted").zoomUdp("not-permitted");
    with(builder, "norton", "Norton 360", "Norton");
    with(builder, "clamav", "ClamAV", "ClamAV", false);
    const Finding one = verdict(builder).verdict;
    CHECK(one.cause == Cause::LocalFirewall);
    CHECK(one.values.value(id("holder")) == id("Norton 360"));
    CHECK(wordsFor(one).why.endsWith(id("Norton 360 may do this.")));

    // Which of two it is nobody knows.
    with(builder, "avast", "Avast One", "Avast");
    const Finding two = verdict(builder).verdict;
    CHECK(two.cause == Cause::LocalFirewall);
    CHECK_FALSE(two.values.contains(id("holder")));
}

TEST_CASE("local-firewall: where the rule was read, nobody else is named")
{
    EvidenceBuilder builder;
    builder.zoomTcp("not-permitted");
    builder.fails(id("firewall:nftables"), "blocks", {{id("product"), id("nftables")}});
    with(builder, "norton", "Norton 360", "Norton");
    const Finding finding = verdict(builder).verdict;
    CHECK(finding.cause == Cause::LocalFirewall);
    CHECK(finding.values.value(id("product")) == id("nftables"));
    CHECK_FALSE(finding.values.contains(id("holder")));
}

TEST_CASE(
    "guide: the steps of the programs that were found come first, in place of the general ones")
{
    EvidenceBuilder builder;
    with(builder, "norton", "Norton 360", "Norton");
    const auto list = stepsFor(Stage::Firewall, id("windows"), named(builder));
    CHECK(list.first().heading == id("Make an exception for Zoom in Norton 360"));
    CHECK(list.first().steps.join(u' ').contains(id("Zoom.exe")));
    CHECK_FALSE(list.first().steps.join(u' ').contains(id("{app}")));
    CHECK(list.first().steps.last().contains(id("https://support.norton.com/")));
    CHECK_FALSE(headings(named(builder), "windows").contains(general));
    const auto mac = stepsFor(Stage::Firewall, id("macos"), named(builder));
    CHECK(mac.first().steps.join(u' ').contains(id("zoom.us")));
}

TEST_CASE("guide: general words where no program or an unknown one was found")
{
    CHECK(headings(EvidenceBuilder().evidence(), "windows").contains(general));
    EvidenceBuilder unknown;
    with(unknown, "", "Acme Shield", "Acme");
    CHECK(headings(named(unknown), "windows").contains(general));
    with(unknown, "eset", "ESET Security", "ESET");
    CHECK(headings(named(unknown), "macos").contains(general));
    CHECK(headings(named(unknown), "macos").startsWith(id("Make an exception for Zoom in ESET")));
    // One that has nothing to set is no reason to keep the general words back.
    EvidenceBuilder harmless;
    with(harmless, "clamav", "ClamAV", "ClamAV", false);
    CHECK(headings(named(harmless), "linux").contains(id("application firewall")));
}

TEST_CASE("guide: Windows' own antivirus comes last, for it rarely stops anything")
{
    EvidenceBuilder builder;
    with(builder, "microsoft-defender", "Microsoft Defender Antivirus", "Microsoft Defender",
         false);
    const auto list = stepsFor(Stage::Firewall, id("windows"), named(builder));
    CHECK(list.first().heading.startsWith(id("Allow Zoom in Windows Defender Firewall")));
    CHECK(list.last().heading.endsWith(id("Microsoft Defender Antivirus")));
}

TEST_CASE(
    "found: a security program is listed by its parts, and is not taken for a firewall's rules")
{
    EvidenceBuilder builder;
    builder.without(id("firewall:"));
    builder.is(id("firewall:ufw"), Outcome::Skipped, "not-installed");
    with(builder, "norton", "Norton 360", "Norton");
    const QStringList lines = foundIn(Stage::Firewall, named(builder));
    CHECK(lines == QStringList{id("No firewall of its own was found on this computer."),
                               id("Norton 360: firewall on.")});
}
