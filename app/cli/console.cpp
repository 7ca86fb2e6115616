#include "app/cli/console.h"

#include "core/tr.h"

#include <QJsonDocument>

#include <array>
#include <cstdio>

namespace reconnect {

int Console::misuse(const QString& text)
{
    note(QStringLiteral("reconnect2026-cli: ") + plain(text));
    return exitUsage;
}

StandardConsole::StandardConsole(Terminals terminals)
    : m_terminals(terminals)
{
}

StandardConsole::~StandardConsole()
{
    clearProgress();
}

bool StandardConsole::write(const QByteArray& bytes)
{
    clearProgress();
    return std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) ==
               size_t(bytes.size()) &&
           std::fflush(stdout) == 0;
}

void StandardConsole::note(const QString& line)
{
    clearProgress();
    std::fprintf(stderr, "%s\n", line.toUtf8().constData());
}

void StandardConsole::progress(const QString& words)
{
    if (!m_terminals.err)
        return;
    std::fprintf(stderr, "\r\033[K%s", plain(words).toUtf8().constData());
    std::fflush(stderr);
    m_progressShown = true;
}

QByteArray StandardConsole::readLine()
{
    std::array<char, 4096> line{};
    return std::fgets(line.data(), int(line.size()), stdin) ? QByteArray(line.data())
                                                            : QByteArray();
}

void StandardConsole::clearProgress()
{
    if (m_progressShown)
        std::fputs("\r\033[K", stderr);
    m_progressShown = false;
}

QString plain(const QString& text)
{
    QString result = text;
    for (QChar& letter : result)
        if (letter.category() == QChar::Other_Control || letter.category() == QChar::Other_Format)
            letter = u' ';
    return result;
}

QByteArray jsonText(const QJsonObject& object)
{
    QByteArray bytes;
    // Only strings have other letters, and there each may be written by its number.
    for (const QChar letter : QString::fromUtf8(QJsonDocument(object).toJson()))
        if (letter.unicode() < 0x80)
            bytes += char(letter.unicode());
        else
            bytes += "\\u" + QByteArray::number(letter.unicode(), 16).rightJustified(4, '0');
    return bytes;
}

bool agrees(Console& console, const QString& question)
{
    console.note(question + tr(" (y/N)"));
    return console.readLine().trimmed().toLower() == "y";
}

} // namespace reconnect
