#pragma once

namespace reconnect {

// The last thing main() does, with nothing of its own left on the stack: ends the program with
// `status`, or gives it back to be returned. Any thread that is left ends with it.
int leave(int status);

} // namespace reconnect
