#include "platform/linux/zoom/package_commands.h"

#include <algorithm>

namespace reconnect::linux_os {
namespace {

const QString dpkg = QStringLiteral("/usr/bin/dpkg");
const QString dpkgQuery = QStringLiteral("/usr/bin/dpkg-query");
const QString dpkgDeb = QStringLiteral("/usr/bin/dpkg-deb");

// apt-get, because it fetches what Zoom needs and dpkg alone would leave a package that misses it
// half installed. A package that is there is replaced by dpkg in one go, which puts the old one
// back when it can't: to remove it first would leave the person with nothing then.
QStringList aptInstall(const QString& file, bool rehearsal)
{
    QStringList words{QStringLiteral("/usr/bin/env"),
                      QStringLiteral("DEBIAN_FRONTEND=noninteractive"),
                      QStringLiteral("/usr/bin/apt-get"),
                      QStringLiteral("-q"),
                      QStringLiteral("-y"),
                      QStringLiteral("--reinstall"),
                      QStringLiteral("--no-remove"), // of anything else
                      QStringLiteral("--no-install-recommends"),
                      QStringLiteral("-o"),
                      QStringLiteral("DPkg::Lock::Timeout=0"),
                      QStringLiteral("-o"),
                      QStringLiteral("Dpkg::Use-Pty=0"),
                      QStringLiteral("-o"),
                      QStringLiteral("Dpkg::Options::=--force-confdef"),
                      QStringLiteral("-o"),
                      QStringLiteral("Dpkg::Options::=--force-confold"),
                      QStringLiteral("-o"),
                      QStringLiteral("Acquire::Retries=1"),
                      QStringLiteral("-o"),
                      QStringLiteral("Acquire::http::Timeout=30")};
    if (rehearsal)
        words += QStringLiteral("-s");
    return words + QStringList{QStringLiteral("install"), file};
}

QStringList dpkgInstall(const QString& file)
{
    return {QStringLiteral("/usr/bin/env"),
            QStringLiteral("DEBIAN_FRONTEND=noninteractive"),
            dpkg,
            QStringLiteral("--force-confdef"),
            QStringLiteral("--force-confold"),
            QStringLiteral("-i"),
            file};
}

class DebSystem : public PackageSystem {
public:
    explicit DebSystem(Tools& tools)
        : m_tools(tools)
    {
    }

    Result<PackageFacts> facts(const QString& file) override
    {
        PackageFacts facts;
        for (const auto& [field, value] :
             {std::pair{"Package", &facts.name}, std::pair{"Version", &facts.version},
              std::pair{"Architecture", &facts.architecture}}) {
            const auto said = fieldOf(file, field);
            if (!said)
                return tl::unexpected(said.error());
            *value = *said;
        }
        const auto size = fieldOf(file, "Installed-Size"); // KiB; may be missing
        if (size)
            facts.installedBytes = std::clamp<qint64>(size->toLongLong(), 0, 1 << 30) << 10;
        return facts;
    }

    Result<PackageState> state() override
    {
        const auto output =
            runTool(m_tools,
                    {dpkgQuery, QStringLiteral("-W"),
                     QStringLiteral("-f=${db:Status-Status} ${Version}"), QStringLiteral("zoom")},
                    askMs);
        if (!output)
            return tl::unexpected(output.error());
        return output->exitCode == 0 ? stateFromDpkg(output->out) : PackageState();
    }

    Result<QString> architecture() override
    {
        const auto said = runWell(m_tools, {dpkg, QStringLiteral("--print-architecture")}, askMs);
        if (!said)
            return tl::unexpected(said.error());
        return QString::fromLatin1(*said).trimmed();
    }

    Result<bool> isOlder(const QString& version, const QString& than) override
    {
        const auto output = runTool(
            m_tools,
            {dpkg, QStringLiteral("--compare-versions"), version, QStringLiteral("lt"), than},
            askMs);
        if (!output)
            return tl::unexpected(output.error());
        return output->exitCode == 0;
    }

    Result<QStringList> lockFiles() override
    {
        return QStringList{QStringLiteral("/var/lib/dpkg/lock-frontend"),
                           QStringLiteral("/var/lib/dpkg/lock")};
    }

    Result<void> rehearse(const QString& file) override
    {
        const auto said = runWell(m_tools, aptInstall(file, true), askMs);
        return said ? Result<void>() : tl::unexpected(said.error());
    }
    Result<void> install(const QString& file) override
    {
        const auto now = state();
        // apt can't install one anew that is not set up ("No file name for …"). What that one needs
        // was there when it was unpacked.
        const bool isWhole = !now || now->isWhole;
        return runToTheEnd(m_tools, isWhole ? aptInstall(file, false) : dpkgInstall(file));
    }

private:
    Result<QString> fieldOf(const QString& file, const char* field)
    {
        const auto said = runWell(
            m_tools, {dpkgDeb, QStringLiteral("-f"), file, QString::fromLatin1(field)}, askMs);
        if (!said)
            return tl::unexpected(said.error());
        return QString::fromUtf8(said->left(200)).trimmed();
    }

    Tools& m_tools;
};

} // namespace

std::unique_ptr<PackageSystem> makeDebSystem(Tools& tools)
{
    return std::make_unique<DebSystem>(tools);
}

} // namespace reconnect::linux_os
