#pragma once

#include "core/probe/names.h"
#include "core/probe/probe.h"
#include "core/probe/role.h"

#include <memory>

namespace reconnect {

// dns:system:NAME: what any program on this computer gets for the name.
class DnsSystemProbe : public Probe {
public:
    DnsSystemProbe(const QString& name, Role role, std::shared_ptr<Names> names);

protected:
    void run() override;
    void expired() override;

private:
    void tell(const SystemLookup& lookup);
    QJsonObject detailOf(const QList<QHostAddress>& addresses) const;

    QString m_name;
    Role m_role;
    std::shared_ptr<Names> m_names;
};

} // namespace reconnect
