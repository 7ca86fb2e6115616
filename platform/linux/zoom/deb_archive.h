#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QList>

namespace reconnect::linux_os {

// A .deb that was signed by dpkg-sig: an ar archive of debian-binary, control.tar*, data.tar* and a
// signature, which is a signed text that lists the others.
struct DebMember {
    QByteArray name;
    qint64 offset = 0, size = 0;
};
struct DebArchive {
    QList<DebMember> members; // debian-binary, control, data; in this order
    DebMember signature;
};

// Stricter than dpkg: these four members in this order, each name once and written in one way, and
// not a byte beside them. So there is nothing that dpkg could read in another way than we do.
// Error: Malformed; NotTrusted where just the signature is missing.
Result<DebArchive> readDebArchive(QIODevice& file);

// Whether `text`, which must have been verified before, lists exactly these members with their
// sizes and checksums. MD5 and SHA-1 are all that this format has: both are compared, and the size.
// Against a second preimage, which is what a forger would need here, they still hold.
// Error: NotTrusted.
Result<void> checkSignedList(const QByteArray& text, const DebArchive& archive, QIODevice& file);

} // namespace reconnect::linux_os
