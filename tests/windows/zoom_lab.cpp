// Does with this computer's Zoom what zoom_msi.py asks for, by the adapters of the shipped program;
// only who signs is another. Prints one JSON object.

#include "core/error_tokens.h"
#include "core/fix/words.h"
#include "platform/process_tools.h"
#include "platform/windows/native/installer_files.h"
#include "platform/windows/native/registry.h"
#include "platform/windows/native/signed_files.h"
#include "platform/windows/native/zoom_parts.h"
#include "platform/windows/native/zoom_processes.h"
#include "platform/windows/zoom/zoom_integrity.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace reconnect;
using namespace reconnect::windows_os;

namespace {

const char* const usage = "usage: zoom_lab ROOT judge FILE...\n"
                          "       zoom_lab ROOT look\n"
                          "       zoom_lab ROOT reinstall KIND PACKAGE STORE\n"
                          "       zoom_lab ROOT remove STORE\n";

const char* wordOf(Signature signature)
{
    switch (signature) {
    case Signature::Good:
        return "good";
    case Signature::Missing:
        return "missing";
    case Signature::Altered:
        return "altered";
    case Signature::OtherSigner:
        return "other-signer";
    case Signature::NotTrusted:
        return "not-trusted";
    case Signature::Unreadable:
        break;
    }
    return "unreadable";
}

class Computer {
public:
    explicit Computer(const QByteArray& root)
        : m_files(Authenticode(Authenticode::zoomSubjects(), {root}))
        , m_processes([this] { return clientFolders(installs(), m_folders); })
    {
    }

    QList<InstalledZoom> installs() const { return installedZooms(m_registry, m_files, m_folders); }

    QJsonObject judge(const QStringList& files) const
    {
        QJsonObject answer;
        for (const QString& file : files) {
            const Signature signature = m_files.signature(file);
            const auto accepted = acceptSigned(signature, file);
            answer.insert(QDir::fromNativeSeparators(file).section(u'/', -1),
                          QJsonArray{QString::fromLatin1(wordOf(signature)),
                                     accepted ? QString() : token(accepted.error().code)});
        }
        return answer;
    }

    QJsonObject look() const
    {
        QJsonArray found;
        for (const InstalledZoom& install : installs()) {
            ZoomInstall checked;
            checkIntegrity(install, m_files, QDeadlineTimer(20000), checked);
            found.append(QJsonObject{
                {QStringLiteral("kind"), install.kind},
                {QStringLiteral("path"), install.shown},
                {QStringLiteral("version"), install.version},
                {QStringLiteral("registered"), install.registered},
                {QStringLiteral("product"), install.productCode},
                {QStringLiteral("checked"), checked.integrityChecked},
                {QStringLiteral("damaged"), QJsonArray::fromStringList(checked.damagedFiles)}});
        }
        return {{QStringLiteral("installs"), found}};
    }

    QJsonObject reinstall(const QString& kind, const QString& package, const QString& store)
    {
        const Change change = ReinstallZoom{kind, package};
        ReinstallMsi forAll(means(store));
        ReinstallExe forOne(means(store), false);
        Deed& deed = forAll.serves(change) ? static_cast<Deed&>(forAll) : forOne;
        const auto said = deed.carryOut(change, {});
        if (said)
            return {{QStringLiteral("said"), *said}};
        return {{QStringLiteral("code"), token(said.error().code)},
                {QStringLiteral("detail"), said.error().detail}};
    }

    // Only what ReinstallMsi does before it installs.
    QJsonObject remove(const QString& store)
    {
        class Remover : public ReinstallMsi {
        public:
            using ReinstallMsi::ReinstallMsi;
            using ReinstallMsi::remove;
        };
        Remover remover(means(store));
        for (const InstalledZoom& install : installs()) {
            const auto removed = remover.remove(install);
            if (!removed)
                return {{QStringLiteral("code"), token(removed.error().code)},
                        {QStringLiteral("detail"), removed.error().detail}};
        }
        return {{QStringLiteral("said"), QString()}};
    }

private:
    ReinstallMeans means(const QString& store)
    {
        return {m_tools,
                m_registry,
                m_files,
                m_installers,
                m_processes,
                m_folders,
                QStringLiteral("x86_64"),
                store,
                [](const QString& folder) {
                    return QDir().mkpath(folder) ? Result<void>() : failure(ErrorCode::Failed);
                },
                {1000, 1000},
                5000};
    }

    ProcessTools m_tools;
    NativeRegistry m_registry;
    NativeSignedFiles m_files;
    NativeInstallerFiles m_installers;
    ZoomFolders m_folders = zoomLook().folders;
    NativeZoomProcesses m_processes;
};

} // namespace

int main(int count, char** words)
{
    const QCoreApplication app(count, words);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString verb = arguments.value(1);
    QFile root(arguments.value(0));
    if (!root.open(QIODevice::ReadOnly)) {
        std::fputs(usage, stderr);
        return 2;
    }
    Computer computer(root.readAll());
    QJsonObject answer;
    if (verb == QLatin1String("judge"))
        answer = computer.judge(arguments.mid(2));
    else if (verb == QLatin1String("look"))
        answer = computer.look();
    else if (verb == QLatin1String("reinstall") && arguments.size() == 5)
        answer = computer.reinstall(arguments[2], QDir::fromNativeSeparators(arguments[3]),
                                    QDir::fromNativeSeparators(arguments[4]));
    else if (verb == QLatin1String("remove") && arguments.size() == 3)
        answer = computer.remove(QDir::fromNativeSeparators(arguments[2]));
    else
        return std::fputs(usage, stderr), 2;
    std::puts(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
    return 0;
}
