#pragma once

#include "core/ports/tools.h"
#include "platform/zoom/zoom_data_setting.h"

namespace reconnect::macos {

// The client's data on a Mac, where its settings are in a server's memory as well: cfprefsd(8)
// keeps property lists that a program has used, gives them to it though the file is gone, and may
// write them again (eclecticlight.co/2022/11/25/changing-preferences-isnt-so-simple). So the
// person's server is ended once the files have their other names; launchd starts it anew when it is
// wanted. Told to end, it first writes what it has not yet written. Hence it is ended before an
// undo too: that goes into the newer file, which is kept, and not into the one that is put back.
class MacZoomData : public ZoomDataSetting {
public:
    // `user`: whose server it is.
    MacZoomData(Tools& tools, FileNames& files, const QString& home, quint32 user);

    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;

private:
    Result<void> forgetSettings();

    Tools& m_tools;
    quint32 m_user;
};

} // namespace reconnect::macos
