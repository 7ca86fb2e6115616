#include "platform/linux/zoom/package_commands.h"

#include <QRegularExpression>

#include <algorithm>

namespace reconnect::linux_os {
namespace {

const QString rpm = QStringLiteral("/usr/bin/rpm");
const QString versionForm = QStringLiteral("%{VERSION}-%{RELEASE}");

class RpmSystem : public PackageSystem {
public:
    explicit RpmSystem(Tools& tools)
        : m_tools(tools)
    {
    }

    Result<PackageFacts> facts(const QString& file) override
    {
        const auto said = runWell(
            m_tools,
            // The signature has been checked, and by a key that rpm's own list need not have.
            {rpm, QStringLiteral("--nosignature"), QStringLiteral("-qp"), QStringLiteral("--qf"),
             QStringLiteral("%{NAME}\\n") + versionForm +
                 QStringLiteral("\\n%{ARCH}\\n%{LONGSIZE}"),
             file},
            askMs);
        if (!said)
            return tl::unexpected(said.error());
        const QStringList lines = QString::fromUtf8(said->left(1000)).split(u'\n');
        if (lines.size() != 4)
            return failure(ErrorCode::Malformed, QStringLiteral("what rpm says of the package"));
        return PackageFacts{lines[0], lines[1], lines[2],
                            std::clamp<qint64>(lines[3].toLongLong(), 0, 1LL << 40)};
    }

    Result<QString> installedVersion() override
    {
        const auto output = runTool(m_tools,
                                    {rpm, QStringLiteral("-q"), QStringLiteral("--qf"), versionForm,
                                     QStringLiteral("zoom")},
                                    askMs);
        if (!output)
            return tl::unexpected(output.error());
        return output->exitCode == 0 ? QString::fromUtf8(output->out).trimmed() : QString();
    }

    Result<QString> architecture() override { return expanded(QStringLiteral("%{_arch}")); }

    Result<bool> isOlder(const QString& version, const QString& than) override
    {
        static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9._+~^-]{1,100}$"));
        if (!plain.match(version).hasMatch() || !plain.match(than).hasMatch())
            return failure(ErrorCode::Malformed, version);
        const auto order = expanded(
            QStringLiteral("%{lua: print(rpm.vercmp(\"%1\", \"%2\"))}").arg(version, than));
        if (!order)
            return tl::unexpected(order.error());
        return *order == QLatin1String("-1");
    }

    Result<QStringList> lockFiles() override
    {
        const auto path = expanded(QStringLiteral("%{_rpmlock_path}"));
        if (!path)
            return tl::unexpected(path.error());
        return QStringList{*path};
    }

    Result<void> rehearse(const QString& file) override
    {
        const auto tried = runTool(m_tools, replace(file, true), askMs);
        if (!tried)
            return tl::unexpected(tried.error());
        m_viaDnf = tried->exitCode != 0 && tried->err.contains("Failed dependencies");
        if (tried->exitCode == 0)
            return {};
        // What Zoom needs and is missing, only a tool that knows the system's sources can get.
        // "assumeno" ends with 1 after it has found a way, and says so.
        if (m_viaDnf) {
            const auto planned =
                runTool(m_tools, dnf(file, QStringLiteral("--assumeno")), installMs);
            if (planned && (planned->out.contains("Operation aborted") ||
                            planned->err.contains("Operation aborted")))
                return {};
        }
        return tl::unexpected(errorFromPackageTool(*tried));
    }

    Result<void> install(const QString& file) override
    {
        const auto said = runWell(
            m_tools, m_viaDnf ? dnf(file, QStringLiteral("-y")) : replace(file, false), installMs);
        return said ? Result<void>() : tl::unexpected(said.error());
    }

private:
    // One transaction: the old package goes when the new one is there.
    static QStringList replace(const QString& file, bool rehearsal)
    {
        QStringList words{rpm, QStringLiteral("-U"), QStringLiteral("--replacepkgs"),
                          QStringLiteral("--nosignature")};
        if (rehearsal)
            words += QStringLiteral("--test");
        return words + QStringList{file};
    }

    static QStringList dnf(const QString& file, const QString& answer)
    {
        return {QStringLiteral("/usr/bin/dnf"), answer, QStringLiteral("install"), file};
    }

    Result<QString> expanded(const QString& macro)
    {
        const auto said = runWell(m_tools, {rpm, QStringLiteral("--eval"), macro}, askMs);
        if (!said)
            return tl::unexpected(said.error());
        return QString::fromUtf8(*said).trimmed();
    }

    Tools& m_tools;
    bool m_viaDnf = false; // as the rehearsal found
};

} // namespace

std::unique_ptr<PackageSystem> makeRpmSystem(Tools& tools)
{
    return std::make_unique<RpmSystem>(tools);
}

} // namespace reconnect::linux_os
