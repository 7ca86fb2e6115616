// reconnect2026-pac URL HOST: runs the proxy script given on standard input, and prints what its
// FindProxyForURL returns. Apart from the other programs, because the script is a stranger's.

#include "platform/pac/computer.h"
#include "platform/pac/engine.h"

#include <cstdio>

using namespace reconnect::pac;

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: reconnect2026-pac URL HOST < SCRIPT\n", stderr);
        return int(Ending::Usage);
    }
    endAfter(15);
    std::string script;
    char buffer[4096];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, stdin)) {
        script.append(buffer, got);
        if (script.size() > maxScript)
            break;
    }
    const Evaluation evaluation = evaluate(script, argv[1], argv[2]);
    std::FILE* stream = evaluation.ending == Ending::Answered ? stdout : stderr;
    std::fprintf(stream, "%s\n", evaluation.text.c_str());
    return int(evaluation.ending);
}
