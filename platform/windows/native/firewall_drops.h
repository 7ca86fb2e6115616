#pragma once

#include "platform/windows/firewall/drop_events.h"

namespace reconnect::windows_os::firewall {

// FwpmNetEventEnum, with the filter and its provider looked up by FwpmFilterGetById and
// FwpmProviderGetByKey. Windows keeps the last events for whoever may enumerate them: by default
// administrators (learn.microsoft.com/windows/win32/fwp/access-control).
class WfpDropLog : public DropLog {
public:
    Result<QList<DropEvent>> recent(const QDateTime& since) override;
};

} // namespace reconnect::windows_os::firewall
