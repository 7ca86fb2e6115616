#pragma once

#include "core/result.h"

#include <QList>
#include <QObject>
#include <QString>
#include <functional>

namespace reconnect {

// One part of a security program of this computer: a suite with an antivirus and a firewall is two.
struct SecurityProduct {
    enum class Kind {
        Antivirus,
        Firewall,
        Filter, // of what programs send: a content filter of macOS, an application firewall of
                // Linux
    };
    // What the system says of it; Unknown where it is only known to be installed.
    enum class State { On, Off, Snoozed, Expired, Unknown };

    QString known; // its id in resources/antivirus.json; empty where only the name is known
    QString name;  // as the system shows it: "Norton 360"
    Kind kind = Kind::Antivirus;
    State state = State::Unknown;
    QString place; // where it was found, for people: "Windows Security"
};

// The security programs of this computer, whoever made them. What they do to Zoom can't be read.
class SecuritySoftware {
public:
    using Done = std::function<void(const Result<QList<SecurityProduct>>&)>;

    virtual ~SecuritySoftware() = default;

    // Answers once, on the calling thread's event loop; never after `context` is gone. An empty
    // list: none that is known. Errors: Unsupported, NotPermitted, TimedOut, Failed.
    virtual void look(QObject* context, Done done) = 0;
};

// The tokens of the JSON contract: "antivirus", "on".
QString token(SecurityProduct::Kind kind);
QString token(SecurityProduct::State state);
bool fromToken(const QString& text, SecurityProduct::Kind& kind);
bool fromToken(const QString& text, SecurityProduct::State& state);

} // namespace reconnect
