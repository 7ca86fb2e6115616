#pragma once

#include <QLatin1String>
#include <QString>
#include <utility>

namespace reconnect {

// A value of a closed list and its word in the JSON contract; a list of them is one vocabulary.
template<class Value>
using TokenName = std::pair<Value, QLatin1String>;

template<class Names, class Value>
QString tokenIn(const Names& names, Value value)
{
    for (const auto& [known, name] : names)
        if (known == value)
            return name;
    return {};
}

// False, and `value` as it was, for a word that is not in the list.
template<class Names, class Value>
bool valueIn(const Names& names, const QString& text, Value& value)
{
    for (const auto& [known, name] : names) {
        if (name == text) {
            value = known;
            return true;
        }
    }
    return false;
}

} // namespace reconnect
