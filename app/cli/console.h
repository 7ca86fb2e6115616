#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace reconnect {

constexpr int exitDone = 0; // or healthy
constexpr int exitFault = 1;
constexpr int exitUsage = 2;
constexpr int exitNoVerdict = 3;
constexpr int exitCancelled = 3;

// Which of the standard streams are terminals, so that somebody looks.
struct Terminals {
    bool in = false;
    bool out = false;
    bool err = false;
};

// What the CLI speaks through: the standard streams, or what a test puts in their place. Blocks.
class Console {
public:
    virtual ~Console() = default;

    virtual Terminals terminals() const = 0;
    // On standard output, where only what was asked for goes; false when it can't be written.
    virtual bool write(const QByteArray& bytes) = 0;
    virtual void note(const QString& line) = 0; // on standard error
    // On one line of standard error that the next words replace, where somebody looks.
    virtual void progress(const QString& words) = 0;
    virtual QByteArray readLine() = 0; // at most 4 KiB; empty at the end of the input

    int misuse(const QString& text); // notes it; exitUsage
};

class StandardConsole : public Console {
public:
    explicit StandardConsole(Terminals terminals);
    ~StandardConsole() override; // clears the line of progress

    Terminals terminals() const override { return m_terminals; }
    bool write(const QByteArray& bytes) override;
    void note(const QString& line) override;
    void progress(const QString& words) override;
    QByteArray readLine() override;

private:
    void clearProgress();

    Terminals m_terminals;
    bool m_progressShown = false;
};

// Text that may come from the network or a file, with nothing in it that moves a terminal's cursor.
QString plain(const QString& text);

// In ASCII alone: PowerShell reads what programs print in the console's own encoding, whatever that
// is (github.com/PowerShell/PowerShell/issues/21456).
QByteArray jsonText(const QJsonObject& object);

// Asks a question that is answered with y or n; anything but y is no.
bool agrees(Console& console, const QString& question);

} // namespace reconnect
