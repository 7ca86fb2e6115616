#pragma once

#include <cstddef>
#include <string>

namespace reconnect::pac {

// How this program ends; its parent reads the exit status.
enum class Ending {
    Answered = 0, // the result is on standard output
    Usage = 2,
    Malformed = 3, // the script does not compile, throws, has no function or returns no string
    Exhausted = 4, // it wanted more memory than it may have
    TooLarge = 5,  // the script, or its answer
};

constexpr std::size_t maxScript = 1 << 20;  // bytes
constexpr std::size_t maxMemory = 16 << 20; // bytes, for the script and all it makes
constexpr std::size_t maxAnswer = 4096;     // bytes

struct Evaluation {
    Ending ending = Ending::Malformed;
    std::string text; // the answer, or in a few words what is wrong with the script
};

// Runs FindProxyForURL(url, host). It may take for ever: that is why it has a process of its own.
Evaluation evaluate(const std::string& script, const std::string& url, const std::string& host);

} // namespace reconnect::pac
