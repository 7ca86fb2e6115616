#pragma once

#include "core/guide/guide.h"

// The texts behind stepsFor(Stage, os), one file a stage.
namespace reconnect::steps {

enum class System { Windows, MacOs, Linux };
System systemOf(const QString& os);

// How to make an exception for Zoom in each security program that was found, or in any.
struct Exceptions {
    QList<Steps> mayStop; // those that can stop Zoom by themselves: before the system's own
    QList<Steps> others;
};
Exceptions exceptions(const QString& os, const Evidence& evidence);

QList<Steps> checks(const QString& os);
QList<Steps> firewall(const QString& os, const Evidence& evidence);
QList<Steps> proxy(const QString& os);
QList<Steps> reinstall(const QString& os);
QList<Steps> escalate();

QString zoomProgram(System system); // "Zoom.exe", as it is listed in other programs

} // namespace reconnect::steps
