#pragma once

#include "core/fix/change.h"

#include <QByteArray>

namespace reconnect {

// What the helper is told to do, on its command line. A closed list; nothing in it is a path to
// write to, bytes to write, or a command to run.
//   apply ID CHANGE-TOKEN NAME=VALUE…
//   undo ID…
//   list
struct Order {
    enum class Verb { Apply, Undo, List };
    Verb verb = Verb::List;
    QStringList ids; // of journal entries; exactly one to apply
    Change change;   // to apply
};

QStringList toArguments(const Order& order);
// The words of main(), without the program's name. Malformed for what is no UTF-8, and for more or
// longer words than any order has. Pure.
Result<QStringList> wordsFrom(int count, const char* const* words);
// Malformed for all that toArguments can't have written. Pure.
Result<Order> orderFromArguments(const QStringList& words);

// How far the helper is, a line of JSON each on standard output, before its answer. The way back is
// Malformed for anything else. Pure.
struct Told {
    QString words;
    int thousandths = -1;
};
QByteArray lineFor(const Told& told);
Result<Told> readTelling(const QByteArray& line);

// The helper's answer, one JSON object in the last line of standard output: what there is to
// say, or an error. The way back is Malformed for anything else. Pure.
QByteArray answerFor(const Result<QString>& result);
Result<QString> readAnswer(const QByteArray& answer);

} // namespace reconnect
