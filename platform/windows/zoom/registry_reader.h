#pragma once

#include <QStringList>
#include <optional>

namespace reconnect::windows_os {

// A key of the registry. Windows shows 32-bit programs a part of the machine's own
// (learn.microsoft.com/windows/win32/winprog64/registry-redirector).
struct RegistryKey {
    enum class Hive { User, Machine };
    Hive hive = Hive::Machine;
    bool is32Bit = false; // as 32-bit programs see it
    QString path;         // "Software\\Microsoft\\…"

    RegistryKey below(const QString& name) const { return {hive, is32Bit, path + u'\\' + name}; }
};

// Reads the registry, within bounds: what is longer or of another type is not there. On any thread.
// Filled by native/.
class RegistryReader {
public:
    virtual ~RegistryReader() = default;

    virtual QStringList keysBelow(const RegistryKey& key) const = 0; // at most 10000
    virtual std::optional<QString> text(const RegistryKey& key, const QString& name) const = 0;
    virtual std::optional<quint32> number(const RegistryKey& key, const QString& name) const = 0;
};

} // namespace reconnect::windows_os
