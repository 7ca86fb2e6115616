#include "core/tr.h"
#include "platform/windows/zoom/reinstall_zoom.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace reconnect::windows_os {
namespace {

// As the template summary of a package names the processor
// (learn.microsoft.com/windows/win32/msi/template-summary), before the languages.
bool fits(const QString& platform, const QString& cpu)
{
    if (platform.compare(QLatin1String("Arm64"), Qt::CaseInsensitive) == 0)
        return cpu == QLatin1String("arm64");
    // Those with an arm64 processor run the others as well.
    return platform.isEmpty() ||
           platform.compare(QLatin1String("Intel"), Qt::CaseInsensitive) == 0 ||
           (platform.compare(QLatin1String("x64"), Qt::CaseInsensitive) == 0 &&
            cpu != QLatin1String("i386"));
}

} // namespace

ReinstallExe::ReinstallExe(ReinstallMeans means, bool isElevated)
    : ReinstallClient(std::move(means))
    , m_isElevated(isElevated)
{
}

// Which of Zoom's programs it is can't be told from its signature; it comes from Zoom's address,
// and runs with no rights that the person does not have.
Result<QString> ReinstallExe::bringsVersion(const QString& file)
{
    if (m_isElevated)
        return failure(ErrorCode::Unsupported,
                       tr("This Zoom is installed for one person. Start Reconnect 2026 without an "
                          "administrator's rights."));
    return means().files.version(file);
}

QString ReinstallExe::comparedVersion(const InstalledZoom& install) const
{
    return install.version;
}

Result<MsiEnd> ReinstallExe::remove(const InstalledZoom& install)
{
    const QString uninstaller =
        means().folders.roaming + QStringLiteral("/Zoom/uninstall/Installer.exe");
    // One that is missing, or is not what Zoom shipped, is not run: the new client is then put over
    // the old one, which mends it as well.
    if (means().files.signature(uninstaller) != Signature::Good)
        return MsiEnd{};
    const auto code = run(uninstaller, {QStringLiteral("/uninstall"), QStringLiteral("/silent")});
    if (!code)
        return tl::unexpected(code.error());
    // It may go on in a copy of itself. What it leaves is no reason to leave the person with it.
    settles([&install] { return !QFileInfo::exists(install.program()); });
    return MsiEnd{};
}

Result<MsiEnd> ReinstallExe::install(const QString& file)
{
    const auto code = run(file, {QStringLiteral("/silent")});
    if (!code)
        return tl::unexpected(code.error());
    if (*code != 0)
        return failure(ErrorCode::Failed, QStringLiteral("ZoomInstallerFull.exe: %1").arg(*code));
    return MsiEnd{};
}

Result<QString> ReinstallMsi::bringsVersion(const QString& file)
{
    const auto facts = means().installers.msiFacts(file);
    if (!facts)
        return tl::unexpected(facts.error());
    if (!isClientName(facts->name)) // Zoom signs more than its client
        return failure(ErrorCode::NotTrusted, facts->name);
    if (!fits(facts->platform, means().cpu))
        return failure(
            ErrorCode::Unsupported,
            tr("The downloaded Zoom is for another kind of processor (%1).").arg(facts->platform));
    if (means().installers.isInstalling())
        return failure(ErrorCode::Busy, QStringLiteral("msiexec"));
    return facts->version;
}

// Windows Installer's number ("6.7.30439") and that of Zoom.exe ("6.7.5.30439") differ.
QString ReinstallMsi::comparedVersion(const InstalledZoom& install) const
{
    return install.registered;
}

Result<MsiEnd> ReinstallMsi::remove(const InstalledZoom& install)
{
    if (install.productCode.isEmpty())
        return MsiEnd{}; // Windows Installer does not know of it: put over it
    // As it is registered ("/I") it would show a window, or do nothing at all.
    const auto end = msiexec({QStringLiteral("/x"), install.productCode});
    // Gone in the meantime.
    if (!end && end.error().code == ErrorCode::NotFound)
        return MsiEnd{};
    if (!end)
        return end;
    const auto isGone = [this, &install] {
        const auto left = installed();
        return std::none_of(left.begin(), left.end(), [&install](const InstalledZoom& one) {
            return one.productCode == install.productCode;
        });
    };
    if (!settles(isGone))
        return failure(ErrorCode::Failed, install.productCode);
    // Only where nothing lies in them.
    QDir().rmdir(install.folder);
    QDir().rmdir(QFileInfo(install.folder).path());
    return end;
}

Result<MsiEnd> ReinstallMsi::install(const QString& file)
{
    settles([this] { return !means().installers.isInstalling(); });
    return msiexec({QStringLiteral("/i"), QDir::toNativeSeparators(file)});
}

Result<MsiEnd> ReinstallMsi::msiexec(const QStringList& arguments)
{
    const auto code =
        run(means().folders.system + QStringLiteral("/msiexec.exe"),
            arguments + QStringList{QStringLiteral("/qn"), QStringLiteral("/norestart")});
    return code ? msiEnd(*code) : tl::unexpected(code.error());
}

} // namespace reconnect::windows_os
