#include "core/probe/dns_system_probe.h"

#include "core/probe/detail.h"

namespace reconnect {
namespace {

Observation blankLookup(const QString& name)
{
    Observation blank;
    blank.id = QStringLiteral("dns:system:") + name;
    blank.layer = Layer::Dns;
    blank.target = name;
    return blank;
}

QString errorOf(SystemLookup::Status status)
{
    switch (status) {
    case SystemLookup::Status::Found:
        return {};
    case SystemLookup::Status::NotFound:
        return QStringLiteral("not-found");
    case SystemLookup::Status::Temporary:
        return QStringLiteral("temporary");
    case SystemLookup::Status::Failed:
        break;
    }
    return QStringLiteral("failed");
}

} // namespace

DnsSystemProbe::DnsSystemProbe(const QString& name, Role role, std::shared_ptr<Names> names)
    : Probe(blankLookup(name))
    , m_name(name)
    , m_role(role)
    , m_names(std::move(names))
{
}

void DnsSystemProbe::run()
{
    m_names->system(m_name, this, [this](const SystemLookup& lookup) { tell(lookup); });
}

void DnsSystemProbe::expired()
{
    conclude(answer(Outcome::TimedOut, QStringLiteral("timed-out"), detailOf({})));
}

void DnsSystemProbe::tell(const SystemLookup& lookup)
{
    const QString error = errorOf(lookup.status);
    conclude(answer(error.isEmpty() ? Outcome::Passed : Outcome::Failed, error,
                    detailOf(lookup.addresses)));
}

QJsonObject DnsSystemProbe::detailOf(const QList<QHostAddress>& addresses) const
{
    return {{QStringLiteral("role"), token(m_role)},
            {QStringLiteral("addresses"), toJson(addresses)}};
}

} // namespace reconnect
