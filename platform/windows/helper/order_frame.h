#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QStringList>
#include <optional>

namespace reconnect::windows_os {

// The words of an order (platform/helper/order.h) on their way through a pipe: how many bytes
// follow, in four bytes with the lowest first, and then each word in UTF-8 with a zero behind it.
constexpr qsizetype maxFrame = 256 << 10; // bytes that follow
constexpr qsizetype maxAnswer = 1 << 20;  // the answer is one line of JSON

// TooLarge beyond maxFrame, Malformed for a word with a zero in it. Pure.
Result<QByteArray> frameOf(const QStringList& words);

// Nothing while more has to come. Malformed for what frameOf can't have written, also where there
// is more behind it; TooLarge. Pure.
std::optional<Result<QStringList>> readFrame(const QByteArray& received);

// "reconnect2026-" and 32 hexadecimal digits that nobody can guess; the helper takes no other.
bool isPipeName(const QString& name);
QString newPipeName();

// Whether `image` lies beside the helper under one of the names of our own programs, without
// regard to case, as Windows has none. Pure.
bool isBeside(const QString& image, const QString& helper, const QStringList& names);

} // namespace reconnect::windows_os
