#pragma once

#include "app/cli/console.h"

#include <QStringList>

namespace reconnect::test {

// A person at a terminal, who answers with what they were given to say.
class FakeConsole : public Console {
public:
    Terminals terminals() const override { return {true, false, true}; }
    bool write(const QByteArray& bytes) override
    {
        out += bytes;
        return !full;
    }
    void note(const QString& line) override { notes.append(line); }
    void progress(const QString& words) override { progressed.append(words); }
    QByteArray readLine() override
    {
        return answers.isEmpty() ? QByteArray() : answers.takeFirst();
    }

    QByteArray out;
    QStringList notes;
    QStringList progressed;
    QList<QByteArray> answers;
    bool full = false; // standard output takes nothing
};

} // namespace reconnect::test
