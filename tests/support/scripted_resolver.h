#pragma once

#include "core/ports/system_resolver.h"

#include <QHash>
#include <QTimer>

namespace reconnect::test {

// Knows the names it was told; any other does not exist. "silent" names never answer, and `failing`
// ones end as it says.
class ScriptedResolver : public SystemResolver {
public:
    QHash<QString, QList<QHostAddress>> known;
    QStringList silent;
    QHash<QString, SystemLookup::Status> failing;
    int lookups = 0;

    void lookup(const QString& name, QObject* context, Done done) override
    {
        ++lookups;
        if (silent.contains(name))
            return;
        SystemLookup answer;
        answer.addresses = known.value(name);
        answer.status = answer.addresses.isEmpty() ? SystemLookup::Status::NotFound
                                                   : SystemLookup::Status::Found;
        answer.status = failing.value(name, answer.status);
        QTimer::singleShot(0, context, [answer, done = std::move(done)] { done(answer); });
    }
};

} // namespace reconnect::test
