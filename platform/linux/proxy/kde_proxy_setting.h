#pragma once

#include "core/ports/tools.h"
#include "platform/files/file_setting.h"

namespace reconnect::linux_os {

// KDE's proxy in the person's kioslaverc: the kind becomes "none", and server, port, script and
// exceptions stay in the file. Programs that run are told.
class KdeProxySetting : public FileSetting {
public:
    KdeProxySetting(Tools& tools, QString configHome);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;

protected:
    Result<QString> pathFor(const Change& change) const override;
    Result<WholeFile> edited(const Change& change, const WholeFile& now) const override;
    void changed() override;

private:
    Tools& m_tools;
    QString m_configHome;
};

// A kioslaverc with ProxyType=0. Pure.
QByteArray withoutKdeProxy(const QByteArray& kioslaverc);

} // namespace reconnect::linux_os
