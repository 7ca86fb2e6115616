#pragma once

#include <QCoreApplication>

namespace reconnect {

// What a person reads, in their language; for all that is not a QObject and so has no tr() of its
// own.
inline QString tr(const char* text)
{
    return QCoreApplication::translate("reconnect", text);
}

} // namespace reconnect
