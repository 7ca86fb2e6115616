#include "platform/windows/helper/order_frame.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QtEndian>

#include <array>

namespace reconnect::windows_os {
namespace {

constexpr qsizetype head = 4;

const QString namePrefix = QStringLiteral("reconnect2026-");

QString forward(QString path)
{
    return path.replace(u'\\', u'/');
}

} // namespace

Result<QByteArray> frameOf(const QStringList& words)
{
    QByteArray body;
    for (const QString& word : words) {
        const QByteArray bytes = word.toUtf8();
        if (bytes.contains('\0'))
            return failure(ErrorCode::Malformed, QStringLiteral("a word that ends too early"));
        body += bytes + '\0';
        if (body.size() > maxFrame)
            return failure(ErrorCode::TooLarge, QStringLiteral("the order"));
    }
    std::array<char, head> size = {};
    qToLittleEndian(quint32(body.size()), size.data());
    return QByteArray(size.data(), head) + body;
}

std::optional<Result<QStringList>> readFrame(const QByteArray& received)
{
    const auto malformed = [](const char* why) {
        return Result<QStringList>(failure(ErrorCode::Malformed, QString::fromLatin1(why)));
    };
    if (received.size() < head)
        return std::nullopt;
    const auto size = qFromLittleEndian<quint32>(received.constData());
    if (size > maxFrame)
        return Result<QStringList>(failure(ErrorCode::TooLarge, QStringLiteral("the order")));
    if (received.size() < head + qsizetype(size))
        return std::nullopt;
    if (received.size() > head + qsizetype(size))
        return malformed("more than one order");
    QStringList words;
    for (qsizetype at = head; at < received.size();) {
        const qsizetype end = received.indexOf('\0', at);
        if (end < 0)
            return malformed("a word without an end");
        const QByteArray word = received.mid(at, end - at);
        words.append(QString::fromUtf8(word));
        // What is replaced or left out would make another word of it.
        if (words.last().toUtf8() != word)
            return malformed("a word that is no text");
        at = end + 1;
    }
    return words;
}

bool isPipeName(const QString& name)
{
    static const QRegularExpression form(QStringLiteral("\\Areconnect2026-[0-9a-f]{32}\\z"));
    return form.match(name).hasMatch();
}

QString newPipeName()
{
    std::array<quint32, 4> numbers = {};
    QRandomGenerator::system()->fillRange(numbers.data(), qsizetype(numbers.size()));
    QString name = namePrefix;
    for (const quint32 number : numbers)
        name += QStringLiteral("%1").arg(number, 8, 16, QLatin1Char('0'));
    return name;
}

bool isBeside(const QString& image, const QString& helper, const QStringList& names)
{
    const QFileInfo program(forward(image));
    const QString folder = QFileInfo(forward(helper)).path();
    return program.path().compare(folder, Qt::CaseInsensitive) == 0 &&
           names.contains(program.fileName(), Qt::CaseInsensitive);
}

} // namespace reconnect::windows_os
