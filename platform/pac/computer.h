#pragma once

#include <string>
#include <vector>

namespace reconnect::pac {

// What this program needs of the computer. The look-ups that a proxy script may ask for block, as
// scripts expect: the parent ends this program when it takes too long.
std::vector<std::string> resolveAddresses(const std::string& host);
// Addresses of this computer's network interfaces, without loopback and link-local ones.
std::vector<std::string> ownAddresses();

// Ends this program after so many seconds whatever it is doing, for when its parent, who would end
// it sooner, is gone.
void endAfter(unsigned seconds);

} // namespace reconnect::pac
