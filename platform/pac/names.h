#pragma once

#include <string>
#include <vector>

namespace reconnect::pac {

// The two things a proxy script may ask of the computer. They block, as scripts expect: this
// program is one that its parent ends when it takes too long.
std::vector<std::string> resolveAddresses(const std::string& host);
// Addresses of this computer's network interfaces, without loopback and link-local ones.
std::vector<std::string> ownAddresses();

} // namespace reconnect::pac
