#pragma once

#include "core/fix/plan.h"

#include <QByteArray>
#include <QList>

namespace reconnect {

// The variables of this session that name a proxy because a file which `plan` cleans set them at
// the login. One that another file, which stays, sets as well is not among them. Pure.
QStringList variablesLeftBy(const FixPlan& plan, const Evidence& evidence);

// Whether a change is to a file that sets variables at the login. Pure.
bool isOfVariables(const Change& change);

// Takes variables out of this program's own environment, so that it judges as it will after the
// next login: a file is read there and only there. The rest of the session keeps them.
class LeftVariables {
public:
    void drop(const QStringList& names);
    void restore(); // what was dropped so far

private:
    QList<std::pair<QByteArray, QByteArray>> m_dropped;
};

} // namespace reconnect
