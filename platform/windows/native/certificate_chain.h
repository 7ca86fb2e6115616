#pragma once

#include <QByteArray>
#include <QList>

#include <windows.h>

#include <wincrypt.h>

namespace reconnect::windows_os {

// What a chain is asked for.
struct ChainQuestion {
    PCCERT_CONTEXT certificate = nullptr;
    HCERTSTORE others = nullptr;  // what came with it
    const char* usage = nullptr;  // the use it must be made for, an object identifier
    LPCSTR policy = nullptr;      // CERT_CHAIN_POLICY_…
    const FILETIME* at = nullptr; // the time it must be valid at; null: now
};

enum class ChainAnswer { Trusted, Expired, NotTrusted };

// Whether a certificate leads to a root that is trusted: one of `roots` (DER) alone, or where there
// are none the computer's. Expired only where nothing else is wrong.
ChainAnswer askChain(const ChainQuestion& question, const QList<QByteArray>& roots);

} // namespace reconnect::windows_os
