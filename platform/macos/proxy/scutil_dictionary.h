#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace reconnect::macos {

// What scutil(8) prints of a dictionary, as JSON: numbers and texts are texts, arrays arrays.
//
//   <dictionary> {
//     ExceptionsList : <array> {
//       0 : *.local
//     }
//     HTTPSEnable : 1
//   }
//
// Malformed where it is cut off, closes what was not opened, or lies deeper than 16. Keys and signs
// are the same in every language (configd, scutil.tproj). Pure.
Result<QJsonObject> readScutilDictionary(const QByteArray& text);

} // namespace reconnect::macos
