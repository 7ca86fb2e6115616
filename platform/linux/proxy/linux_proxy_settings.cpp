#include "platform/linux/proxy/linux_proxy_settings.h"

#include "platform/files/bounded_file.h"
#include "platform/linux/proxy/proxy_gnome.h"
#include "platform/linux/proxy/proxy_kde.h"

#include <QDir>
#include <QProcessEnvironment>

namespace reconnect::linux_os {
namespace {

constexpr qint64 maxFile = 256 << 10;
constexpr int maxFolderFiles = 50;

QString inFolder(const QString& folder, const char* name)
{
    return folder + QLatin1Char('/') + QString::fromLatin1(name);
}

// Empty where the file is missing; a problem where it is there and can't be read.
QByteArray readFile(const QString& path, const QString& place, ProxyReading& reading)
{
    const auto content = readBounded(path, maxFile);
    if (content)
        return *content;
    if (content.error().code != ErrorCode::NotFound)
        reading.problems.append(place + QStringLiteral(" can't be read"));
    return {};
}

void addFile(const QString& path, const QString& place, const char* source,
             Variables (*parse)(const QByteArray&), ProxyReading& reading)
{
    auto proxies = proxiesOf(parse(readFile(path, place, reading)), QString::fromLatin1(source));
    for (ConfiguredProxy& proxy : proxies)
        proxy.place = place;
    reading.proxies += proxies;
}

void addFolder(const QString& folder, const QString& place, const char* pattern,
               ProxyReading& reading)
{
    const auto names = QDir(folder)
                           .entryList({QString::fromLatin1(pattern)}, QDir::Files, QDir::Name)
                           .mid(0, maxFolderFiles);
    for (const QString& name : names)
        addFile(folder + QLatin1Char('/') + name, place + QLatin1Char('/') + name, "profile",
                readAssignments, reading);
}

// Places are shown without the person's name: "~" stands for their folder.
void addVariableFiles(const ProxyPlaces& places, ProxyReading& reading)
{
    addFile(places.root + QStringLiteral("/etc/environment"), QStringLiteral("/etc/environment"),
            "etc-environment", readAssignments, reading);
    addFolder(places.root + QStringLiteral("/etc/environment.d"),
              QStringLiteral("/etc/environment.d"), "*.conf", reading);
    addFolder(inFolder(places.configHome, "environment.d"),
              QStringLiteral("~/.config/environment.d"), "*.conf", reading);
    addFile(places.root + QStringLiteral("/etc/profile"), QStringLiteral("/etc/profile"), "profile",
            readAssignments, reading);
    addFolder(places.root + QStringLiteral("/etc/profile.d"), QStringLiteral("/etc/profile.d"),
              "*.sh", reading);
    for (const char* name : {".profile", ".bash_profile", ".xprofile"})
        addFile(inFolder(places.home, name), inFolder(QStringLiteral("~"), name), "profile",
                readAssignments, reading);
    addFile(inFolder(places.home, ".pam_environment"), QStringLiteral("~/.pam_environment"),
            "profile", readPamEnvironment, reading);
}

QList<ConfiguredProxy> kdeProxies(const ProxyPlaces& places, ProxyReading& reading)
{
    QList<QByteArray> files{readFile(inFolder(places.configHome, "kioslaverc"),
                                     QStringLiteral("~/.config/kioslaverc"), reading)};
    for (const QString& folder : places.configDirs)
        files.append(readFile(places.root + inFolder(folder, "kioslaverc"),
                              inFolder(folder, "kioslaverc"), reading));
    return readKdeProxy(files, places.environment);
}

QList<ConfiguredProxy> gnomeProxies(const Result<CommandOutput>& gsettings, ProxyReading& reading)
{
    // Without the program or its schema there are no such settings.
    if (!gsettings && gsettings.error().code == ErrorCode::NotFound)
        return {};
    if (gsettings && gsettings->exitCode != 0)
        return {};
    const auto proxies = gsettings ? readGnomeProxy(gsettings->out)
                                   : Result<QList<ConfiguredProxy>>(failure(ErrorCode::Failed));
    if (!proxies)
        reading.problems.append(QStringLiteral("GNOME network settings can't be read"));
    return proxies.value_or(QList<ConfiguredProxy>{});
}

enum class Desktop { Unknown, Gnome, Kde, Other };

Desktop desktopOf(const Variables& environment)
{
    const auto names = environment.value(QStringLiteral("XDG_CURRENT_DESKTOP"))
                           .toLower()
                           .split(u':', Qt::SkipEmptyParts);
    if (names.isEmpty())
        return Desktop::Unknown;
    for (const QString& name : names) {
        if (name == QStringLiteral("kde"))
            return Desktop::Kde;
        for (const char* kin : {"gnome", "gnome-classic", "unity", "x-cinnamon", "cinnamon", "mate",
                                "budgie", "pantheon", "ubuntu", "pop"})
            if (name == QLatin1String(kin))
                return Desktop::Gnome;
    }
    return Desktop::Other;
}

bool markFirst(QList<ConfiguredProxy>& proxies)
{
    if (!proxies.isEmpty())
        proxies.first().effective = true;
    return !proxies.isEmpty();
}

} // namespace

ProxyPlaces currentProxyPlaces()
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    ProxyPlaces places;
    places.home = QDir::homePath();
    places.configHome = environment.value(QStringLiteral("XDG_CONFIG_HOME"));
    if (!QDir::isAbsolutePath(places.configHome))
        places.configHome = inFolder(places.home, ".config");
    places.configDirs =
        environment.value(QStringLiteral("XDG_CONFIG_DIRS")).split(u':', Qt::SkipEmptyParts);
    if (places.configDirs.isEmpty())
        places.configDirs = QStringList{QStringLiteral("/etc/xdg")};
    for (const QString& name : environment.keys())
        places.environment[name] = environment.value(name);
    return places;
}

LinuxProxySettings::LinuxProxySettings(CommandRunner& runner, ProxyPlaces places)
    : m_runner(runner)
    , m_places(std::move(places))
{
}

void LinuxProxySettings::read(QObject* context, Done done)
{
    Command gsettings;
    gsettings.program = QStringLiteral("gsettings");
    gsettings.arguments =
        QStringList{QStringLiteral("list-recursively"), QStringLiteral("org.gnome.system.proxy")};
    gsettings.timeoutMs = gsettingsMs;
    gsettings.maxOutput = 1 << 20;
    m_runner.run(gsettings, context,
                 [places = m_places, done = std::move(done)](const Result<CommandOutput>& output) {
                     ProxyReading reading;
                     auto environment =
                         proxiesOf(places.environment, QStringLiteral("environment"));
                     auto gnome = gnomeProxies(output, reading);
                     auto kde = kdeProxies(places, reading);
                     const Desktop desktop = desktopOf(places.environment);
                     const bool takesGnome =
                         desktop == Desktop::Gnome || desktop == Desktop::Unknown;
                     const bool takesKde = desktop == Desktop::Kde || desktop == Desktop::Unknown;
                     if (!(takesGnome && markFirst(gnome)) && !(takesKde && markFirst(kde)))
                         markFirst(environment);
                     reading.proxies = gnome + kde + environment;
                     addVariableFiles(places, reading);
                     done(reading);
                 });
}

} // namespace reconnect::linux_os
