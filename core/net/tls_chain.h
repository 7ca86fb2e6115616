#pragma once

#include <QJsonArray>
#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QStringList>

namespace reconnect {

// `chain` of EVIDENCE.md, leaf first: at most 10 certificates, each string cut at 256 characters
// and each list of names at 32, whatever absurd fields a certificate carries.
QJsonArray chainToJson(const QList<QSslCertificate>& chain);

// The token of one verification error: "revoked", "self-signed", "untrusted-issuer",
// "name-mismatch", "bad-certificate", "not-yet-valid", "expired"; empty for no error.
QString verifyToken(QSslError::SslError error);

// Without repetitions, the most telling first. Who issued a certificate tells more than its dates:
// a wrong clock leaves the issuer trusted, so dates count only where nothing else is wrong.
QStringList verifyTokens(const QList<QSslError>& errors);

} // namespace reconnect
