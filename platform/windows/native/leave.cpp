#include "platform/leave.h"

#include <cstdio>
#include <windows.h>

namespace reconnect {

// Not by returning: as the DLLs of a mingw build are let go, libstdc++ deletes its thread key, and
// winpthreads now and then waits for ever there for readers of that key (pthread_key_delete in
// pthread_rwlock_wrlock) once other threads have come and gone. Seen in half of all ends under
// Wine 8, with GCC 12 and mingw-w64 10.
int leave(int status)
{
    std::fflush(nullptr);
    ::TerminateProcess(::GetCurrentProcess(), UINT(status));
    return status;
}

} // namespace reconnect
