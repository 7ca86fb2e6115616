#pragma once

#include "core/ports/system.h"
#include "core/ports/tools.h"

namespace reconnect::macos {

// What macOS says of itself and its network, through sw_vers(1), netstat(1) and scutil(8), which
// need some 20 ms each. Used on the thread of a run, never on that of a window, and each of them is
// bounded. Interfaces are always this computer's.
class MacSystem : public System {
public:
    // `root` goes before the hosts file's path; "" for the real one.
    explicit MacSystem(Tools& tools, QString root = {});

    QString osName() const override;
    QString osVersion() const override;
    // Routes that can't be read are an error; name servers that can't be are none.
    Result<NetworkState> network() const override;
    QString hostsPath() const override;
    Result<QByteArray> hostsFile() const override;

    static constexpr int commandMs = 1000;

private:
    Result<QByteArray> read(const char* program, const QStringList& arguments) const;

    Tools& m_tools;
    QString m_root;
};

// "macOS 14.5 (build 23F79)", from sw_vers: lines of "ProductName:\t\tmacOS". At most 100
// characters; "macOS" where it says nothing that is known. Pure.
QString versionWords(const QByteArray& swVers);

} // namespace reconnect::macos
