#pragma once

#include "core/result.h"

#include <QByteArray>

namespace reconnect::linux_os {

// Zoom's key for Linux packages, of client 6.7.5 and later.
// Alone in its file, so that the lab can build the programs with a key that it has.
QByteArray zoomKeyFingerprint();

// An OpenPGP key as packets.
struct PackageKey {
    QByteArray primary; // with its names and their signatures
    QByteArray subkeys; // with theirs; may be empty
};

// The key whose primary part has this fingerprint (hexadecimal, upper case), and nothing else that
// `file` holds. `file` is a key file, armoured or not. Only the primary part is proven by this;
// whether the rest belongs to it is for who verifies with it. Pure. Errors: Malformed, NotTrusted.
Result<PackageKey> keyWithFingerprint(const QByteArray& file, const QByteArray& fingerprint);

// As text, for tools that take nothing else. Pure.
QByteArray armoured(const QByteArray& packets);

} // namespace reconnect::linux_os
