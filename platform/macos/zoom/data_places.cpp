#include "platform/macos/zoom/data_places.h"

#include <QDir>

namespace reconnect::macos {
namespace {

constexpr qsizetype maxPlists = 64;

} // namespace

QList<ZoomDataSetting::Place> zoomDataPlaces(const QString& home)
{
    QList<ZoomDataSetting::Place> places;
    if (home.isEmpty())
        return places;
    const QString library = home + QStringLiteral("/Library/");
    QStringList names{QStringLiteral("Application Support/zoom.us"),
                      QStringLiteral("Caches/us.zoom.xos"),
                      QStringLiteral("HTTPStorages/us.zoom.xos"), QStringLiteral("Logs/zoom.us"),
                      QStringLiteral("Preferences/us.zoom.xos.plist")};
    const QDir preferences(library + QStringLiteral("Preferences"));
    for (QString name : preferences.entryList({QStringLiteral("us.zoom.*.plist*")}, QDir::Files)) {
        name.truncate(name.indexOf(QLatin1String(".plist")) + 6); // not as it is called aside
        const QString place = QStringLiteral("Preferences/") + name;
        if (name != QLatin1String("us.zoom.config.plist") && !names.contains(place) &&
            names.size() < maxPlists)
            names.append(place);
    }
    for (const QString& name : names)
        places.append({name, library + name});
    return places;
}

} // namespace reconnect::macos
