#pragma once

#include "core/ports/setting.h"
#include "platform/files/file_edit.h"

namespace reconnect {

// A setting that lies in one small file, which is put back byte for byte.
class FileSetting : public Setting {
public:
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;
    bool isPartWay(const State& before, const State& after, const State& now) const override;

protected:
    // Absolute. Unsupported for a place that is not on the adapter's list.
    virtual Result<QString> pathFor(const Change& change) const = 0;
    // What the change makes of the file. Pure.
    virtual Result<WholeFile> edited(const Change& change, const WholeFile& now) const = 0;
    virtual void changed() {} // after the file was replaced
};

} // namespace reconnect
