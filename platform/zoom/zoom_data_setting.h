#pragma once

#include "core/ports/setting.h"
#include "platform/zoom/file_names.h"

#include <QList>

namespace reconnect {

// Serves MoveZoomDataAside: what the client keeps for the person gets another name, beside its
// own, and gets it back by undo. Only names change: nothing is copied, deleted or opened, a link is
// moved as a link, and the folder of recordings is no place of it.
//
// The client makes new data as soon as it starts. That is no part of a state, and undo gives it
// another name too, so that nothing is lost either way.
class ZoomDataSetting : public Setting {
public:
    struct Place {
        QString name; // in states: ".zoom"; never changes, for journals hold it
        QString path; // absolute
    };
    // Without places it serves nothing.
    ZoomDataSetting(FileNames& files, QList<Place> places);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Person; }
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;
    bool isPartWay(const State& before, const State& after, const State& now) const override;

    // What a place is called while it is aside, and what newer data is called after an undo.
    static QString asideName(const QString& place, const QString& id);
    static QString newerName(const QString& place, const QString& id);

private:
    FileNames& m_files;
    QList<Place> m_places;
};

} // namespace reconnect
