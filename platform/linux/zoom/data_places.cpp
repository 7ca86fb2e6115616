#include "platform/linux/zoom/data_places.h"

namespace reconnect::linux_os {

QList<ZoomDataSetting::Place> zoomDataPlaces(const QString& home)
{
    QList<ZoomDataSetting::Place> places;
    if (home.isEmpty())
        return places;
    for (const char* name : {".zoom", ".cache/zoom", ".config/zoom.conf", ".config/zoomus.conf",
                             ".var/app/us.zoom.Zoom"})
        places.append({QString::fromLatin1(name), home + QLatin1Char('/') + QLatin1String(name)});
    return places;
}

} // namespace reconnect::linux_os
