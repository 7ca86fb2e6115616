#pragma once

#include "core/ports/setting.h"
#include "platform/linux/zoom/linux_zoom_client.h"
#include "platform/linux/zoom/plain_files.h"

namespace reconnect::linux_os {

// Serves MoveZoomDataAside: what the client keeps in the person's home gets another name, beside
// its own, and gets it back by undo. Only names change: nothing is copied, deleted or opened, a
// link is moved as a link, and ~/Documents is no place of it.
//
// The client makes new data as soon as it starts. That is no part of a state, and undo gives it
// another name too, so that nothing is lost either way.
class ZoomDataSetting : public Setting {
public:
    ZoomDataSetting(PlainFiles& files, ZoomPlaces places);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Person; }
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;
    bool isPartWay(const State& before, const State& after, const State& now) const override;

    // Below the home.
    static QStringList places();
    // What a place is called while it is aside, and what newer data is called after an undo.
    static QString asideName(const QString& place, const QString& id);
    static QString newerName(const QString& place, const QString& id);

private:
    Result<void> move(const QString& from, const QString& to);
    QString path(const QString& place) const { return m_home + QLatin1Char('/') + place; }

    PlainFiles& m_files;
    QString m_home;
};

} // namespace reconnect::linux_os
