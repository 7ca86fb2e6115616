#include "core/net/tls_chain.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonObject>

#include <algorithm>

namespace reconnect {
namespace {

constexpr int maxCertificates = 10;
constexpr int maxNames = 32;
constexpr int maxText = 256;

const QStringList& byTelling()
{
    static const QStringList order{
        QStringLiteral("revoked"),          QStringLiteral("self-signed"),
        QStringLiteral("untrusted-issuer"), QStringLiteral("name-mismatch"),
        QStringLiteral("bad-certificate"),  QStringLiteral("not-yet-valid"),
        QStringLiteral("expired"),
    };
    return order;
}

QString cut(const QString& text)
{
    return text.left(maxText);
}

QString joined(const QStringList& parts)
{
    return cut(parts.mid(0, maxNames).join(QStringLiteral(", ")));
}

QString commonName(const QStringList& commonNames, const QStringList& units)
{
    return joined(commonNames.isEmpty() ? units : commonNames);
}

QString isoDate(const QDateTime& time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QJsonArray namesOf(const QSslCertificate& certificate)
{
    QJsonArray names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString& name : alternatives) {
        if (names.size() == maxNames)
            break;
        names.append(cut(name));
    }
    return names;
}

QJsonObject toJson(const QSslCertificate& certificate)
{
    using Info = QSslCertificate;
    return {
        {QStringLiteral("subject"),
         commonName(certificate.subjectInfo(Info::CommonName),
                    certificate.subjectInfo(Info::OrganizationalUnitName))},
        {QStringLiteral("organization"), joined(certificate.subjectInfo(Info::Organization))},
        {QStringLiteral("issuer"),
         commonName(certificate.issuerInfo(Info::CommonName),
                    certificate.issuerInfo(Info::OrganizationalUnitName))},
        {QStringLiteral("issuerOrganization"), joined(certificate.issuerInfo(Info::Organization))},
        {QStringLiteral("notBefore"), isoDate(certificate.effectiveDate())},
        {QStringLiteral("notAfter"), isoDate(certificate.expiryDate())},
        {QStringLiteral("names"), namesOf(certificate)},
        {QStringLiteral("sha256"),
         QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex())},
        {QStringLiteral("selfSigned"), certificate.isSelfSigned()},
    };
}

} // namespace

QJsonArray chainToJson(const QList<QSslCertificate>& chain)
{
    QJsonArray json;
    for (const QSslCertificate& certificate : chain.mid(0, maxCertificates))
        json.append(toJson(certificate));
    return json;
}

QString verifyToken(QSslError::SslError error)
{
    switch (error) {
    case QSslError::NoError:
        return {};
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return QStringLiteral("revoked");
    case QSslError::SelfSignedCertificate:
        return QStringLiteral("self-signed");
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateRejected:
        return QStringLiteral("untrusted-issuer");
    case QSslError::HostNameMismatch:
        return QStringLiteral("name-mismatch");
    case QSslError::CertificateNotYetValid:
        return QStringLiteral("not-yet-valid");
    case QSslError::CertificateExpired:
        return QStringLiteral("expired");
    default: // structure, signature, purpose, depth, status: the certificate itself is no good
        return QStringLiteral("bad-certificate");
    }
}

QStringList verifyTokens(const QList<QSslError>& errors)
{
    QStringList tokens;
    for (const QSslError& error : errors) {
        const QString token = verifyToken(error.error());
        if (!token.isEmpty() && !tokens.contains(token))
            tokens.append(token);
    }
    std::sort(tokens.begin(), tokens.end(), [](const QString& a, const QString& b) {
        return byTelling().indexOf(a) < byTelling().indexOf(b);
    });
    return tokens;
}

} // namespace reconnect
