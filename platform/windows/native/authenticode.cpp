#include "platform/windows/native/authenticode.h"

#include "platform/windows/native/certificate_chain.h"
#include "platform/windows/native/handle.h"

#include <QDir>

#include <array>

#include <mscat.h>
#include <softpub.h>
#include <wintrust.h>

namespace reconnect::windows_os {
namespace {

constexpr DWORD noOldHashes = 0x2000; // WTD_DISABLE_MD2_MD4, not in every wintrust.h
constexpr DWORD ofTimestamp = 0x10;   // SGNR_TYPE_TIMESTAMP

// The state that WinVerifyTrust leaves, which has to be given back.
class Verification {
public:
    Verification(HANDLE file, const QString& path)
    {
        m_file.cbStruct = sizeof(m_file);
        m_file.pcwszFilePath = reinterpret_cast<LPCWSTR>(path.utf16());
        m_file.hFile = file;
        m_data.cbStruct = sizeof(m_data);
        m_data.dwUIChoice = WTD_UI_NONE;
        m_data.fdwRevocationChecks = WTD_REVOKE_NONE; // see askChain()
        m_data.dwUnionChoice = WTD_CHOICE_FILE;
        m_data.pFile = &m_file;
        m_data.dwStateAction = WTD_STATEACTION_VERIFY;
        m_data.dwProvFlags = WTD_REVOCATION_CHECK_NONE | noOldHashes;
        m_answer = WinVerifyTrust(noWindow(), &m_action, &m_data);
    }
    Verification(const Verification&) = delete;
    Verification& operator=(const Verification&) = delete;
    ~Verification()
    {
        m_data.dwStateAction = WTD_STATEACTION_CLOSE;
        WinVerifyTrust(noWindow(), &m_action, &m_data);
    }

    LONG answer() const { return m_answer; }
    // Null where there is none.
    const CRYPT_PROVIDER_SGNR* signer() const
    {
        auto* const data = WTHelperProvDataFromStateData(m_data.hWVTStateData);
        return data ? WTHelperGetProvSignerFromChain(data, 0, FALSE, 0) : nullptr;
    }
    const CRYPT_PROVIDER_SGNR* timestamp() const
    {
        auto* const data = WTHelperProvDataFromStateData(m_data.hWVTStateData);
        return data ? WTHelperGetProvSignerFromChain(data, 0, TRUE, 0) : nullptr;
    }
    HCERTSTORE certificates() const
    {
        auto* const data = WTHelperProvDataFromStateData(m_data.hWVTStateData);
        return data && data->chStores > 0 ? data->pahStores[0] : nullptr;
    }

private:
    static HWND noWindow() { return static_cast<HWND>(INVALID_HANDLE_VALUE); }

    GUID m_action = WINTRUST_ACTION_GENERIC_VERIFY_V2;
    WINTRUST_FILE_INFO m_file = {};
    WINTRUST_DATA m_data = {};
    LONG m_answer = 0;
};

PCCERT_CONTEXT certificateOf(const CRYPT_PROVIDER_SGNR* signer)
{
    return signer && signer->csCertChain > 0 ? signer->pasCertChain[0].pCert : nullptr;
}

QString commonName(PCCERT_CONTEXT certificate)
{
    std::array<wchar_t, 256> name{};
    auto* const which = const_cast<char*>(szOID_COMMON_NAME);
    CertGetNameStringW(certificate, CERT_NAME_ATTR_TYPE, 0, which, name.data(), name.size());
    return QString::fromWCharArray(name.data());
}

Signature fromAnswer(LONG answer)
{
    switch (DWORD(answer)) {
    case DWORD(TRUST_E_NOSIGNATURE):
        return Signature::Missing;
    case DWORD(TRUST_E_BAD_DIGEST):
    case DWORD(CRYPT_E_HASH_VALUE):
    case DWORD(TRUST_E_CERT_SIGNATURE):
    case DWORD(NTE_BAD_SIGNATURE):
        return Signature::Altered;
    case DWORD(TRUST_E_SUBJECT_FORM_UNKNOWN):
    case DWORD(TRUST_E_PROVIDER_UNKNOWN):
    case DWORD(CRYPT_E_FILE_ERROR):
        return Signature::Unreadable;
    default:
        return Signature::NotTrusted;
    }
}

// What the second step judges by itself.
bool isLeftToChain(LONG answer, bool hasOwnRoots)
{
    switch (DWORD(answer)) {
    case ERROR_SUCCESS:
        return true;
    case DWORD(CERT_E_UNTRUSTEDROOT):
    case DWORD(CERT_E_CHAINING):
        return hasOwnRoots;
    default:
        return false;
    }
}

} // namespace

QStringList Authenticode::zoomSubjects()
{
    return {QStringLiteral("Zoom Communications, Inc."),
            QStringLiteral("Zoom Video Communications, Inc.")};
}

Authenticode::Authenticode(QStringList subjects, QList<QByteArray> roots)
    : m_subjects(std::move(subjects))
    , m_roots(std::move(roots))
{
}

Signature Authenticode::judge(const QString& path) const
{
    const QString native = QDir::toNativeSeparators(path);
    // Held open, so that all steps judge the same bytes.
    const Handle file(CreateFileW(reinterpret_cast<LPCWSTR>(native.utf16()), GENERIC_READ,
                                  FILE_SHARE_READ, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL,
                                  nullptr));
    LARGE_INTEGER size = {};
    if (!file.isOpen() || !GetFileSizeEx(file.get(), &size) || size.QuadPart == 0)
        return Signature::Unreadable;
    const Verification verification(file.get(), native);
    if (!isLeftToChain(verification.answer(), !m_roots.isEmpty()))
        return fromAnswer(verification.answer());
    const auto* const signer = verification.signer();
    const auto* const certificate = certificateOf(signer);
    if (!certificate)
        return Signature::NotTrusted;

    ChainQuestion question;
    question.certificate = certificate;
    question.others = verification.certificates();
    question.usage = szOID_PKIX_KP_CODE_SIGNING;
    question.policy = CERT_CHAIN_POLICY_AUTHENTICODE;
    ChainAnswer answer = askChain(question, m_roots);
    const auto* const stamp = verification.timestamp();
    if (answer == ChainAnswer::Expired && stamp && stamp->dwSignerType == ofTimestamp &&
        stamp->dwError == 0 && certificateOf(stamp)) {
        // WinVerifyTrust has checked that the stamp is over this signature; who stamped it has to
        // be trusted as well, and the time is that of the stamp.
        ChainQuestion clock = question;
        clock.certificate = certificateOf(stamp);
        clock.usage = szOID_PKIX_KP_TIMESTAMP_SIGNING;
        clock.policy = CERT_CHAIN_POLICY_AUTHENTICODE_TS;
        clock.at = &stamp->sftVerifyAsOf;
        question.at = &stamp->sftVerifyAsOf;
        if (askChain(clock, m_roots) == ChainAnswer::Trusted)
            answer = askChain(question, m_roots);
    }
    if (answer != ChainAnswer::Trusted)
        return Signature::NotTrusted;
    return m_subjects.contains(commonName(certificate)) ? Signature::Good : Signature::OtherSigner;
}

} // namespace reconnect::windows_os
