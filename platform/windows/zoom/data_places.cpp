#include "platform/windows/zoom/data_places.h"

namespace reconnect::windows_os {

QList<ZoomDataSetting::Place> zoomDataPlaces(const ZoomFolders& folders)
{
    QList<ZoomDataSetting::Place> places;
    if (!folders.roaming.isEmpty())
        for (const char* name : {"/Zoom/data", "/Zoom/logs"})
            places.append({QStringLiteral("roaming") + QLatin1String(name),
                           folders.roaming + QLatin1String(name)});
    if (!folders.local.isEmpty())
        places.append(
            {QStringLiteral("local/Zoom/data"), folders.local + QStringLiteral("/Zoom/data")});
    return places;
}

} // namespace reconnect::windows_os
