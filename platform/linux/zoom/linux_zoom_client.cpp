#include "platform/linux/zoom/linux_zoom_client.h"

#include "platform/linux/zoom/package_answers.h"
#include "platform/linux/zoom/package_system.h"
#include "platform/linux/zoom/zoom_files.h"

#include <QFileInfo>
#include <QTimer>

#include <memory>

namespace reconnect::linux_os {
namespace {

constexpr int queryMs = 1000;
constexpr int verifyMs = 2500; // beside the query it fits in a probe's limit
constexpr qint64 maxAnswer = 1 << 20;

Command command(const QString& program, const QStringList& arguments, int timeoutMs)
{
    Command made;
    made.program = program;
    made.arguments = arguments;
    made.timeoutMs = timeoutMs;
    made.maxOutput = maxAnswer;
    return made;
}

// One inspection: goes with the last of the callbacks that hold it.
class Inspection : public std::enable_shared_from_this<Inspection> {
public:
    Inspection(CommandRunner& runner, ZoomPlaces places, QObject* context, ZoomClient::Done done)
        : m_runner(runner)
        , m_places(std::move(places))
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void start()
    {
        ++m_waiting; // held until all questions are put
        m_state.running = isZoomRunning(m_places);
        m_state.installs = installsOnDisk(m_places);
        askPackages();
        const QString nmcli = find("/usr/bin/nmcli");
        if (!nmcli.isEmpty())
            ask(command(nmcli,
                        {QStringLiteral("-t"), QStringLiteral("-f"), QStringLiteral("STATE"),
                         QStringLiteral("general")},
                        queryMs),
                [this](const Result<CommandOutput>& result) {
                    if (result && result->exitCode == 0)
                        m_state.connectivity = connectivityFromNmcli(result->out);
                });
        QTimer::singleShot(0, m_context, [self = shared_from_this()] { self->settle(); });
    }

private:
    QString find(const char* path) const
    {
        const QFileInfo file(m_places.root + QLatin1String(path));
        return file.isExecutable() ? file.filePath() : QString();
    }

    void ask(const Command& command, std::function<void(const Result<CommandOutput>&)> then)
    {
        ++m_waiting;
        m_runner.run(command, m_context,
                     [self = shared_from_this(),
                      then = std::move(then)](const Result<CommandOutput>& result) {
                         then(result);
                         self->settle();
                     });
    }

    void askPackages()
    {
        const QString dpkgQuery = find("/usr/bin/dpkg-query");
        const QString rpm = find("/usr/bin/rpm");
        // Debian may have rpm beside its own tool, hardly the other way round.
        if (!dpkgQuery.isEmpty())
            m_state.kindHere = QStringLiteral("deb");
        else if (!rpm.isEmpty())
            m_state.kindHere = QStringLiteral("rpm");
        if (!dpkgQuery.isEmpty())
            ask(command(dpkgQuery,
                        rooted({QStringLiteral("-W"),
                                QStringLiteral("-f=${db:Status-Status} ${Version}"),
                                QStringLiteral("zoom")}),
                        queryMs),
                [this](const Result<CommandOutput>& result) {
                    const PackageState state = result ? stateFromDpkg(result->out) : PackageState();
                    if (!state.isWhole) {
                        m_packaged = true;
                        m_state.installs.append({QStringLiteral("deb"),
                                                 versionFromText(state.version.toLatin1()),
                                                 QStringLiteral("/opt/zoom"),
                                                 {QStringLiteral("/var/lib/dpkg/status")},
                                                 true});
                        return;
                    }
                    verify(QStringLiteral("deb"), result ? versionFromDpkg(result->out) : QString(),
                           find("/usr/bin/dpkg"), QStringLiteral("--verify"));
                });
        if (!rpm.isEmpty())
            ask(command(rpm,
                        rooted({QStringLiteral("-q"), QStringLiteral("--qf"),
                                QStringLiteral("%{VERSION}"), QStringLiteral("zoom")}),
                        queryMs),
                [this, rpm](const Result<CommandOutput>& result) {
                    const bool installed = result && result->exitCode == 0;
                    verify(QStringLiteral("rpm"),
                           installed ? versionFromRpm(result->out) : QString(), rpm,
                           QStringLiteral("-V"));
                });
    }

    // Both tools take the same option for another root.
    QStringList rooted(const QStringList& arguments) const
    {
        return m_places.root.isEmpty()
                   ? arguments
                   : QStringList{QStringLiteral("--root=") + m_places.root} + arguments;
    }

    void verify(const QString& kind, const QString& version, const QString& tool,
                const QString& option)
    {
        if (version.isEmpty())
            return;
        m_packaged = true;
        const qsizetype index = m_state.installs.size();
        m_state.installs.append({kind, version, QStringLiteral("/opt/zoom"), {}});
        if (tool.isEmpty())
            return;
        ask(command(tool, rooted({option, QStringLiteral("zoom")}), verifyMs),
            [this, index](const Result<CommandOutput>& result) {
                // Differences may show in the exit code too; so does a package that is unknown.
                if (!result || (result->exitCode != 0 && result->out.isEmpty()))
                    return;
                ZoomInstall& install = m_state.installs[index];
                install.integrityChecked = true;
                install.damagedFiles = damagedFrom(result->out);
            });
    }

    void settle()
    {
        if (--m_waiting > 0)
            return;
        for (const ZoomInstall& install : m_state.installs)
            m_packaged = m_packaged || install.kind == QLatin1String("pacman");
        if (!m_packaged)
            m_state.installs += unpackedArchive(m_places);
        m_done(m_state);
    }

    CommandRunner& m_runner;
    ZoomPlaces m_places;
    QObject* m_context;
    ZoomClient::Done m_done;
    ZoomClientState m_state;
    int m_waiting = 0;
    bool m_packaged = false; // something owns /opt/zoom
};

} // namespace

LinuxZoomClient::LinuxZoomClient(CommandRunner& runner, ZoomPlaces places)
    : m_runner(runner)
    , m_places(std::move(places))
{
}

void LinuxZoomClient::inspect(QObject* context, Done done)
{
    std::make_shared<Inspection>(m_runner, m_places, context, std::move(done))->start();
}

} // namespace reconnect::linux_os
