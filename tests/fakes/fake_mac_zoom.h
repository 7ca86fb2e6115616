#pragma once

#include "core/ports/tools.h"
#include "platform/macos/zoom/trash.h"
#include "platform/zoom/client_processes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <functional>

// A Mac of a few folders, and the tools that look at Zoom and install it. An app or a package is a
// text file that tells what is to be said of it: "good 6.7.5.1".
namespace reconnect::test {

struct Killed {}; // what is thrown where a program is killed

class FakeMacZoom : public Tools, public macos::Trash, public ClientProcesses {
public:
    QTemporaryDir disk;
    QStringList lines; // what was run
    QString installs;  // what installer puts there; empty: nothing
    int installerCode = 0;
    Result<CommandOutput> signature = CommandOutput{0, {}, {}}; // of any package
    QByteArray packageInfo = "<pkg-info identifier=\"us.zoom.pkg.videomeeting\" "
                             "version=\"6.7.5.6891\"/>";
    QString stuck; // a path that can't be moved to the Trash
    bool isTrashLost = false;
    bool isRunning = false;
    std::function<void(const QString& what)> before; // each step that changes something

    QString root() const { return disk.path(); }
    QString app() const { return root() + QStringLiteral("/Applications/zoom.us.app"); }
    void write(const QString& path, const QString& content) const
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(content.toUtf8());
    }
    QString read(const QString& path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    void hasApp(const QString& content) const
    {
        write(app() + QStringLiteral("/Contents/MacOS/zoom.us"), content);
    }
    QString installed() const { return read(app() + QStringLiteral("/Contents/MacOS/zoom.us")); }

    Result<CommandOutput> run(const Command& command) override
    {
        const QStringList& words = command.arguments;
        const QString tool = command.program.section(QLatin1Char('/'), -1);
        lines.append(tool + QLatin1Char(' ') + words.join(QLatin1Char(' ')));
        if (tool == QLatin1String("plutil"))
            return info(words.last());
        if (tool == QLatin1String("codesign"))
            return CommandOutput{installed().startsWith(QLatin1String("good")) ? 0 : 1,
                                 {},
                                 words.last().toUtf8() + ": code object is not signed at all\n"};
        if (tool == QLatin1String("pkgutil") && words[0] == QLatin1String("--check-signature"))
            return signature;
        if (tool == QLatin1String("pkgutil")) {
            write(words[2] + QStringLiteral("/zoomus.pkg/PackageInfo"),
                  QString::fromUtf8(packageInfo));
            return CommandOutput{};
        }
        if (tool == QLatin1String("launchctl"))
            return CommandOutput{3, {}, "Boot-out failed: 3: No such process\n"};
        if (tool != QLatin1String("installer"))
            return failure(ErrorCode::NotFound, tool);
        tell(QStringLiteral("install"));
        if (!installs.isEmpty())
            hasApp(installs);
        return CommandOutput{installerCode, "installer: The upgrade was successful.\n", {}};
    }

    Result<QString> take(const QString& path) override
    {
        tell(QStringLiteral("take ") + path);
        const QString place =
            root() + QStringLiteral("/Trash/") + QString::number(++m_taken) + QLatin1Char('/');
        if (path.endsWith(stuck) && !stuck.isEmpty())
            return failure(ErrorCode::Unsupported, path);
        QDir().mkpath(place);
        const QString now = place + QFileInfo(path).fileName();
        return QFile::rename(path, now) ? Result<QString>(now) : failure(ErrorCode::NotFound, path);
    }
    Result<void> giveBack(const QString& from, const QString& path) override
    {
        tell(QStringLiteral("back ") + path);
        return !isTrashLost && QFile::rename(from, path) ? Result<void>()
                                                         : failure(ErrorCode::Conflict, path);
    }

    QList<ClientProcess> running() override
    {
        return isRunning ? QList<ClientProcess>{{5, app()}} : QList<ClientProcess>();
    }
    void end(const ClientProcess&, bool firmly) override
    {
        tell(QStringLiteral("end"));
        isRunning = isRunning && !firmly;
    }
    Result<void> start(const QStringList&) override { return {}; }

private:
    void tell(const QString& what) const
    {
        if (before)
            before(what);
    }
    Result<CommandOutput> info(const QString& plist) const
    {
        const QString app = plist.chopped(qsizetype(qstrlen("/Contents/Info.plist")));
        const QString content = read(app + QStringLiteral("/Contents/MacOS/zoom.us"));
        if (content.isEmpty())
            return CommandOutput{1, {}, "file does not exist\n"};
        const QByteArray version = content.section(QLatin1Char(' '), 1, 1).toUtf8();
        return CommandOutput{0,
                             "<plist version=\"1.0\"><dict><key>CFBundleIdentifier</key>"
                             "<string>us.zoom.xos</string><key>CFBundleVersion</key><string>" +
                                 version + "</string></dict></plist>",
                             {}};
    }

    int m_taken = 0;
};

} // namespace reconnect::test
