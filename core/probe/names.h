#pragma once

#include "core/ports/system_resolver.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <functional>
#include <memory>

namespace reconnect {

// What all probes of one run know of one name.
struct NameAnswer {
    enum class Source {
        None,   // no address by any way
        System, // as any program gets it
        Direct, // the system's resolver is slow or dead, but a configured server answered us
    };
    Source source = Source::None;
    QList<QHostAddress> addresses; // both families, in the order given, at most 8
};

// Looks each name up once for all probes of one run. The system's answer counts; where it has not
// come after 1500 ms, says there is none for now, or failed otherwise, addresses that the direct
// dns probe put in with learnt() serve instead, so that later layers can still be judged.
class Names : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const NameAnswer&)>;

    explicit Names(SystemResolver& resolver, QObject* parent = nullptr);
    ~Names() override;

    // A literal address answers itself. Answers once, from the event loop; never after `context`
    // is gone. Never later than giveUpMs: then with what there is.
    void lookup(const QString& name, QObject* context, Done done);
    // What the system's resolver said, once it has; for the dns probe.
    void system(const QString& name, QObject* context, SystemResolver::Done done);
    // A configured server's own answer to a direct question.
    void learnt(const QString& name, const QList<QHostAddress>& addresses);
    // An independent resolver's answer, which is never used in place of the system's.
    void learntIndependent(const QString& name, const QList<QHostAddress>& addresses);

    static constexpr int graceMs = 1500;
    static constexpr int giveUpMs = 2500;

signals:
    // Addresses that only an independent resolver gave; for the tls probe with role "independent".
    // Each address once, and only when lookup() of the name has its answer, so that they are known
    // not to be in it.
    void independent(const QString& name, const QList<QHostAddress>& addresses);

private:
    struct Entry;
    Entry& entry(const QString& name);
    void settle(const QString& name);
    void tellIndependent(const QString& name);

    SystemResolver& m_resolver;
    QHash<QString, std::shared_ptr<Entry>> m_entries;
};

} // namespace reconnect
