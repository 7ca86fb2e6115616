#pragma once

#include "core/fix/change.h"

namespace reconnect {

// How a field of a change is written in JSON. On a command line it is text: "yes" or "no", decimal
// digits, or items with commas between them.
enum class Form { Text, Flag, Number, List };
struct Field {
    const char* name;
    Form form;
};
using Fields = QList<Field>;
using Texts = QStringList; // the values, in the order of the fields

// The fields of each kind, what they hold, and the way back. This is the whole form: what is not
// named here is neither written nor read.
template<class Kind>
struct Shape {
    static Fields fields() { return {}; }
    static Texts write(const Kind&) { return {}; }
    static bool read(const Texts&, Kind&) { return true; } // false: a value out of its range
};

template<>
struct Shape<TurnOffProxy> {
    static Fields fields();
    static Texts write(const TurnOffProxy& change);
    static bool read(const Texts& texts, TurnOffProxy& change);
};

template<>
struct Shape<RemoveHostsPins> {
    static Fields fields();
    static Texts write(const RemoveHostsPins& change);
    static bool read(const Texts& texts, RemoveHostsPins& change);
};

template<>
struct Shape<AllowZoom> {
    static Fields fields();
    static Texts write(const AllowZoom& change);
    static bool read(const Texts& texts, AllowZoom& change);
};

template<>
struct Shape<SetClock> {
    static Fields fields();
    static Texts write(const SetClock& change);
    static bool read(const Texts& texts, SetClock& change);
};

template<>
struct Shape<ReinstallZoom> {
    static Fields fields();
    static Texts write(const ReinstallZoom& change);
    static bool read(const Texts& texts, ReinstallZoom& change);
};

constexpr qsizetype maxChangeItems = 64; // of a list

} // namespace reconnect
