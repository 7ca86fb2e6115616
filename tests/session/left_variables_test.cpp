#include "app/session/left_variables.h"

#include "app/session/repairs.h"
#include "tests/catch.h"
#include "tests/fakes/fake_repairs.h"
#include "tests/support/wait.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

QJsonObject proxy(const char* source, const char* place, int port)
{
    return {{id("source"), id(source)},   {id("place"), id(place)}, {id("scheme"), id("http")},
            {id("host"), id("10.0.0.9")}, {id("port"), port},       {id("kind"), id("manual")}};
}

Evidence with(const QJsonArray& proxies)
{
    return EvidenceBuilder()
        .passes(id("proxy:config"), QJsonObject{{id("proxies"), proxies}})
        .evidence();
}

FixPlan cleaning(const char* source, const char* place)
{
    FixPlan plan;
    plan.changes.append(TurnOffProxy{id(source), id(place), false});
    return plan;
}

} // namespace

TEST_CASE("left variables: those that name the proxy of a cleaned file, and no others")
{
    const Evidence evidence =
        with({proxy("environment", "https_proxy", 9), proxy("environment", "http_proxy", 8),
              proxy("etc-environment", "/etc/environment", 9),
              proxy("gnome", "GNOME network settings", 8)});
    CHECK(variablesLeftBy(cleaning("etc-environment", "/etc/environment"), evidence) ==
          QStringList{id("https_proxy")});
    CHECK(variablesLeftBy(cleaning("gnome", "GNOME network settings"), evidence).isEmpty());
    CHECK(variablesLeftBy(FixPlan{}, evidence).isEmpty());
    CHECK(variablesLeftBy(cleaning("etc-environment", "/etc/environment"), {}).isEmpty());
}

TEST_CASE("left variables: one that another file sets as well comes back, so it is judged by")
{
    const Evidence evidence =
        with({proxy("environment", "https_proxy", 9), proxy("profile", "~/.profile", 9),
              proxy("profile", "/etc/profile.d/proxy.sh", 9)});
    CHECK(variablesLeftBy(cleaning("profile", "~/.profile"), evidence).isEmpty());
}

TEST_CASE("left variables: dropped ones come back with the value they had")
{
    qputenv("RECONNECT_TEST_PROXY", "http://10.0.0.9:9");
    LeftVariables variables;
    variables.drop({id("RECONNECT_TEST_PROXY"), id("RECONNECT_TEST_ABSENT")});
    CHECK_FALSE(qEnvironmentVariableIsSet("RECONNECT_TEST_PROXY"));
    variables.restore();
    CHECK(qgetenv("RECONNECT_TEST_PROXY") == "http://10.0.0.9:9");
    CHECK_FALSE(qEnvironmentVariableIsSet("RECONNECT_TEST_ABSENT"));
    qunsetenv("RECONNECT_TEST_PROXY");
}
