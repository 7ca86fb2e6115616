#include "app/session/live_probes.h"

#include <QFile>

// A static library's resources are linked only where somebody asks for them by name.
static void useResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace reconnect {

Result<Endpoints> loadEndpoints(const QString& path)
{
    useResources();
    QFile file(path.isEmpty() ? QStringLiteral(":/endpoints.json") : path);
    if (!file.open(QIODevice::ReadOnly)) {
        const bool denied = file.exists() && file.error() == QFileDevice::PermissionsError;
        return failure(denied ? ErrorCode::NotPermitted : ErrorCode::NotFound, file.errorString());
    }
    constexpr qint64 moreThanAllowed = (256 << 10) + 1; // parseEndpoints says TooLarge
    return parseEndpoints(file.read(moreThanAllowed));
}

} // namespace reconnect
