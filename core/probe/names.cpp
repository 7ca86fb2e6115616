#include "core/probe/names.h"

#include <QPointer>
#include <QTimer>

#include <optional>

namespace reconnect {
namespace {

constexpr int maxAddresses = 8;

void addNew(QList<QHostAddress>& known, const QList<QHostAddress>& addresses)
{
    for (const QHostAddress& address : addresses)
        if (known.size() < maxAddresses && !known.contains(address))
            known.append(address);
}

QList<QHostAddress> firstFew(const QList<QHostAddress>& addresses)
{
    return addresses.mid(0, maxAddresses);
}

} // namespace

struct Names::Entry {
    struct Waiter {
        QPointer<QObject> context;
        Done done;
    };
    struct SystemWaiter {
        QPointer<QObject> context;
        SystemResolver::Done done;
    };
    std::optional<SystemLookup> system;
    QList<QHostAddress> direct;
    QList<QHostAddress> independent;
    qsizetype independentTold = 0; // how many of them are dealt with
    bool graceOver = false;
    bool givenUp = false;
    QList<Waiter> waiters;
    QList<SystemWaiter> systemWaiters;

    bool systemFound() const { return system && system->status == SystemLookup::Status::Found; }
    // "There is no such name" is an answer; anything less is not, and a direct answer may serve.
    bool systemDecided() const
    {
        return systemFound() || (system && system->status == SystemLookup::Status::NotFound);
    }
    bool settled() const
    {
        return systemDecided() || givenUp || (!direct.isEmpty() && (graceOver || system));
    }
    NameAnswer answer() const
    {
        if (systemFound())
            return {NameAnswer::Source::System, firstFew(system->addresses)};
        if (!systemDecided() && !direct.isEmpty())
            return {NameAnswer::Source::Direct, firstFew(direct)};
        return {};
    }
};

Names::Names(SystemResolver& resolver, QObject* parent)
    : QObject(parent)
    , m_resolver(resolver)
{
}

Names::~Names() = default;

void Names::lookup(const QString& name, QObject* context, Done done)
{
    QHostAddress literal;
    if (literal.setAddress(name)) {
        QTimer::singleShot(0, context, [literal, done = std::move(done)] {
            done({NameAnswer::Source::System, {literal}});
        });
        return;
    }
    entry(name).waiters.append({context, std::move(done)});
    QTimer::singleShot(0, this, [this, name] { settle(name); });
}

void Names::system(const QString& name, QObject* context, SystemResolver::Done done)
{
    Entry& known = entry(name);
    if (known.system) {
        QTimer::singleShot(0, context,
                           [lookup = *known.system, done = std::move(done)] { done(lookup); });
        return;
    }
    known.systemWaiters.append({context, std::move(done)});
}

void Names::learnt(const QString& name, const QList<QHostAddress>& addresses)
{
    addNew(entry(name).direct, addresses);
    settle(name);
}

void Names::learntIndependent(const QString& name, const QList<QHostAddress>& addresses)
{
    addNew(entry(name).independent, addresses);
    settle(name);
}

Names::Entry& Names::entry(const QString& name)
{
    auto& known = m_entries[name];
    if (known)
        return *known;
    known = std::make_shared<Entry>();
    m_resolver.lookup(name, this, [this, name](const SystemLookup& lookup) {
        Entry& found = entry(name);
        found.system = lookup;
        for (const auto& waiter : std::exchange(found.systemWaiters, {}))
            if (waiter.context)
                waiter.done(lookup);
        settle(name);
    });
    QTimer::singleShot(graceMs, this, [this, name] {
        entry(name).graceOver = true;
        settle(name);
    });
    QTimer::singleShot(giveUpMs, this, [this, name] {
        entry(name).givenUp = true;
        settle(name);
    });
    return *known;
}

void Names::settle(const QString& name)
{
    const std::shared_ptr<Entry> known = m_entries.value(name);
    if (!known->settled())
        return;
    const NameAnswer answer = known->answer();
    for (const auto& waiter : std::exchange(known->waiters, {}))
        if (waiter.context)
            waiter.done(answer);
    tellIndependent(name);
}

void Names::tellIndependent(const QString& name)
{
    Entry& known = entry(name);
    const QList<QHostAddress> ordinary = known.answer().addresses;
    QList<QHostAddress> others;
    for (; known.independentTold < known.independent.size(); ++known.independentTold) {
        const QHostAddress& address = known.independent.at(known.independentTold);
        if (!ordinary.contains(address))
            others.append(address);
    }
    if (!others.isEmpty())
        emit independent(name, others);
}

} // namespace reconnect
