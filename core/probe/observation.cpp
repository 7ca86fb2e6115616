#include "core/probe/observation.h"

#include <array>
#include <utility>

namespace reconnect {
namespace {

using OutcomeName = std::pair<Outcome, QLatin1String>;
using LayerName = std::pair<Layer, QLatin1String>;

constexpr std::array outcomeNames{
    OutcomeName{Outcome::Passed, QLatin1String("passed")},
    OutcomeName{Outcome::Failed, QLatin1String("failed")},
    OutcomeName{Outcome::TimedOut, QLatin1String("timed-out")},
    OutcomeName{Outcome::Skipped, QLatin1String("skipped")},
    OutcomeName{Outcome::NotRun, QLatin1String("not-run")},
    OutcomeName{Outcome::Unknown, QLatin1String("unknown")},
};

constexpr std::array layerNames{
    LayerName{Layer::Link, QLatin1String("link")},
    LayerName{Layer::Address, QLatin1String("address")},
    LayerName{Layer::Route, QLatin1String("route")},
    LayerName{Layer::Hosts, QLatin1String("hosts")},
    LayerName{Layer::Dns, QLatin1String("dns")},
    LayerName{Layer::Firewall, QLatin1String("firewall")},
    LayerName{Layer::Tcp, QLatin1String("tcp")},
    LayerName{Layer::Clock, QLatin1String("clock")},
    LayerName{Layer::Tls, QLatin1String("tls")},
    LayerName{Layer::Http, QLatin1String("http")},
    LayerName{Layer::Captive, QLatin1String("captive")},
    LayerName{Layer::Udp, QLatin1String("udp")},
    LayerName{Layer::Proxy, QLatin1String("proxy")},
    LayerName{Layer::Status, QLatin1String("status")},
    LayerName{Layer::Client, QLatin1String("client")},
};

template<class Names, class Value>
QString nameOf(const Names& names, Value value)
{
    for (const auto& [known, name] : names)
        if (known == value)
            return name;
    return {};
}

template<class Names, class Value>
bool valueOf(const Names& names, const QString& text, Value& value)
{
    for (const auto& [known, name] : names) {
        if (name == text) {
            value = known;
            return true;
        }
    }
    return false;
}

} // namespace

QString token(Outcome outcome)
{
    return nameOf(outcomeNames, outcome);
}

QString token(Layer layer)
{
    return nameOf(layerNames, layer);
}

bool fromToken(const QString& text, Outcome& outcome)
{
    return valueOf(outcomeNames, text, outcome);
}

bool fromToken(const QString& text, Layer& layer)
{
    return valueOf(layerNames, text, layer);
}

} // namespace reconnect
