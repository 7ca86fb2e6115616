#include "app/gui/looks.h"

#include <algorithm>
#include <cmath>

namespace reconnect::looks {
namespace {

constexpr double readable = 4.5;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

// Hue and saturation are ours; how light it is follows from what it stands on.
QColor seed(Accent accent)
{
    switch (accent) {
    case Accent::Fine:
        return QColor::fromHslF(0.38F, 0.62F, 0.30F);
    case Accent::Attention:
        return QColor::fromHslF(0.10F, 0.90F, 0.32F);
    case Accent::Blocked:
    case Accent::None:
        break;
    }
    return QColor::fromHslF(0.99F, 0.68F, 0.42F);
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

QColor colour(Accent accent, const QPalette& palette)
{
    if (accent == Accent::None)
        return palette.color(QPalette::WindowText);
    const QColor window = palette.color(QPalette::Window);
    const QColor base = palette.color(QPalette::Base);
    const QColor start = seed(accent);
    const bool dark = luminance(window) < 0.18;
    const int step = dark ? 1 : -1;
    for (int light = qRound(start.lightnessF() * 100); light >= 0 && light <= 100; light += step) {
        const QColor tried =
            QColor::fromHslF(start.hslHueF(), start.hslSaturationF(), float(light) / 100).toRgb();
        if (contrast(tried, window) >= readable && contrast(tried, base) >= readable)
            return tried;
    }
    return palette.color(QPalette::WindowText);
}

QFont headline(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::Bold);
    return font;
}

QFont strong(QFont font)
{
    font.setWeight(QFont::Bold);
    return font;
}

} // namespace reconnect::looks
