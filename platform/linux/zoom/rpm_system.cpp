#include "platform/linux/zoom/package_commands.h"

#include <QRegularExpression>

#include <algorithm>

namespace reconnect::linux_os {
namespace {

const QString rpm = QStringLiteral("/usr/bin/rpm");
// An epoch weighs more than the version, and nearly no package has one.
const QString versionForm = QStringLiteral("%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}");

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

    Result<PackageState> state() override
    {
        const auto output = runTool(m_tools,
                                    {rpm, QStringLiteral("-q"), QStringLiteral("--qf"),
                                     versionForm + QStringLiteral("\\n"), QStringLiteral("zoom")},
                                    askMs);
        if (!output)
            return tl::unexpected(output.error());
        return output->exitCode == 0 ? stateFromRpm(output->out) : PackageState();
    }

    Result<QString> architecture() override { return expanded(QStringLiteral("%{_arch}")); }

    Result<bool> isOlder(const QString& version, const QString& than) override
    {
        // Part by part, as rpm does: a whole text would weigh "6.7-10" as newer than "6.7.5-1".
        const auto parts = partsOf(version);
        const auto others = partsOf(than);
        if (!parts || !others)
            return failure(ErrorCode::Malformed, version + QLatin1Char(' ') + than);
        QStringList orders;
        for (qsizetype i = 0; i < parts->size(); ++i)
            orders.append(
                QStringLiteral("rpm.vercmp('%1', '%2')").arg(parts->at(i), others->at(i)));
        const auto order = expanded(
            QStringLiteral("%{lua: print(%1)}").arg(orders.join(QStringLiteral("..' '.."))));
        if (!order)
            return tl::unexpected(order.error());
        for (const QString& part : order->split(QLatin1Char(' ')))
            if (part != QLatin1String("0"))
                return part == QLatin1String("-1");
        return false;
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
        return runToTheEnd(m_tools,
                           m_viaDnf ? dnf(file, QStringLiteral("-y")) : replace(file, false));
    }

private:
    // Epoch, version and release; empty for what could not be put into a macro as it is.
    static std::optional<QStringList> partsOf(const QString& version)
    {
        static const QRegularExpression form(QStringLiteral(
            "\\A(?:([0-9]{1,10}):)?([A-Za-z0-9._+~^]{1,100})-([A-Za-z0-9._+~^]{1,100})\\z"));
        const auto match = form.match(version);
        if (!match.hasMatch())
            return std::nullopt;
        const QString epoch = match.captured(1);
        return QStringList{epoch.isEmpty() ? QStringLiteral("0") : epoch, match.captured(2),
                           match.captured(3)};
    }

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
