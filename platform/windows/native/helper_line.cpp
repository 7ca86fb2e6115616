#include "platform/windows/native/helper_line.h"

#include "platform/helper/order.h"

#include "platform/windows/helper/order_frame.h"
#include "platform/windows/native/folders.h"
#include "platform/windows/native/pipe.h"
#include "platform/windows/native/wide.h"

#include <QDir>

#include <objbase.h>
#include <shellapi.h>

namespace reconnect::windows_os {
namespace {

// The window that the person looks at, where it is ours: what asks for their consent comes before
// it then, rather than as a flash in the task bar.
HWND ownWindow()
{
    const HWND window = ::GetForegroundWindow();
    DWORD process = 0;
    ::GetWindowThreadProcessId(window, &process);
    return process == ::GetCurrentProcessId() ? window : nullptr;
}

// The shell may hand it to an extension that needs COM.
class Com {
public:
    Com()
        : m_joined(::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE))
    {
    }
    Com(const Com&) = delete;
    Com& operator=(const Com&) = delete;
    ~Com()
    {
        if (SUCCEEDED(m_joined))
            ::CoUninitialize();
    }

private:
    HRESULT m_joined;
};

Result<Handle> start(const QString& program, const QString& pipe)
{
    const Com com;
    const QString file = QDir::toNativeSeparators(program);
    const QString folder = systemFolder();
    SHELLEXECUTEINFOW info = {};
    info.cbSize = sizeof info;
    info.fMask = SEE_MASK_NOCLOSEPROCESS | SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI;
    info.hwnd = ownWindow();
    info.lpVerb = L"runas";
    info.lpFile = wide(file);
    info.lpParameters = wide(pipe);
    info.lpDirectory = wide(folder);
    info.nShow = SW_HIDE;
    if (!::ShellExecuteExW(&info))
        return tl::unexpected(systemError(::GetLastError(), file)); // Cancelled is one of them
    Handle process(info.hProcess);
    if (!process.isOpen())
        return failure(ErrorCode::Failed, file);
    return process;
}

} // namespace

Result<QByteArray> NativeHelperLine::ask(const QString& program, const QByteArray& frame,
                                         const Telling& tell)
{
    const QString name = newPipeName();
    auto pipe = PipeServer::open(name);
    if (!pipe)
        return tl::unexpected(pipe.error());
    const auto helper = start(program, name);
    if (!helper)
        return tl::unexpected(helper.error());
    if (const auto come = pipe->waitFor(helper->get(), connectMs); !come)
        return tl::unexpected(come.error());
    if (const auto written = pipe->write(frame, helper->get(), orderMs); !written)
        return tl::unexpected(written.error());
    while (true) {
        auto line = pipe->readLine(maxAnswer, helper->get(), patienceMs);
        const auto told = line ? readTelling(*line) : tl::unexpected<Error>(line.error());
        if (!told)
            return line;
        if (tell)
            tell(told->words, told->thousandths);
    }
}

} // namespace reconnect::windows_os
