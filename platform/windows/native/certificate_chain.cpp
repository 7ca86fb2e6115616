// Without it wincrypt.h leaves out what bounds the time.
#define CERT_CHAIN_PARA_HAS_EXTRA_FIELDS
#include "platform/windows/native/certificate_chain.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace reconnect::windows_os {
namespace {

constexpr DWORD fetchMs = 5000;
// Revocation that can't be looked up offline is no reason to refuse.
constexpr DWORD tolerated = CERT_TRUST_REVOCATION_STATUS_UNKNOWN | CERT_TRUST_IS_OFFLINE_REVOCATION;

struct CloseStore {
    void operator()(void* store) const { CertCloseStore(store, 0); }
};
using Store = std::unique_ptr<void, CloseStore>;
struct FreeEngine {
    void operator()(void* engine) const
    {
        CertFreeCertificateChainEngine(reinterpret_cast<HCERTCHAINENGINE>(engine));
    }
};
using Engine = std::unique_ptr<void, FreeEngine>;
struct FreeChain {
    void operator()(const CERT_CHAIN_CONTEXT* chain) const { CertFreeCertificateChain(chain); }
};
using Chain = std::unique_ptr<const CERT_CHAIN_CONTEXT, FreeChain>;

// That trusts these alone.
Engine engineFor(const QList<QByteArray>& roots)
{
    const Store store(CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr));
    if (!store)
        return {};
    for (const QByteArray& root : roots)
        CertAddEncodedCertificateToStore(store.get(), X509_ASN_ENCODING,
                                         reinterpret_cast<const BYTE*>(root.constData()),
                                         DWORD(root.size()), CERT_STORE_ADD_ALWAYS, nullptr);
    CERT_CHAIN_ENGINE_CONFIG config = {};
    // As of Windows 7: what came later is not known everywhere, and not needed.
    config.cbSize = offsetof(CERT_CHAIN_ENGINE_CONFIG, dwExclusiveFlags);
    config.hExclusiveRoot = store.get();
    HCERTCHAINENGINE engine = nullptr;
    if (!CertCreateCertificateChainEngine(&config, &engine))
        return {};
    return Engine(reinterpret_cast<void*>(engine));
}

// A certificate that does not say what it is for may sign nothing.
bool isMadeFor(PCCERT_CONTEXT certificate, const char* usage)
{
    DWORD bytes = 0;
    if (!CertGetEnhancedKeyUsage(certificate, CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG, nullptr,
                                 &bytes))
        return false;
    std::vector<BYTE> buffer(bytes);
    auto* const uses = reinterpret_cast<PCERT_ENHKEY_USAGE>(buffer.data());
    if (!CertGetEnhancedKeyUsage(certificate, CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG, uses, &bytes))
        return false;
    for (DWORD at = 0; at < uses->cUsageIdentifier; ++at)
        if (qstrcmp(uses->rgpszUsageIdentifier[at], usage) == 0)
            return true;
    return false;
}

bool policyHolds(const ChainQuestion& question, PCCERT_CHAIN_CONTEXT chain, bool evenIfExpired)
{
    CERT_CHAIN_POLICY_PARA policy = {};
    policy.cbSize = sizeof(policy);
    policy.dwFlags = CERT_CHAIN_POLICY_IGNORE_ALL_REV_UNKNOWN_FLAGS;
    if (evenIfExpired)
        policy.dwFlags |= CERT_CHAIN_POLICY_IGNORE_ALL_NOT_TIME_VALID_FLAGS;
    CERT_CHAIN_POLICY_STATUS status = {};
    status.cbSize = sizeof(status);
    return CertVerifyCertificateChainPolicy(question.policy, chain, &policy, &status) &&
           status.dwError == 0;
}

} // namespace

ChainAnswer askChain(const ChainQuestion& question, const QList<QByteArray>& roots)
{
    Engine own;
    if (!roots.isEmpty() && !(own = engineFor(roots)))
        return ChainAnswer::NotTrusted;
    if (!isMadeFor(question.certificate, question.usage))
        return ChainAnswer::NotTrusted;

    auto* usage = const_cast<char*>(question.usage);
    CERT_CHAIN_PARA wanted = {};
    wanted.cbSize = sizeof(wanted);
    wanted.RequestedUsage.dwType = USAGE_MATCH_TYPE_AND;
    wanted.RequestedUsage.Usage.cUsageIdentifier = 1;
    wanted.RequestedUsage.Usage.rgpszUsageIdentifier = &usage;
    wanted.dwUrlRetrievalTimeout = fetchMs;
    FILETIME time = question.at ? *question.at : FILETIME{};
    PCCERT_CHAIN_CONTEXT found = nullptr;
    if (!CertGetCertificateChain(
            reinterpret_cast<HCERTCHAINENGINE>(own.get()), question.certificate,
            question.at ? &time : nullptr, question.others, &wanted,
            CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT | CERT_CHAIN_REVOCATION_CHECK_CACHE_ONLY,
            nullptr, &found))
        return ChainAnswer::NotTrusted;
    const Chain chain(found);
    const DWORD faults = chain->TrustStatus.dwErrorStatus & ~tolerated;
    const DWORD otherFaults = faults & ~DWORD(CERT_TRUST_IS_NOT_TIME_VALID);
    if (otherFaults != 0 || !policyHolds(question, chain.get(), faults != 0))
        return ChainAnswer::NotTrusted;
    return faults == 0 ? ChainAnswer::Trusted : ChainAnswer::Expired;
}

} // namespace reconnect::windows_os
