#include "core/guide/router_watch.h"
#include "tests/catch.h"

using namespace reconnect;

namespace {

enum class Line { Down, Up, WithRouter, WithInternet };

Observation row(const char* id, Layer layer, Outcome outcome)
{
    const QString name = QString::fromLatin1(id);
    return {name, layer, name, outcome, {}, 0, {}};
}

Evidence seen(Line line)
{
    const auto from = [line](Line least) {
        return line >= least ? Outcome::Passed : Outcome::Failed;
    };
    Evidence evidence;
    evidence.observations = {
        row("link:interfaces", Layer::Link, from(Line::Up)),
        row("route:ipv4", Layer::Route, from(Line::Up)),
        row("route:gateway", Layer::Route,
            line == Line::Up ? Outcome::Unknown : from(Line::WithRouter)),
        row("captive:captive.apple.com", Layer::Captive, from(Line::WithInternet)),
    };
    return evidence;
}

RouterWatch through(std::initializer_list<Line> lines)
{
    RouterWatch watch = watchFrom(seen(*lines.begin()));
    for (const Line line : lines)
        watch = watched(watch, seen(line));
    return watch;
}

} // namespace

TEST_CASE("router watch: each step is ticked when it is seen")
{
    CHECK(through({Line::WithRouter, Line::WithRouter}) == RouterWatch{true, false, false, false});
    CHECK(through({Line::WithRouter, Line::Down}) == RouterWatch{true, true, false, false});
    CHECK(through({Line::WithRouter, Line::Up}) == RouterWatch{true, true, false, false});
    CHECK(through({Line::WithRouter, Line::Down, Line::Up}) ==
          RouterWatch{true, true, false, false});
    CHECK(through({Line::WithRouter, Line::Down, Line::WithRouter}) ==
          RouterWatch{true, true, true, false});
    CHECK(through({Line::WithRouter, Line::Down, Line::WithRouter, Line::WithInternet}) ==
          RouterWatch{true, true, true, true});
}

TEST_CASE("router watch: a router that never answers is told by its line")
{
    CHECK(through({Line::Up, Line::Up}) == RouterWatch{false, false, false, false});
    CHECK(through({Line::Up, Line::Down, Line::Up}) == RouterWatch{false, true, true, false});
}

TEST_CASE("router watch: what was seen stays, and a checkup without a word adds nothing")
{
    const RouterWatch back = through({Line::WithRouter, Line::Down, Line::WithRouter});
    CHECK(watched(back, seen(Line::Down)) == back);
    CHECK(watched(back, {}) == back);
}

TEST_CASE("router watch: an internet that is back by itself is said to be")
{
    const RouterWatch watch = through({Line::WithRouter, Line::WithInternet});
    CHECK(watch == RouterWatch{true, false, false, true});
    CHECK(endingFor(watch).contains(QStringLiteral("without")));
}

TEST_CASE("router watch: every state has lines of its own, and every ending")
{
    QStringList lines;
    QStringList endings;
    for (const RouterWatch& watch :
         {RouterWatch{true, false, false, false}, RouterWatch{true, true, false, false},
          RouterWatch{true, true, true, false}, RouterWatch{true, true, true, true},
          RouterWatch{true, false, false, true}}) {
        lines.append(sentencesFor(watch));
        endings.append(endingFor(watch));
    }
    CHECK(lines.removeDuplicates() == 0);
    CHECK(endings.removeDuplicates() == 0);
    CHECK(lines[0].count(QChar(0x2713)) == 0);
    CHECK(lines[3].count(QChar(0x2713)) == 3);
}
