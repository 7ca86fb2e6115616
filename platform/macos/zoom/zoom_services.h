#pragma once

#include "core/ports/tools.h"

#include <QStringList>

namespace reconnect::macos {

// Zoom's services that launchd keeps, by their full names ("gui/501/us.zoom.updater"): those of
// this person's session, and the computer's.
class ZoomServices {
public:
    ZoomServices(Tools& tools, QString root, quint32 user);

    QStringList loaded();
    void end(const QStringList& services);
    // What is loaded already stays so. Names that are none of Zoom's are left out.
    void begin(const QStringList& services);

private:
    bool ask(const QStringList& arguments);

    Tools& m_tools;
    QString m_root; // before the path of a service's file
    QString m_session;
};

} // namespace reconnect::macos
