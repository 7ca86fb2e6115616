#include "platform/macos/system/resume_agent.h"

#include "core/whole_file.h"

#include <QDir>
#include <QFile>
#include <QXmlStreamWriter>

namespace reconnect::macos {
namespace {

const QString resumeLabel = QStringLiteral("org.reconnect2026.resume");

} // namespace

QByteArray launchAgent(const QString& label, const QString& program, const QStringList& arguments)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    const auto key = [&xml](const char* name) {
        xml.writeTextElement(QStringLiteral("key"), QString::fromLatin1(name));
    };
    const auto value = [&xml](const QString& words) {
        xml.writeTextElement(QStringLiteral("string"), words);
    };
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeDTD(QStringLiteral("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                                "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"));
    xml.writeStartElement(QStringLiteral("plist"));
    xml.writeAttribute(QStringLiteral("version"), QStringLiteral("1.0"));
    xml.writeStartElement(QStringLiteral("dict"));
    key("Label");
    value(label);
    key("LimitLoadToSessionType"); // one with a screen
    value(QStringLiteral("Aqua"));
    key("ProgramArguments");
    xml.writeStartElement(QStringLiteral("array"));
    for (const QString& word : QStringList{program} + arguments)
        value(word);
    xml.writeEndElement();
    key("RunAtLoad");
    xml.writeEmptyElement(QStringLiteral("true"));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return text;
}

QString resumeAgentPath(const QString& home)
{
    return QStringLiteral("%1/Library/LaunchAgents/%2.plist").arg(home, resumeLabel);
}

Result<void> writeResumeAgent(const QString& home, const QString& program, const QString& stage)
{
    const QString folder = home + QStringLiteral("/Library/LaunchAgents");
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::NotPermitted, folder);
    // launchd passes over one that others may write.
    return writeWholeFile(resumeAgentPath(home),
                          launchAgent(resumeLabel, program, {QStringLiteral("--resume"), stage}),
                          QFile::ReadOwner | QFile::WriteOwner);
}

void removeResumeAgent(const QString& home)
{
    QFile::remove(resumeAgentPath(home));
}

} // namespace reconnect::macos
