#include "platform/helper/order.h"

#include "core/error_tokens.h"
#include "core/journal/journal.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace reconnect {
namespace {

constexpr qsizetype mostWords = 200;
constexpr qsizetype longestWord = 4096;
constexpr qsizetype longestTelling = 300;

tl::unexpected<Error> misuse(const char* why)
{
    return failure(ErrorCode::Malformed, QString::fromLatin1(why));
}

} // namespace

QStringList toArguments(const Order& order)
{
    switch (order.verb) {
    case Order::Verb::Apply:
        return QStringList{QStringLiteral("apply")} + order.ids + toArguments(order.change);
    case Order::Verb::Undo:
        return QStringList{QStringLiteral("undo")} + order.ids;
    case Order::Verb::List:
        break;
    }
    return {QStringLiteral("list")};
}

Result<QStringList> wordsFrom(int count, const char* const* words)
{
    if (count > mostWords)
        return misuse("too many words");
    QStringList read;
    for (int i = 1; i < count; ++i) {
        const QByteArrayView word(words[i]);
        // A byte that is not understood would be replaced, and another word taken for this one.
        if (word.size() > longestWord || !word.isValidUtf8())
            return misuse("a word is too long, or no text");
        read.append(QString::fromUtf8(word));
    }
    return read;
}

Result<Order> orderFromArguments(const QStringList& words)
{
    if (words.isEmpty())
        return misuse("no command");
    if (words.size() > mostWords)
        return misuse("too many words");
    if (std::any_of(words.begin(), words.end(),
                    [](const QString& word) { return word.size() > longestWord; }))
        return misuse("a word is too long");
    Order order;
    const QString& verb = words.first();
    if (verb == QLatin1String("list")) {
        if (words.size() > 1)
            return misuse("list takes nothing");
        return order;
    }
    if (verb == QLatin1String("apply")) {
        order.verb = Order::Verb::Apply;
        order.ids = words.mid(1, 1);
        const auto change = changeFromArguments(words.mid(2));
        if (!change)
            return tl::unexpected<Error>(change.error());
        order.change = *change;
    } else if (verb == QLatin1String("undo")) {
        order.verb = Order::Verb::Undo;
        order.ids = words.mid(1);
    } else {
        return misuse("unknown command");
    }
    if (order.ids.isEmpty() || !std::all_of(order.ids.begin(), order.ids.end(), isEntryId))
        return misuse("not the id of an entry");
    return order;
}

QByteArray lineFor(const Told& told)
{
    const QJsonObject line{{QStringLiteral("tell"), told.words.left(longestTelling)},
                           {QStringLiteral("thousandths"), told.thousandths}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

Result<Told> readTelling(const QByteArray& line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonValue words = document[QStringLiteral("tell")];
    const int thousandths = document[QStringLiteral("thousandths")].toInt(-1);
    if (!words.isString() || thousandths < -1 || thousandths > 1000)
        return failure(ErrorCode::Malformed, QStringLiteral("the helper tells nothing"));
    return Told{words.toString().left(longestTelling), thousandths};
}

QByteArray answerFor(const Result<QString>& result)
{
    QJsonObject answer{{QStringLiteral("ok"), result.has_value()}};
    if (result) {
        answer.insert(QStringLiteral("said"), *result);
    } else {
        answer.insert(QStringLiteral("error"), token(result.error().code));
        answer.insert(QStringLiteral("detail"), result.error().detail);
    }
    return QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
}

Result<QString> readAnswer(const QByteArray& answer)
{
    const QByteArray all = answer.trimmed();
    const QJsonDocument document = QJsonDocument::fromJson(all.mid(all.lastIndexOf('\n') + 1));
    const QJsonValue ok = document[QStringLiteral("ok")];
    if (!ok.isBool())
        return failure(ErrorCode::Malformed, QStringLiteral("the helper gave no answer"));
    if (ok.toBool())
        return document[QStringLiteral("said")].toString();
    Error error{ErrorCode::Failed, document[QStringLiteral("detail")].toString()};
    if (!fromToken(document[QStringLiteral("error")].toString(), error.code))
        return failure(ErrorCode::Malformed, QStringLiteral("the helper gave an unknown answer"));
    return tl::unexpected<Error>(error);
}

} // namespace reconnect
