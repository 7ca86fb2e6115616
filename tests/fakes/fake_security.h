#pragma once

#include "core/ports/security_software.h"

#include <QTimer>

namespace reconnect::test {

// A computer with the security programs that a test says.
class FakeSecurity : public SecuritySoftware {
public:
    Result<QList<SecurityProduct>> products = QList<SecurityProduct>();
    bool silent = false; // never answers

    void look(QObject* context, Done done) override
    {
        if (!silent)
            QTimer::singleShot(0, context, [this, done = std::move(done)] { done(products); });
    }
};

} // namespace reconnect::test
