#include "core/fix/change.h"

#include "core/net/host_name.h"
#include "core/tokens.h"

#include <QDir>
#include <QJsonArray>
#include <algorithm>
#include <array>
#include <optional>

namespace reconnect {
namespace {

constexpr qsizetype maxText = 4096;
constexpr qsizetype maxItems = 64;
constexpr qint64 maxOffset = 100LL * 366 * 24 * 60 * 60;

// How a field of a change is written in JSON. On a command line it is text: "yes" or "no", decimal
// digits, or items with commas between them.
enum class Form { Text, Flag, Number, List };
struct Field {
    const char* name;
    Form form;
};
using Fields = QList<Field>;
using Texts = QStringList; // the values, in the order of the fields

// The fields of each kind, what they hold, and the way back. This is the whole form: what is not
// named here is neither written nor read.
template<class Kind>
struct Shape;

bool isPlain(const QString& text)
{
    return text.size() <= maxText && text.isValidUtf16() &&
           std::none_of(text.begin(), text.end(), [](QChar letter) {
               return letter.category() == QChar::Other_Control ||
                      letter.category() == QChar::Separator_Line ||
                      letter.category() == QChar::Separator_Paragraph;
           });
}

// A word of a closed list that an adapter knows: "gnome", "etc-environment", "nftables".
bool isWord(const QString& text)
{
    const auto small = [](QChar letter) {
        return (letter >= QLatin1Char('a') && letter <= QLatin1Char('z'));
    };
    return !text.isEmpty() && text.size() <= 32 && small(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](QChar letter) {
               return small(letter) || (letter >= QLatin1Char('0') && letter <= QLatin1Char('9')) ||
                      letter == QLatin1Char('-');
           });
}

// Of another computer, so that no rule can open more than a way to it.
bool isFarHost(const QHostAddress& address)
{
    return !address.isNull() && !address.isLoopback() && !address.isMulticast() &&
           !address.isBroadcast() && !address.isLinkLocal() && address.scopeId().isEmpty() &&
           address != QHostAddress(QHostAddress::AnyIPv4) &&
           address != QHostAddress(QHostAddress::AnyIPv6);
}

bool isCleanPath(const QString& path)
{
    return QDir::isAbsolutePath(path) && QDir::cleanPath(path) == path && path.size() > 1;
}

template<class Kind>
struct NoFields {
    static Fields fields() { return {}; }
    static Texts write(const Kind&) { return {}; }
    static bool read(const Texts&, Kind&) { return true; }
};

template<>
struct Shape<TurnOffProxy> {
    static Fields fields()
    {
        return {{"source", Form::Text}, {"place", Form::Text}, {"script", Form::Flag}};
    }
    static Texts write(const TurnOffProxy& change)
    {
        return {change.source, change.place,
                change.script ? QStringLiteral("yes") : QStringLiteral("no")};
    }
    static bool read(const Texts& texts, TurnOffProxy& change)
    {
        change = {texts[0], texts[1], texts[2] == QLatin1String("yes")};
        return isWord(change.source) && !change.place.isEmpty();
    }
};

template<>
struct Shape<RemoveHostsPins> {
    static Fields fields() { return {{"names", Form::List}}; }
    static Texts write(const RemoveHostsPins& change)
    {
        return {change.names.join(QLatin1Char(','))};
    }
    static bool read(const Texts& texts, RemoveHostsPins& change)
    {
        change.names = texts[0].split(QLatin1Char(','));
        return change.names.size() <= maxItems &&
               std::all_of(change.names.begin(), change.names.end(), [](const QString& name) {
                   return isHostName(name) && name == name.toLower();
               });
    }
};

template<>
struct Shape<AllowZoom> {
    static Fields fields() { return {{"product", Form::Text}, {"addresses", Form::List}}; }
    static Texts write(const AllowZoom& change)
    {
        QStringList addresses;
        for (const QHostAddress& address : change.addresses)
            addresses.append(address.toString());
        return {change.product, addresses.join(QLatin1Char(','))};
    }
    static bool read(const Texts& texts, AllowZoom& change)
    {
        change.product = texts[0];
        const QStringList addresses = texts[1].split(QLatin1Char(','));
        for (const QString& text : addresses) {
            const QHostAddress address(text);
            // Only as this program writes it: "1" and "0x7f.1" are addresses to some readers too.
            if (!isFarHost(address) || address.toString() != text)
                return false;
            change.addresses.append(address);
        }
        return isWord(change.product) && change.addresses.size() <= maxItems;
    }
};

template<>
struct Shape<SetClock> {
    static Fields fields() { return {{"offset-seconds", Form::Number}}; }
    static Texts write(const SetClock& change) { return {QString::number(change.offsetSeconds)}; }
    static bool read(const Texts& texts, SetClock& change)
    {
        bool isNumber = false;
        change.offsetSeconds = texts[0].toLongLong(&isNumber);
        return isNumber && QString::number(change.offsetSeconds) == texts[0] &&
               change.offsetSeconds != 0 && change.offsetSeconds >= -maxOffset &&
               change.offsetSeconds <= maxOffset;
    }
};

template<>
struct Shape<ReinstallZoom> {
    static Fields fields() { return {{"kind", Form::Text}, {"package", Form::Text}}; }
    static Texts write(const ReinstallZoom& change) { return {change.kind, change.package}; }
    static bool read(const Texts& texts, ReinstallZoom& change)
    {
        change = {texts[0], texts[1]};
        return isWord(change.kind) && (change.package.isEmpty() || isCleanPath(change.package));
    }
};

template<>
struct Shape<MoveZoomDataAside> : NoFields<MoveZoomDataAside> {
};
template<>
struct Shape<FlushDns> : NoFields<FlushDns> {
};
template<>
struct Shape<RestartZoom> : NoFields<RestartZoom> {
};
template<>
struct Shape<RestartComputer> : NoFields<RestartComputer> {
};

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
    if (array.isEmpty() || array.size() > maxItems)
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

QList<PortRange> zoomTcpPorts()
{
    return {{80, 80}, {443, 443}, {8801, 8802}};
}

QList<PortRange> zoomUdpPorts()
{
    return {{443, 443}, {3478, 3479}, {8801, 8810}};
}

} // namespace reconnect
