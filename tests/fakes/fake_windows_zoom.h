#pragma once

#include "platform/windows/zoom/installer_files.h"
#include "platform/windows/zoom/registry_reader.h"
#include "platform/windows/zoom/signed_files.h"
#include "platform/windows/zoom/zoom_installs.h"
#include "platform/zoom/client_processes.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>

namespace reconnect::test {

// A registry in memory: "HKLM32\Software\…" -> values.
class FakeRegistry : public windows_os::RegistryReader {
public:
    struct Values {
        QMap<QString, QString> texts;
        QMap<QString, quint32> numbers;
    };
    QMap<QString, Values> keys;

    static QString name(const windows_os::RegistryKey& key)
    {
        const bool isUser = key.hive == windows_os::RegistryKey::Hive::User;
        return QLatin1String(isUser        ? "HKCU"
                             : key.is32Bit ? "HKLM32"
                                           : "HKLM64") +
               QLatin1Char('\\') + key.path;
    }
    QStringList keysBelow(const windows_os::RegistryKey& key) const override
    {
        QStringList below;
        const QString start = name(key) + QLatin1Char('\\');
        for (const QString& one : keys.keys())
            if (one.startsWith(start))
                below.append(one.mid(start.size()));
        return below;
    }
    std::optional<QString> text(const windows_os::RegistryKey& key,
                                const QString& value) const override
    {
        const QMap<QString, QString> texts = keys.value(name(key)).texts;
        return texts.contains(value) ? std::optional(texts.value(value)) : std::nullopt;
    }
    std::optional<quint32> number(const windows_os::RegistryKey& key,
                                  const QString& value) const override
    {
        const QMap<QString, quint32> numbers = keys.value(name(key)).numbers;
        return numbers.contains(value) ? std::optional(numbers.value(value)) : std::nullopt;
    }
};

// Files tell themselves what is to be said of them: "good 6.7.5.1", "altered 6.7.5.1", …
class FakeSignedFiles : public windows_os::SignedFiles {
public:
    windows_os::Signature signature(const QString& path) const override
    {
        using windows_os::Signature;
        static const QMap<QString, Signature> words{
            {QStringLiteral("good"), Signature::Good},
            {QStringLiteral("unsigned"), Signature::Missing},
            {QStringLiteral("altered"), Signature::Altered},
            {QStringLiteral("other"), Signature::OtherSigner},
            {QStringLiteral("expired"), Signature::NotTrusted},
        };
        return words.value(word(path, 0), Signature::Unreadable);
    }
    QString version(const QString& path) const override { return word(path, 1); }

    static QString word(const QString& path, int at)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).section(QLatin1Char(' '), at, at)
                   : QString();
    }
};

class FakeProcesses : public ClientProcesses {
public:
    QList<ClientProcess> all;
    bool stubborn = false; // ends only firmly
    QList<QStringList> started;

    QList<ClientProcess> running() override { return all; }
    void end(const ClientProcess& process, bool firmly) override
    {
        if (firmly || !stubborn)
            all.removeIf([&](const ClientProcess& one) { return one.pid == process.pid; });
    }
    Result<void> start(const QStringList& command) override
    {
        started.append(command);
        return {};
    }
};

// Packages that say of themselves: "good 6.7.200 Zoom x64" (see FakeSignedFiles).
class FakeInstallerFiles : public windows_os::InstallerFiles {
public:
    bool isBusy = false;

    Result<void> copy(const QString& from, const QString& to, qint64) override
    {
        return QFile::copy(from, to) ? Result<void>() : failure(ErrorCode::NotFound, from);
    }
    Result<windows_os::MsiFacts> msiFacts(const QString& path) override
    {
        return windows_os::MsiFacts{FakeSignedFiles::word(path, 2), FakeSignedFiles::word(path, 1),
                                    FakeSignedFiles::word(path, 3)};
    }
    bool isInstalling() override { return isBusy; }
};

// A Windows in a folder, with what is installed on it.
struct FakeWindows {
    static QString text(const char* latin1) { return QString::fromLatin1(latin1); }
    static QString uninstall(const char* hive, const QString& name)
    {
        return text(hive) + text("\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\") +
               name;
    }

    QString path(const char* name) const { return root.filePath(text(name)); }
    void write(const QString& file, const char* content) const
    {
        QDir().mkpath(QFileInfo(file).path());
        QFile out(file);
        if (out.open(QIODevice::WriteOnly))
            out.write(content);
    }
    void addPerUser(const char* program, const char* shownVersion)
    {
        auto& key = registry.keys[uninstall("HKCU", text("ZoomUMX"))];
        key.texts[text("DisplayVersion")] = text(shownVersion);
        key.texts[text("UninstallString")] =
            QLatin1Char('"') + path("roaming/Zoom/uninstall/Installer.exe") + text("\" /uninstall");
        if (*program)
            write(path("roaming/Zoom/bin/Zoom.exe"), program);
    }
    void addMsi(const char* code, const char* version, const char* hive = "HKLM64",
                const char* name = "Zoom Workplace (64-bit)")
    {
        auto& key = registry.keys[uninstall(hive, text(code))];
        key.texts = {{text("DisplayName"), text(name)},
                     {text("DisplayVersion"), text(version)},
                     {text("Publisher"), text("Zoom Communications, Inc.")},
                     {text("UninstallString"), text("MsiExec.exe /I") + text(code)}};
        key.numbers = {{text("WindowsInstaller"), 1}};
    }
    windows_os::ZoomFolders folders() const
    {
        return {path("roaming"),
                path("local"),
                {path("programs"), path("programs86")},
                path("system32")};
    }

    QTemporaryDir root;
    FakeRegistry registry;
    FakeSignedFiles files;
    FakeProcesses processes;
    FakeInstallerFiles installers;
};

inline const char* const oneCode = "{11111111-2222-4333-8444-5555555555AB}";
inline const char* const otherCode = "{99999999-2222-4333-8444-5555555555AB}";

} // namespace reconnect::test
