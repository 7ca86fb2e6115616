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
    bool isTrashClosed = false;
    bool isWayBackClosed = false; // what was moved aside can't be moved back
    QStringList services;         // those that launchd has
    bool isRunning = false;
    bool isInstalling = false;                       // a process of the installer lives
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
        if (tool == QLatin1String("ps"))
            return CommandOutput{0, isInstalling ? "  9  0 /usr/sbin/installer\n" : "", {}};
        if (tool == QLatin1String("launchctl"))
            return launch(words);
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
        if (isTrashClosed)
            return failure(ErrorCode::NotPermitted, path);
        const QString trash = root() + QStringLiteral("/Trash/");
        QDir().mkpath(trash);
        QString now = trash + QFileInfo(path).fileName();
        for (int number = 2; QFileInfo::exists(now); ++number)
            now = trash + QString::number(number) + QFileInfo(path).fileName();
        return QFile::rename(path, now) ? Result<QString>(now) : failure(ErrorCode::NotFound, path);
    }
    Result<void> move(const QString& from, const QString& to) override
    {
        tell(QStringLiteral("move ") + from);
        if (from.endsWith(stuck) && !stuck.isEmpty())
            return failure(ErrorCode::Unsupported, from);
        if (isWayBackClosed && from.contains(QStringLiteral("/unfinished/old/")))
            return failure(ErrorCode::Conflict, to);
        return QFile::rename(from, to) ? Result<void>() : failure(ErrorCode::NotFound, from);
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
    Result<CommandOutput> launch(const QStringList& words)
    {
        const QString service =
            words[0] == QLatin1String("bootstrap")
                ? words[1] + QLatin1Char('/') + QFileInfo(words[2]).completeBaseName()
                : words[1];
        const bool isLoaded = services.contains(service);
        if (words[0] == QLatin1String("print"))
            return CommandOutput{isLoaded ? 0 : 113, {}, {}};
        tell(words.join(QLatin1Char(' ')));
        services.removeAll(service);
        if (words[0] == QLatin1String("bootstrap"))
            services.append(service);
        return CommandOutput{};
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
};

} // namespace reconnect::test
