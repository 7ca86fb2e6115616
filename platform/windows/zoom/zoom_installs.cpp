#include "platform/windows/zoom/zoom_installs.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

// No pattern here is static: a look that hangs may go on while the program ends, when statics are
// gone.
namespace reconnect::windows_os {
namespace {

const QString uninstallPath =
    QStringLiteral("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall");
const QString zoomBin = QStringLiteral("/Zoom/bin");

struct MsiProduct {
    QString code;
    QString version;
    QString location; // may be empty
    bool is32Bit = false;
};

bool holdsClient(const QString& folder)
{
    return QFileInfo(folder + QStringLiteral("/Zoom.exe")).isFile();
}

QList<MsiProduct> msiProducts(const RegistryReader& registry)
{
    QList<MsiProduct> products;
    for (const bool is32Bit : {false, true}) {
        const RegistryKey all{RegistryKey::Hive::Machine, is32Bit, uninstallPath};
        for (const QString& name : registry.keysBelow(all)) {
            const RegistryKey key = all.below(name);
            const auto text = [&](const QString& value) {
                return registry.text(key, value).value_or(QString());
            };
            if (!isClientName(text(QStringLiteral("DisplayName"))) ||
                !text(QStringLiteral("Publisher")).startsWith(QLatin1String("Zoom")) ||
                registry.number(key, QStringLiteral("WindowsInstaller")).value_or(0) != 1)
                continue;
            MsiProduct product;
            product.code = productCodeFrom(text(QStringLiteral("UninstallString")));
            // The key of a product is named by its code.
            if (product.code.isEmpty())
                product.code = productCodeFrom(QStringLiteral("/X") + name);
            product.version = text(QStringLiteral("DisplayVersion"));
            product.location = text(QStringLiteral("InstallLocation"));
            product.is32Bit = is32Bit;
            // 32-bit Windows shows the same key twice.
            const bool isKnown =
                std::any_of(products.begin(), products.end(),
                            [&](const MsiProduct& known) { return known.code == product.code; });
            if (!product.code.isEmpty() && !isKnown)
                products.append(product);
        }
    }
    return products;
}

// Where a product's client is; where none is found, where it should be.
QString folderOf(const MsiProduct& product, const ZoomFolders& folders)
{
    QStringList likely;
    const QString location = QDir::cleanPath(QDir::fromNativeSeparators(product.location));
    if (!product.location.isEmpty() && QDir::isAbsolutePath(location))
        likely = QStringList{location, location + QStringLiteral("/bin")};
    QStringList usual;
    for (const QString& programs : folders.programs)
        usual.append(programs + zoomBin);
    if (product.is32Bit)
        std::reverse(usual.begin(), usual.end());
    likely += usual;
    for (const QString& folder : likely)
        if (holdsClient(folder))
            return folder;
    return usual.value(0);
}

void complete(InstalledZoom& install, const SignedFiles& files)
{
    const QString version = files.version(install.program());
    install.version = version.isEmpty() ? plainVersion(install.registered) : version;
}

void addPerUser(const RegistryReader& registry, const SignedFiles& files,
                const ZoomFolders& folders, QList<InstalledZoom>& installs)
{
    const RegistryKey key{RegistryKey::Hive::User, false,
                          uninstallPath + QStringLiteral("\\ZoomUMX")};
    const auto registered = registry.text(key, QStringLiteral("DisplayVersion"));
    InstalledZoom install;
    install.kind = QStringLiteral("exe");
    install.folder = folders.roaming + zoomBin;
    install.shown = QStringLiteral("%APPDATA%\\Zoom\\bin");
    install.registered = registered.value_or(QString());
    const bool isRegistered =
        registered || registry.text(key, QStringLiteral("UninstallString")).has_value();
    if (folders.roaming.isEmpty() || (!isRegistered && !holdsClient(install.folder)))
        return;
    complete(install, files);
    installs.append(install);
}

} // namespace

QList<InstalledZoom> installedZooms(const RegistryReader& registry, const SignedFiles& files,
                                    const ZoomFolders& folders)
{
    QList<InstalledZoom> installs;
    addPerUser(registry, files, folders, installs);
    QStringList seen;
    const auto addForAll = [&](const QString& folder, const MsiProduct& product) {
        InstalledZoom install;
        install.kind = QStringLiteral("msi");
        install.folder = folder;
        install.shown = QDir::toNativeSeparators(folder);
        install.productCode = product.code;
        install.registered = product.version;
        complete(install, files);
        installs.append(install);
        seen.append(folder.toLower());
    };
    for (const MsiProduct& product : msiProducts(registry))
        addForAll(folderOf(product, folders), product);
    for (const QString& programs : folders.programs)
        if (const QString folder = programs + zoomBin;
            holdsClient(folder) && !seen.contains(folder.toLower()))
            addForAll(folder, {});
    return installs;
}

QStringList clientFolders(const QList<InstalledZoom>& installs, const ZoomFolders& folders)
{
    QStringList all;
    if (!folders.roaming.isEmpty())
        all.append(folders.roaming + zoomBin);
    for (const QString& programs : folders.programs)
        all.append(programs + zoomBin);
    for (const InstalledZoom& install : installs)
        if (!all.contains(install.folder, Qt::CaseInsensitive))
            all.append(install.folder);
    return all;
}

QStringList startCommand(const QString& ranAs, const QList<InstalledZoom>& installs)
{
    const QString program = QDir::fromNativeSeparators(ranAs);
    for (const InstalledZoom& install : installs)
        if (!ranAs.isEmpty() && holdsClient(install.folder) &&
            program.startsWith(install.folder + QLatin1Char('/'), Qt::CaseInsensitive))
            return {install.program()};
    for (const InstalledZoom& install : installs)
        if (holdsClient(install.folder))
            return {install.program()};
    return {};
}

bool isClientName(const QString& name)
{
    // Seen so far: "Zoom", "Zoom(32bit)", "Zoom (64-bit)", "Zoom Meetings", "Zoom Workplace
    // (64-bit)", "Zoom Workplace (ARM64)".
    const QRegularExpression pattern(
        QStringLiteral("^Zoom( Meetings| Workplace)?( ?\\((32|64|x86|x64|arm64)(-?bit)?\\))?$"),
        QRegularExpression::CaseInsensitiveOption);
    return name.size() < 64 && pattern.match(name.trimmed()).hasMatch();
}

QString productCodeFrom(const QString& uninstallString)
{
    const QRegularExpression pattern(
        QStringLiteral("/[IX] ?(\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\\})$"),
        QRegularExpression::CaseInsensitiveOption);
    if (uninstallString.size() > 512)
        return {};
    return pattern.match(uninstallString.trimmed()).captured(1).toUpper();
}

QString plainVersion(const QString& shown)
{
    const QRegularExpression pattern(
        QStringLiteral("^(\\d{1,9}(?:\\.\\d{1,9}){0,3})(?: \\((\\d{1,9})\\))?"));
    const auto match = pattern.match(shown.trimmed());
    const QString build = match.captured(2);
    return build.isEmpty() ? match.captured(1) : match.captured(1) + QLatin1Char('.') + build;
}

} // namespace reconnect::windows_os
