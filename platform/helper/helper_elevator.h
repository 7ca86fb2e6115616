#pragma once

#include "core/ports/elevator.h"
#include "core/ports/tools.h"
#include "platform/helper/asker.h"

#include <functional>
#include <memory>

namespace reconnect {

// Has the helper do it: asked for in the system's own way, or called directly by an administrator.
class HelperElevator : public Elevator {
public:
    struct Way {
        QString helper;    // the program that is run
        QString installed; // where it belongs
        // Null: this very process is an administrator's.
        std::shared_ptr<const Asker> asker;
        // Whether only an administrator can write to the helper; asked before each use.
        std::function<Result<void>(const QString& program)> isSafe;
        // The asker puts a copy of it where it belongs, and judges that: the helper itself may lie
        // where others can write.
        bool isCopied = false;
        // A program and arguments that fail where the copy, named after them, is not ours; empty
        // where there is no telling.
        QStringList proof = {};
    };
    HelperElevator(Tools& tools, Way way);

    Result<QString> apply(const Change& change, const QString& id, const Telling& tell,
                          const std::function<bool()>& cancelled) override;
    Result<void> undo(const QStringList& ids) override;
    QString byHand(const QList<Change>& changes) const override;

private:
    Result<void> isUsable() const;
    Result<QString> run(const QStringList& order, const Telling& tell,
                        const std::function<bool()>& cancelled);
    QString toType(const QList<QStringList>& orders) const;

    Tools& m_tools;
    Way m_way;
};

} // namespace reconnect
