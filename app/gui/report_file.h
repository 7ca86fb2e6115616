#pragma once

#include "core/probe/observation.h"

#include <functional>

class QWidget;

namespace reconnect {

// Lets the person choose a file and writes the report there, as JSON where its name ends so and as
// text otherwise. Returns at once; `done` gets one sentence, and nothing when they chose none.
void saveReportAs(QWidget* window, const Evidence& evidence,
                  std::function<void(const QString& outcome)> done);

} // namespace reconnect
