#include "core/probe/observation.h"

#include "core/tokens.h"

#include <array>

namespace reconnect {
namespace {

constexpr std::array outcomeNames{
    TokenName<Outcome>{Outcome::Passed, QLatin1String("passed")},
    TokenName<Outcome>{Outcome::Failed, QLatin1String("failed")},
    TokenName<Outcome>{Outcome::TimedOut, QLatin1String("timed-out")},
    TokenName<Outcome>{Outcome::Skipped, QLatin1String("skipped")},
    TokenName<Outcome>{Outcome::NotRun, QLatin1String("not-run")},
    TokenName<Outcome>{Outcome::Unknown, QLatin1String("unknown")},
};

constexpr std::array layerNames{
    TokenName<Layer>{Layer::Link, QLatin1String("link")},
    TokenName<Layer>{Layer::Address, QLatin1String("address")},
    TokenName<Layer>{Layer::Route, QLatin1String("route")},
    TokenName<Layer>{Layer::Hosts, QLatin1String("hosts")},
    TokenName<Layer>{Layer::Dns, QLatin1String("dns")},
    TokenName<Layer>{Layer::Firewall, QLatin1String("firewall")},
    TokenName<Layer>{Layer::Tcp, QLatin1String("tcp")},
    TokenName<Layer>{Layer::Clock, QLatin1String("clock")},
    TokenName<Layer>{Layer::Tls, QLatin1String("tls")},
    TokenName<Layer>{Layer::Http, QLatin1String("http")},
    TokenName<Layer>{Layer::Captive, QLatin1String("captive")},
    TokenName<Layer>{Layer::Udp, QLatin1String("udp")},
    TokenName<Layer>{Layer::Proxy, QLatin1String("proxy")},
    TokenName<Layer>{Layer::Status, QLatin1String("status")},
    TokenName<Layer>{Layer::Client, QLatin1String("client")},
};

} // namespace

QString token(Outcome outcome)
{
    return tokenIn(outcomeNames, outcome);
}

QString token(Layer layer)
{
    return tokenIn(layerNames, layer);
}

bool fromToken(const QString& text, Outcome& outcome)
{
    return valueIn(outcomeNames, text, outcome);
}

bool fromToken(const QString& text, Layer& layer)
{
    return valueIn(layerNames, text, layer);
}

} // namespace reconnect
