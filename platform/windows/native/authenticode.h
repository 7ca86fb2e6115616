#pragma once

#include "platform/windows/zoom/signed_files.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace reconnect::windows_os {

// Judges the Authenticode signature of a program or an MSI package in three steps, each of which
// can refuse: whether the bytes are the signed ones (WinVerifyTrust); whether the signer's chain is
// whole, valid now (or was, when a trusted clock stamped the signature), meant for signing programs
// and rooted where this computer trusts (CertGetCertificateChain and the Authenticode policy); and
// whose name is in it. The second is not left to the first: some systems answer 0 to it for unknown
// roots and expired certificates (Wine 8 does).
//
// Revocation is looked up in what this computer has already; nothing is downloaded for it, because
// the line may be what is broken. What is known to be revoked is refused. Windows may fetch a root
// that it knows but does not hold, for 5 s at most.
//
// learn.microsoft.com/windows/win32/seccrypto/example-c-program--verifying-the-signature-of-a-pe-file
// learn.microsoft.com/windows/win32/api/wincrypt/nf-wincrypt-certverifycertificatechainpolicy
class Authenticode {
public:
    // Subjects (common names) that are taken for Zoom's.
    static QStringList zoomSubjects();

    // `roots`: certificates (DER) that alone are trusted, in place of the computer's own.
    explicit Authenticode(QStringList subjects = zoomSubjects(), QList<QByteArray> roots = {});

    // Blocks, a second or so for 100 MB. On any thread.
    Signature judge(const QString& path) const;

private:
    QStringList m_subjects;
    QList<QByteArray> m_roots;
};

} // namespace reconnect::windows_os
