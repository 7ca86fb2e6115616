#include "core/fix/apply.h"

#include <algorithm>

namespace reconnect {
namespace {

constexpr int holdMs = 1000;

template<class Found>
auto* servingIn(const std::vector<std::unique_ptr<Found>>& all, const Change& change)
{
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&change](const auto& one) { return one->serves(change); });
    return found == all.end() ? nullptr : found->get();
}

// The detail of an Unsupported is made for people, and there is nothing to add.
const Error noAdapter{ErrorCode::Unsupported, {}};

// What is read for an entry, and where it therefore stands.
struct Judged {
    Standing standing = Standing::NotKnown;
    Error error; // why it is not known
};

Judged judge(const Entry& entry, const Adapters& adapters)
{
    if (!isReversible(entry.change)) {
        const Deed* deed = adapters.deedFor(entry.change);
        const bool isCutOff = entry.phase == Entry::Phase::Intended && deed != nullptr &&
                              deed->isHalfDone(entry.change);
        return {isCutOff ? Standing::Undoable : Standing::Final, noAdapter};
    }
    Setting* setting = adapters.settingFor(entry.change);
    if (!setting)
        return {Standing::NotKnown, noAdapter};
    const auto now = setting->read(entry.change, entry.id);
    if (!now) {
        // What is gone altogether was taken away by somebody else.
        const bool gone = now.error().code == ErrorCode::NotFound;
        return {gone ? Standing::Conflict : Standing::NotKnown, now.error()};
    }
    if (*now == entry.before)
        return {Standing::Untouched, {}};
    if (*now == entry.after || setting->isPartWay(entry.before, entry.after, *now))
        return {Standing::Undoable, {}};
    return {Standing::Conflict, {ErrorCode::Conflict, {}}};
}

// undo() for one that holds the journal.
Result<void> takeBack(const Entry& entry, const Adapters& adapters, Journal& journal)
{
    const Judged judged = judge(entry, adapters);
    switch (judged.standing) {
    case Standing::Untouched:
        return journal.forget(entry.id);
    case Standing::Undoable:
        break;
    case Standing::Conflict:
        return failure(ErrorCode::Conflict, judged.error.detail);
    case Standing::NotKnown:
    case Standing::Final:
        return tl::unexpected(judged.error);
    }
    if (!isReversible(entry.change)) {
        const auto mended = adapters.deedFor(entry.change)->mend(entry.change);
        return mended ? journal.forget(entry.id) : mended;
    }
    Setting* setting = adapters.settingFor(entry.change);
    const auto done = setting->put(entry.change, entry.id, entry.after, entry.before);
    if (!done)
        return done;
    // Believed only once it is seen.
    if (const Judged after = judge(entry, adapters); after.standing != Standing::Untouched)
        return failure(after.standing == Standing::Conflict ? ErrorCode::Conflict
                                                            : ErrorCode::Failed,
                       after.error.detail);
    return journal.forget(entry.id);
}

// Of a change that did not come about: the error, with the computer and the journal as before it.
tl::unexpected<Error> giveUp(const Entry& entry, const Error& error, const Adapters& adapters,
                             Journal& journal)
{
    // An adapter that says so did nothing: what is there is somebody else's.
    if (error.code == ErrorCode::Conflict)
        static_cast<void>(journal.forget(entry.id));
    else
        static_cast<void>(takeBack(entry, adapters, journal)); // else the entry stays and tells
    return tl::unexpected(error);
}

Result<std::optional<Entry>> carryOut(Deed& deed, Entry entry, Journal& journal,
                                      const Telling& tell)
{
    if (const auto written = journal.write(entry); !written)
        return tl::unexpected(written.error());
    const auto said = deed.carryOut(entry.change, tell);
    if (!said) {
        if (!deed.isHalfDone(entry.change)) // else the entry stays and tells
            static_cast<void>(journal.forget(entry.id));
        return tl::unexpected(said.error());
    }
    entry.said = *said;
    entry.phase = Entry::Phase::Applied;
    // It is done, and stays so, whether it can be noted or not.
    static_cast<void>(journal.write(entry));
    return entry;
}

Result<std::optional<Entry>> change(Setting& setting, Entry entry, const Adapters& adapters,
                                    Journal& journal)
{
    const auto before = setting.read(entry.change, entry.id);
    if (!before)
        return tl::unexpected(before.error());
    const auto after = setting.goal(entry.change, entry.id, *before);
    if (!after)
        return tl::unexpected(after.error());
    if (*after == *before)
        return std::nullopt;
    entry.before = *before;
    entry.after = *after;
    if (const auto written = journal.write(entry); !written) {
        static_cast<void>(journal.forget(entry.id));
        return tl::unexpected(written.error());
    }
    if (const auto done = setting.put(entry.change, entry.id, *before, *after); !done)
        return giveUp(entry, done.error(), adapters, journal);
    const auto now = setting.read(entry.change, entry.id);
    if (!now)
        return giveUp(entry, now.error(), adapters, journal);
    if (*now != *after)
        return giveUp(entry, {ErrorCode::Failed, QStringLiteral("not as it was put")}, adapters,
                      journal);
    entry.phase = Entry::Phase::Applied;
    if (const auto written = journal.write(entry); !written)
        return giveUp(entry, written.error(), adapters, journal);
    return entry;
}

} // namespace

Setting* Adapters::settingFor(const Change& wanted) const
{
    return servingIn(settings, wanted);
}

Deed* Adapters::deedFor(const Change& wanted) const
{
    return servingIn(deeds, wanted);
}

Result<Rights> Adapters::rightsFor(const Change& wanted) const
{
    if (const Setting* setting = settingFor(wanted))
        return setting->rightsFor(wanted);
    if (const Deed* deed = deedFor(wanted))
        return deed->rightsFor(wanted);
    return tl::unexpected<Error>(noAdapter);
}

Standing standingOf(const Entry& entry, const Adapters& adapters)
{
    return judge(entry, adapters).standing;
}

bool nothingHappened(const Entry& entry, Standing standing)
{
    return standing == Standing::Untouched ||
           (standing == Standing::Final && entry.phase == Entry::Phase::Intended);
}

Result<std::optional<Entry>> apply(const Change& wanted, Fix fix, const QString& id,
                                   const Adapters& adapters, Journal& journal, const Telling& tell)
{
    Setting* setting = isReversible(wanted) ? adapters.settingFor(wanted) : nullptr;
    Deed* deed = isReversible(wanted) ? nullptr : adapters.deedFor(wanted);
    if (!setting && !deed)
        return tl::unexpected<Error>(noAdapter);
    const auto hold = journal.hold(holdMs);
    if (!hold)
        return tl::unexpected(hold.error());
    Entry entry;
    entry.id = id;
    entry.fix = fix;
    entry.change = wanted;
    entry.when = QDateTime::currentDateTimeUtc();
    return setting ? change(*setting, std::move(entry), adapters, journal)
                   : carryOut(*deed, std::move(entry), journal, tell);
}

Result<void> undo(const Entry& entry, const Adapters& adapters, Journal& journal)
{
    const auto hold = journal.hold(holdMs);
    if (!hold)
        return tl::unexpected(hold.error());
    // Somebody else may have taken it back, and others may have made changes on top.
    if (const auto known = journal.entry(entry.id); !known)
        return tl::unexpected(known.error());
    return takeBack(entry, adapters, journal);
}

QList<Recovered> recover(const Adapters& adapters, Journal& journal)
{
    const auto listed = journal.contents();
    if (!listed || listed->entries.isEmpty())
        return {};
    const auto hold = journal.hold(0);
    // Read again: what was there a moment ago may have been another's, who was done meanwhile.
    const auto contents = hold ? journal.contents() : listed;
    if (!contents)
        return {};
    QList<Recovered> rest;
    for (const Entry& entry : contents->entries) {
        const Standing standing = standingOf(entry, adapters);
        if (!nothingHappened(entry, standing) || !hold || !journal.forget(entry.id))
            rest.prepend({entry, standing});
    }
    return rest;
}

} // namespace reconnect
