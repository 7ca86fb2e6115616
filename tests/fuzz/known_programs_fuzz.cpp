#include "core/security/known_programs.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto json = QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto programs = reconnect::parseKnownPrograms(json);
    // An error names its line, and what is accepted can be looked for.
    if (!programs && programs.error().code == reconnect::ErrorCode::Malformed &&
        !programs.error().detail.startsWith(QStringLiteral("line ")))
        std::abort();
    if (!programs)
        return 0;
    for (const reconnect::KnownProgram& program : *programs) {
        if (reconnect::programById(*programs, program.id) != &program || program.names.isEmpty())
            std::abort();
        for (const QString& path : program.paths)
            if (!path.startsWith(u'/'))
                std::abort();
    }
    return 0;
}
