#pragma once

#include "platform/files/file_setting.h"

namespace reconnect::linux_os {

// Files that set the proxy variables of a session: /etc/environment and those that a login reads.
// The lines become comments, so that server, port and credentials stay there to be read; no_proxy
// stays as it is. Sessions take it up with their next login.
class VariableFileSetting : public FileSetting {
public:
    // `root` goes before every system path ("" for the real ones); `home` and `configHome` are the
    // person's, as in ProxyPlaces.
    VariableFileSetting(QString root, QString home, QString configHome);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;

protected:
    Result<QString> pathFor(const Change& change) const override;
    Result<WholeFile> edited(const Change& change, const WholeFile& now) const override;

private:
    QString m_root, m_home, m_configHome;
};

// The file with each line that sets a proxy made a comment. Pure.
QByteArray withoutProxyVariables(const QByteArray& file);

} // namespace reconnect::linux_os
