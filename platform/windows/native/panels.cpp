#include "platform/panels.h"

#include "platform/windows/native/background.h"
#include "platform/windows/native/folders.h"
#include "platform/windows/native/handle.h"
#include "platform/windows/native/wide.h"
#include "platform/windows/panels/panel_calls.h"

#include <QWinEventNotifier>

#include <atomic>
#include <memory>
#include <objbase.h>
#include <shellapi.h>

namespace reconnect {
namespace {

using namespace windows_os;

// What asker and thread share; whoever lets go last closes it.
struct Ticket {
    QList<PanelCall> calls;
    Handle bell{::CreateEventW(nullptr, TRUE, FALSE, nullptr)};
    std::atomic<bool> opened = false;
};

bool open(const PanelCall& call)
{
    SHELLEXECUTEINFOW info = {};
    info.cbSize = sizeof info;
    info.fMask = SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI; // no box of the system where there is none
    info.lpFile = wide(call.target);
    info.lpParameters = call.parameters.isEmpty() ? nullptr : wide(call.parameters);
    info.nShow = SW_SHOWNORMAL;
    return ::ShellExecuteExW(&info) != 0;
}

// On a thread of its own, because the shell may take seconds to start the Settings app.
void openFirst(const std::shared_ptr<Ticket>& ticket)
{
    const HRESULT joined =
        ::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
    for (const PanelCall& call : ticket->calls) {
        ticket->opened = open(call);
        if (ticket->opened)
            break;
    }
    if (SUCCEEDED(joined))
        ::CoUninitialize();
    ::SetEvent(ticket->bell.get());
}

class WindowsPanels : public SettingsPanels {
public:
    void open(Panel panel, QObject* context, Done done) override
    {
        auto ticket = std::make_shared<Ticket>();
        ticket->calls = panelCalls(panel, systemFolder());
        auto* notifier = new QWinEventNotifier(ticket->bell.get(), context);
        QObject::connect(notifier, &QWinEventNotifier::activated, context,
                         [notifier, ticket, done = std::move(done)] {
                             notifier->setEnabled(false);
                             notifier->deleteLater();
                             const Done tell = done; // which may destroy all of this
                             tell(ticket->opened);
                         });
        if (!inBackground([ticket] { openFirst(ticket); }))
            ::SetEvent(ticket->bell.get()); // nothing was opened
    }
};

} // namespace

std::unique_ptr<SettingsPanels> makeSettingsPanels()
{
    return std::make_unique<WindowsPanels>();
}

} // namespace reconnect
