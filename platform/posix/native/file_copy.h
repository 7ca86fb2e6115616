#pragma once

#include "core/result.h"

namespace reconnect::posix {

// Copies what is open as `source` to a file that is not there yet, for its owner alone, and to the
// disk. No more than maxBytes, however the source grows meanwhile. Errors: TooLarge, and those of
// systemError().
Result<void> copyToNew(int source, const QString& to, qint64 maxBytes);

// Copies a file of `owner`: a plain one, opened once and with that user's rights, so that nothing
// is learned of files which that user can't see. Errors: NotFound, NotPermitted (also: it is
// somebody else's, or a link), TooLarge, NoSpace, Failed. Changes the rights of the whole process
// meanwhile, so it is for a program that does one thing at a time, such as the helper.
Result<void> copyOf(quint32 owner, const QString& from, const QString& to, qint64 maxBytes);

} // namespace reconnect::posix
