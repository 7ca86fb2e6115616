#include "core/fix/change.h"

#include "core/fix/change_shapes.h"
#include "core/net/host_name.h"
#include "core/tokens.h"

#include <QJsonArray>
#include <algorithm>
#include <array>
#include <optional>

namespace reconnect {
namespace {

constexpr qsizetype maxText = 4096;

bool isPlain(const QString& text)
{
    return text.size() <= maxText && text.isValidUtf16() &&
           std::none_of(text.begin(), text.end(), [](QChar letter) {
               return letter.category() == QChar::Other_Control ||
                      letter.category() == QChar::Separator_Line ||
                      letter.category() == QChar::Separator_Paragraph;
           });
}

// The same of the kind that is asked for at run time.
struct Kind {
    QLatin1String token;
    Fields (*fields)();
    Texts (*write)(const Change&);
    bool (*read)(const Texts&, Change&);
};

template<class T>
constexpr Kind kind(const char* token)
{
    return {QLatin1String(token), &Shape<T>::fields,
            [](const Change& change) { return Shape<T>::write(std::get<T>(change)); },
            [](const Texts& texts, Change& change) {
                T value;
                const bool good = Shape<T>::read(texts, value);
                change = value;
                return good;
            }};
}

// In the order of the variant.
const std::array<Kind, std::variant_size_v<Change>>& kinds()
{
    static const std::array<Kind, std::variant_size_v<Change>> all{
        kind<TurnOffProxy>("turn-off-proxy"),
        kind<RemoveHostsPins>("remove-hosts-pins"),
        kind<AllowZoom>("allow-zoom"),
        kind<MoveZoomDataAside>("move-zoom-data-aside"),
        kind<FlushDns>("flush-dns"),
        kind<SetClock>("set-clock"),
        kind<RestartZoom>("restart-zoom"),
        kind<ReinstallZoom>("reinstall-zoom"),
        kind<RestartComputer>("restart-computer"),
    };
    return all;
}

const Kind& kindOf(const Change& change)
{
    return kinds().at(change.index());
}

const Kind* kindNamed(const QString& token)
{
    for (const Kind& kind : kinds())
        if (kind.token == token)
            return &kind;
    return nullptr;
}

tl::unexpected<Error> malformed(const QString& what)
{
    return failure(ErrorCode::Malformed, what.left(200));
}

Result<Change> changeFrom(const Kind& kind, const Texts& texts)
{
    Change change;
    if (!std::all_of(texts.begin(), texts.end(), isPlain) || !kind.read(texts, change))
        return malformed(QString(kind.token) + QStringLiteral(": a value out of its range"));
    return change;
}

QJsonValue jsonOf(Form form, const QString& text)
{
    switch (form) {
    case Form::Flag:
        return text == QLatin1String("yes");
    case Form::Number:
        return text.toLongLong();
    case Form::List:
        return QJsonArray::fromStringList(text.split(QLatin1Char(',')));
    case Form::Text:
        break;
    }
    return text;
}

// Nothing where the value has another form.
std::optional<QString> textOf(Form form, const QJsonValue& value)
{
    switch (form) {
    case Form::Text:
        return value.isString() ? std::optional(value.toString()) : std::nullopt;
    case Form::Flag:
        if (!value.isBool())
            return {};
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    case Form::Number:
        // A fraction or a number beyond 64 bits is none.
        if (!value.isDouble() || double(value.toInteger()) != value.toDouble())
            return {};
        return QString::number(value.toInteger());
    case Form::List:
        break;
    }
    const QJsonArray array = value.toArray();
    if (array.isEmpty() || array.size() > maxChangeItems)
        return {};
    QStringList items;
    for (const QJsonValue item : array) {
        if (!item.isString() || item.toString().contains(QLatin1Char(',')))
            return {};
        items.append(item.toString());
    }
    return items.join(QLatin1Char(','));
}

} // namespace

QString token(const Change& change)
{
    return kindOf(change).token;
}

QJsonObject toJson(const Change& change)
{
    const Kind& kind = kindOf(change);
    const Texts texts = kind.write(change);
    QJsonObject json{{QStringLiteral("change"), QString(kind.token)}};
    qsizetype at = 0;
    for (const Field& field : kind.fields())
        json.insert(QLatin1String(field.name), jsonOf(field.form, texts[at++]));
    return json;
}

Result<Change> changeFromJson(const QJsonObject& json)
{
    const QString name = json.value(QStringLiteral("change")).toString();
    const Kind* kind = kindNamed(name);
    if (!kind)
        return malformed(name + QStringLiteral(": not a change"));
    const Fields fields = kind->fields();
    if (json.size() != fields.size() + 1)
        return malformed(name + QStringLiteral(": too few values, or too many"));
    Texts texts;
    for (const Field& field : fields) {
        const auto text = textOf(field.form, json.value(QLatin1String(field.name)));
        if (!text)
            return malformed(name + QStringLiteral(": a value of another form"));
        texts.append(*text);
    }
    return changeFrom(*kind, texts);
}

QStringList toArguments(const Change& change)
{
    const Kind& kind = kindOf(change);
    const Texts texts = kind.write(change);
    QStringList words{kind.token};
    qsizetype at = 0;
    for (const Field& field : kind.fields())
        words.append(QLatin1String(field.name) + QLatin1Char('=') + texts[at++]);
    return words;
}

Result<Change> changeFromArguments(const QStringList& words)
{
    const QString name = words.value(0);
    const Kind* kind = kindNamed(name);
    if (!kind)
        return malformed(name + QStringLiteral(": not a change"));
    const Fields fields = kind->fields();
    if (words.size() != fields.size() + 1)
        return malformed(name + QStringLiteral(": too few values, or too many"));
    Texts texts;
    for (const Field& field : fields) {
        const QString& word = words[texts.size() + 1];
        const QString start = QLatin1String(field.name) + QLatin1Char('=');
        if (!word.startsWith(start))
            return malformed(name + QStringLiteral(": %1 is missing").arg(start));
        texts.append(word.mid(start.size()));
        const bool isFlag =
            texts.last() == QLatin1String("yes") || texts.last() == QLatin1String("no");
        if (field.form == Form::Flag && !isFlag)
            return malformed(name + QStringLiteral(": %1yes or %1no is wanted").arg(start));
    }
    return changeFrom(*kind, texts);
}

bool isZoomName(const QString& name)
{
    return isWithinDomain(name, QStringLiteral("zoom.us")) ||
           isWithinDomain(name, QStringLiteral("zoom.com")) ||
           isWithinDomain(name, QStringLiteral("zoomgov.com"));
}

QList<PortRange> zoomTcpPorts()
{
    return {{80, 80}, {443, 443}, {8801, 8802}};
}

QList<PortRange> zoomUdpPorts()
{
    return {{443, 443}, {3478, 3479}, {8801, 8810}};
}

} // namespace reconnect
