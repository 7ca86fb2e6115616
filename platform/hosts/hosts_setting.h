#pragma once

#include "platform/files/file_setting.h"

namespace reconnect {

// The hosts file without the names of a RemoveHostsPins. A line that pins others too keeps those;
// all else stays byte for byte. Needs an administrator.
class HostsSetting : public FileSetting {
public:
    explicit HostsSetting(QString path); // of the hosts file

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;

protected:
    Result<QString> pathFor(const Change& change) const override;
    Result<WholeFile> edited(const Change& change, const WholeFile& now) const override;

private:
    QString m_path;
};

// `hosts` without these names, which are lower case. Pure.
QByteArray withoutNames(const QByteArray& hosts, const QStringList& names);

} // namespace reconnect
