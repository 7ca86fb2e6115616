#pragma once

#include "core/fix/apply.h"
#include "core/ports/elevator.h"

#include <optional>

namespace reconnect::test {

// A helper that does as the real one: the same engine, with a journal of its own.
class FakeElevator : public Elevator {
public:
    FakeElevator(const Adapters& adapters, Journal& journal)
        : m_adapters(adapters)
        , m_journal(journal)
    {
    }

    std::optional<ErrorCode> refuses;     // what the person, or the system, says to apply
    std::optional<ErrorCode> refusesUndo; //
    QStringList asked;                    // "apply turn-off-proxy", "undo 2": prompts, in order

    Result<QString> apply(const Change& change, const QString& id, const Telling& tell,
                          const std::function<bool()>&) override
    {
        asked.append(QStringLiteral("apply ") + token(change));
        if (refuses)
            return failure(*refuses);
        const auto entry =
            reconnect::apply(change, Fix::RestartZoom, id, m_adapters, m_journal, tell);
        if (!entry)
            return tl::unexpected<Error>(entry.error());
        return *entry ? (*entry)->said : QString();
    }

    QString byHand(const QList<Change>& changes) const override
    {
        return QStringLiteral("sudo helper, %1 changes").arg(changes.size());
    }

    Result<void> undo(const QStringList& ids) override
    {
        asked.append(QStringLiteral("undo %1").arg(ids.size()));
        if (refusesUndo)
            return failure(*refusesUndo);
        Result<void> all;
        for (const QString& id : ids) {
            const auto entry = m_journal.entry(id);
            const auto undone = entry ? reconnect::undo(*entry, m_adapters, m_journal)
                                      : tl::unexpected<Error>(entry.error());
            if (all && !undone)
                all = undone;
        }
        return all;
    }

private:
    const Adapters& m_adapters;
    Journal& m_journal;
};

} // namespace reconnect::test
