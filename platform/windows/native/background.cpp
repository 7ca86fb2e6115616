#include "platform/windows/native/background.h"

#include "platform/windows/native/handle.h"

#include <memory>
#include <process.h>

namespace reconnect::windows_os {
namespace {

using Work = std::function<void()>;

unsigned __stdcall run(void* given)
{
    const std::unique_ptr<Work> work(static_cast<Work*>(given));
    (*work)();
    return 0;
}

} // namespace

Result<void> inBackground(Work work)
{
    auto given = std::make_unique<Work>(std::move(work));
    const uintptr_t made = _beginthreadex(nullptr, 0, run, given.get(), 0, nullptr);
    if (made == 0)
        return failure(ErrorCode::Failed, QStringLiteral("no thread could be made"));
    given.release(); // the thread's by now
    const Handle thread(reinterpret_cast<HANDLE>(made));
    return {};
}

} // namespace reconnect::windows_os
