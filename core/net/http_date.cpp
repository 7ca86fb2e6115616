#include "core/net/http_date.h"

#include <array>

namespace reconnect {
namespace {

constexpr std::array<const char*, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr char shape[] = "www, dd mmm dddd dd:dd:dd GMT";

// Fixed places: letters where the shape has w and m, digits where it has d, itself elsewhere.
bool hasShape(const QByteArray& text)
{
    if (text.size() != qsizetype(sizeof(shape)) - 1)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool fits = shape[i] == 'd'                      ? c >= '0' && c <= '9'
                          : shape[i] == 'w' || shape[i] == 'm' ? true
                                                               : c == shape[i];
        if (!fits)
            return false;
    }
    return true;
}

template<size_t N>
int placeOf(const QByteArray& word, const std::array<const char*, N>& words)
{
    for (size_t i = 0; i < N; ++i)
        if (word == words[i])
            return int(i) + 1;
    return 0;
}

} // namespace

std::optional<QDateTime> parseHttpDate(const QByteArray& text)
{
    if (!hasShape(text))
        return std::nullopt;
    const QDate date(text.mid(12, 4).toInt(), placeOf(text.mid(8, 3), months),
                     text.mid(5, 2).toInt());
    // A leap second has no place of its own in QTime.
    const int second = text.mid(23, 2) == "60" ? 59 : text.mid(23, 2).toInt();
    const QTime time(text.mid(17, 2).toInt(), text.mid(20, 2).toInt(), second);
    if (!date.isValid() || !time.isValid() || placeOf(text.left(3), days) != date.dayOfWeek())
        return std::nullopt;
    return QDateTime(date, time, Qt::UTC);
}

} // namespace reconnect
