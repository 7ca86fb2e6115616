#pragma once

#include <QDateTime>

namespace reconnect {

// This computer's idea of now.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0; // UTC
};

} // namespace reconnect
