#include "platform/macos/zoom/package_signature.h"

#include "platform/macos/zoom/zoom_apps.h"

#include <QRegularExpression>

namespace reconnect::macos {
namespace {

constexpr int checkMs = 120000;

// SHA-256 of "Apple Root CA".
const QString appleRoot =
    QStringLiteral("B0B1730ECBC7FF4505142C49F1295E6EDA6BCAED7E2C68C5BE91B5A11001F024");

struct Certificate {
    QString name;
    QString fingerprint; // SHA-256, hexadecimal digits alone
};

struct Answer {
    QString status;
    QList<Certificate> chain;
};

// Lines of "    1. NAME", and of digits that go on over lines until something else comes.
Answer read(const QByteArray& output)
{
    static const QRegularExpression status(QStringLiteral("^\\s*Status: (.+?)\\s*$"));
    static const QRegularExpression name(QStringLiteral("^\\s*(\\d{1,2})\\. (.+?)\\s*$"));
    static const QRegularExpression digits(
        QStringLiteral("^\\s*([0-9A-F]{2}( [0-9A-F]{2})*)\\s*$"));
    Answer answer;
    for (const QString& line : QString::fromUtf8(output.left(256 << 10)).split(QLatin1Char('\n'))) {
        if (const auto said = status.match(line); said.hasMatch()) {
            // Two of them: neither counts.
            answer.status = answer.status.isEmpty() ? said.captured(1) : QStringLiteral("?");
        } else if (const auto named = name.match(line); named.hasMatch()) {
            if (named.captured(1).toInt() != answer.chain.size() + 1)
                return {};
            answer.chain.append({named.captured(2), {}});
        } else if (const auto some = digits.match(line);
                   some.hasMatch() && !answer.chain.isEmpty()) {
            answer.chain.last().fingerprint += some.captured(1).remove(QLatin1Char(' '));
        }
    }
    return answer;
}

// The words of macOS 12 to 15, and of older ones.
bool isTrusted(const QString& status)
{
    return status == QLatin1String(
                         "signed by a developer certificate issued by Apple for distribution") ||
           status == QLatin1String("signed by a certificate trusted by macOS") ||
           status == QLatin1String("signed by a certificate trusted by Mac OS X");
}

bool isZooms(const Certificate& leaf)
{
    return leaf.name.startsWith(QLatin1String("Developer ID Installer: ")) &&
           leaf.name.endsWith(QStringLiteral(" (%1)").arg(zoomTeam()));
}

} // namespace

Result<void> acceptSignature(const CommandOutput& answer)
{
    const Answer read = macos::read(answer.out);
    if (read.status.isEmpty() && answer.exitCode == 0)
        return failure(ErrorCode::Malformed, QString::fromUtf8(answer.out.left(200)).simplified());
    if (answer.exitCode != 0 || !isTrusted(read.status))
        return failure(ErrorCode::NotTrusted, read.status.left(200));
    if (read.chain.size() < 2 || !isZooms(read.chain.first()))
        return failure(ErrorCode::NotTrusted,
                       read.chain.isEmpty() ? QString() : read.chain.first().name.left(200));
    if (read.chain.last().fingerprint != appleRoot)
        return failure(ErrorCode::NotTrusted, read.chain.last().name.left(200));
    return {};
}

Result<void> checkPackageSignature(const QString& file, Tools& tools)
{
    Command command;
    command.program = QStringLiteral("/usr/sbin/pkgutil");
    command.arguments = QStringList{QStringLiteral("--check-signature"), file};
    command.timeoutMs = checkMs;
    command.maxOutput = 256 << 10;
    const auto answer = tools.run(command);
    return answer ? acceptSignature(*answer) : tl::unexpected(answer.error());
}

} // namespace reconnect::macos
