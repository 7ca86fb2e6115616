#include "platform/linux/zoom/package_signature.h"

#include "platform/linux/zoom/deb_archive.h"
#include "platform/linux/zoom/package_commands.h"
#include "platform/linux/zoom/package_key.h"

#include <QFile>
#include <QRegularExpression>

namespace reconnect::linux_os {
namespace {

constexpr int verifyMs = 120000; // hundreds of megabytes on a slow disk

Result<void> writeNew(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        file.write(content) != content.size() || !file.flush())
        return failure(ErrorCode::NoSpace, file.errorString());
    return {};
}

// The last lines say why; a person who looks closer reads them.
QString lastWords(const CommandOutput& output)
{
    return QString::fromUtf8(QByteArray(output.out + output.err).trimmed().right(300));
}

// One signature, good, valid and by the key itself or one of its own subkeys: the last word of
// VALIDSIG is the primary key (doc/DETAILS of GnuPG). gpgv tells of each other outcome by another
// word, such as EXPKEYSIG or REVKEYSIG, which then stands in GOODSIG's place.
bool isGood(const QByteArray& status, const QByteArray& fingerprint)
{
    int fresh = 0, good = 0, valid = 0;
    for (const QByteArray& line : status.split('\n')) {
        if (!line.startsWith("[GNUPG:] "))
            continue;
        const QList<QByteArray> words = line.mid(9).trimmed().split(' ');
        fresh += words.first() == "NEWSIG";
        good += words.first() == "GOODSIG";
        valid += words.first() == "VALIDSIG" && words.last() == fingerprint;
    }
    return fresh == 1 && good == 1 && valid == 1;
}

} // namespace

Result<void> checkDebSignature(const SignedPackage& package, Tools& tools)
{
    const auto key = keyWithFingerprint(package.key, package.fingerprint);
    if (!key)
        return tl::unexpected(key.error());
    QFile file(package.file);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Failed, file.errorString());
    const auto archive = readDebArchive(file);
    if (!archive)
        return tl::unexpected(archive.error());
    file.seek(archive->signature.offset);
    const QByteArray signature = file.read(archive->signature.size);
    // One signed text and nothing around it: "BEGIN PGP SIGNED MESSAGE", "BEGIN" and "END PGP
    // SIGNATURE".
    if (!signature.startsWith("-----BEGIN PGP SIGNED MESSAGE-----") ||
        signature.count("-----BEGIN") != 2 || signature.count("-----END") != 1)
        return failure(ErrorCode::NotTrusted, QStringLiteral("another kind of signature"));

    const QString keyring = package.folder + QStringLiteral("/keyring");
    const QString text = package.folder + QStringLiteral("/signature");
    if (const auto kept = writeNew(keyring, key->primary + key->subkeys); !kept)
        return kept;
    if (const auto kept = writeNew(text, signature); !kept)
        return kept;
    const auto answer = runTool(
        tools,
        {QStringLiteral("/usr/bin/gpgv"), QStringLiteral("--homedir"), package.folder,
         QStringLiteral("--keyring"), keyring, QStringLiteral("--status-fd"), QStringLiteral("2"),
         QStringLiteral("--output"), QStringLiteral("-"), QStringLiteral("--"), text},
        verifyMs);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->exitCode != 0 || !isGood(answer->err, package.fingerprint))
        return failure(ErrorCode::NotTrusted, QString::fromUtf8(answer->err.trimmed().right(300)));
    // Only what gpgv hands out was signed.
    return checkSignedList(answer->out, *archive, file);
}

Result<void> checkRpmSignature(const SignedPackage& package, Tools& tools)
{
    const auto key = keyWithFingerprint(package.key, package.fingerprint);
    if (!key)
        return tl::unexpected(key.error());
    // Without its subkeys: rpm before 4.18 took any subkey for the key's own.
    const QString keyFile = package.folder + QStringLiteral("/key.asc");
    if (const auto kept = writeNew(keyFile, armoured(key->primary)); !kept)
        return kept;
    const QStringList rpmkeys{QStringLiteral("/usr/bin/rpmkeys"), QStringLiteral("--dbpath"),
                              package.folder + QStringLiteral("/rpmdb"), QStringLiteral("--define"),
                              QStringLiteral("_pkgverify_level all")};
    const auto imported =
        runTool(tools, rpmkeys + QStringList{QStringLiteral("--import"), keyFile}, verifyMs);
    if (!imported)
        return tl::unexpected(imported.error());
    if (imported->exitCode != 0)
        return failure(ErrorCode::Failed, lastWords(*imported));
    const auto checked = runTool(
        tools,
        rpmkeys + QStringList{QStringLiteral("--checksig"), QStringLiteral("-v"), package.file},
        verifyMs);
    if (!checked)
        return tl::unexpected(checked.error());
    // The header is signed and holds the payload's checksum: both must have been looked at.
    static const QRegularExpression header(
        QStringLiteral("^ +Header \\S.* Signature, key ID [0-9a-f]+: OK$"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression payload(QStringLiteral("^ +Payload SHA256 digest: OK$"),
                                            QRegularExpression::MultilineOption);
    const QString said = QString::fromUtf8(checked->out);
    if (checked->exitCode != 0 || !header.match(said).hasMatch() || !payload.match(said).hasMatch())
        return failure(ErrorCode::NotTrusted, lastWords(*checked));
    return {};
}

} // namespace reconnect::linux_os
