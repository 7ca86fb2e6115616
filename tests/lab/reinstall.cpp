// Carries one reinstallation out where it is started: reinstall.py starts it in a computer of its
// own. Prints one JSON object.

#include "core/fix/words.h"
#include "platform/linux/native/plain_files.h"
#include "platform/linux/zoom/reinstall_zoom.h"
#include "platform/process_tools.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <cstdio>

using namespace reconnect;
using namespace reconnect::linux_os;

int main(int count, char** words)
{
    const QCoreApplication app(count, words);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5) {
        std::fputs("usage: reinstall_lab KIND PACKAGE FINGERPRINT CALLER\n", stderr);
        return 2;
    }
    ProcessTools tools;
    NativePlainFiles files;
    ReinstallMeans means;
    means.fingerprint = arguments[3].toLatin1();
    means.caller = arguments[4].toUInt();
    ReinstallPackage deed(tools, files, means);
    const auto said = deed.carryOut(ReinstallZoom{arguments[1], arguments[2]}, {});
    const QJsonObject answer =
        said ? QJsonObject{{QStringLiteral("said"), *said}}
             : QJsonObject{{QStringLiteral("code"), static_cast<int>(said.error().code)},
                           {QStringLiteral("sentence"),
                            sentenceFor(said.error(), ReinstallZoom{arguments[1], arguments[2]})},
                           {QStringLiteral("detail"), said.error().detail}};
    std::puts(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
    return said ? 0 : 1;
}
