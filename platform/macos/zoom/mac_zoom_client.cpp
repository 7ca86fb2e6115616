#include "platform/macos/zoom/mac_zoom_client.h"

#include "platform/macos/zoom/code_signature.h"
#include "platform/macos/zoom/process_list.h"

#include <QFileInfo>
#include <QTimer>

#include <memory>

namespace reconnect::macos {
namespace {

constexpr int verifyMs = 3000; // within a probe's limit

// One inspection: goes with the last of the callbacks that hold it.
class Inspection : public std::enable_shared_from_this<Inspection> {
public:
    Inspection(CommandRunner& runner, ZoomFolders folders, quint32 user, QObject* context,
               ZoomClient::Done done)
        : m_runner(runner)
        , m_folders(std::move(folders))
        , m_user(user)
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void start()
    {
        ++m_waiting; // held until all questions are put
        m_state.kindHere = QStringLiteral("pkg");
        const QStringList apps = zoomApps(m_folders);
        for (const QString& app : apps)
            m_state.installs.append(
                {QStringLiteral("pkg"), {}, shownApp(app, m_folders), {}, false});
        for (qsizetype at = 0; at < apps.size(); ++at)
            look(apps[at], at);
        for (const char* place : {"/Library/Managed Preferences/us.zoom.config.plist",
                                  "/Library/Preferences/us.zoom.config.plist"})
            if (m_state.policy.isEmpty() &&
                QFileInfo::exists(m_folders.root + QLatin1String(place)))
                m_state.policy = QString::fromLatin1(place);
        if (!apps.isEmpty())
            ask(askProcesses(), [this, apps](const Result<CommandOutput>& answer) {
                m_state.running = answer && !processesFrom(answer->out, m_user, apps).isEmpty();
            });
        QTimer::singleShot(0, m_context, [self = shared_from_this()] { self->settle(); });
    }

private:
    void look(const QString& app, qsizetype at)
    {
        ask(askVersion(app), [this, at](const Result<CommandOutput>& answer) {
            m_state.installs[at].version = versionFrom(answer);
        });
        const QString shown = m_state.installs[at].path;
        if (!QFileInfo(programOf(app)).isFile()) {
            m_state.installs[at].damagedFiles = QStringList{programOf(shown)};
            m_state.installs[at].integrityChecked = true;
            return;
        }
        ask(askSignature(app, verifyMs),
            [this, at, app, shown](const Result<CommandOutput>& answer) {
                using State = AppSignature::State;
                const AppSignature signature = signatureFrom(answer, app);
                ZoomInstall& install = m_state.installs[at];
                install.integrityChecked = signature.state != State::Unknown;
                // No report tells where the person's folder is.
                for (const QString& file : signature.files)
                    install.damagedFiles.append(file.startsWith(app) ? shown + file.mid(app.size())
                                                                     : file);
            });
    }

    void ask(const Command& command, std::function<void(const Result<CommandOutput>&)> then)
    {
        ++m_waiting;
        m_runner.run(command, m_context,
                     [self = shared_from_this(),
                      then = std::move(then)](const Result<CommandOutput>& answer) {
                         then(answer);
                         self->settle();
                     });
    }

    void settle()
    {
        if (--m_waiting == 0)
            m_done(m_state);
    }

    CommandRunner& m_runner;
    ZoomFolders m_folders;
    quint32 m_user;
    QObject* m_context;
    ZoomClient::Done m_done;
    ZoomClientState m_state;
    int m_waiting = 0;
};

} // namespace

MacZoomClient::MacZoomClient(CommandRunner& runner, ZoomFolders folders, quint32 user)
    : m_runner(runner)
    , m_folders(std::move(folders))
    , m_user(user)
{
}

void MacZoomClient::inspect(QObject* context, Done done)
{
    std::make_shared<Inspection>(m_runner, m_folders, m_user, context, std::move(done))->start();
}

} // namespace reconnect::macos
