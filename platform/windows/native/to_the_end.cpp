#include "platform/to_the_end.h"

namespace reconnect {

// Here a program does not end with the one that started it, and a window is not sent a signal.
struct ToTheEnd::Before {};

ToTheEnd::ToTheEnd() = default;

ToTheEnd::~ToTheEnd() = default;

} // namespace reconnect
