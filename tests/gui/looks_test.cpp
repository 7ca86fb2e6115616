#include "app/gui/labels.h"
#include "app/gui/looks.h"
#include "app/gui/shapes.h"
#include "tests/catch.h"

#include <QApplication>
#include <QImage>
#include <QSet>

using namespace reconnect;

namespace {

QPalette paletteOf(const QColor& window, const QColor& base)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    return palette;
}

const QList<Shape> shapes{Shape::Waiting, Shape::Checking, Shape::Fine,    Shape::Attention,
                          Shape::Blocked, Shape::Unknown,  Shape::Skipped, Shape::Fixed};

} // namespace

TEST_CASE("looks: contrast is what WCAG says it is")
{
    CHECK(looks::contrast(Qt::black, Qt::white) == Approx(21.0));
    CHECK(looks::contrast(Qt::white, Qt::white) == Approx(1.0));
    CHECK(looks::contrast(QColor(0x77, 0x77, 0x77), Qt::white) == Approx(4.48).margin(0.01));
}

TEST_CASE("looks: every accent can be read in light, dark and odd palettes")
{
    const QList<QPalette> palettes{
        QApplication::palette(),
        paletteOf(QColor(0xef, 0xef, 0xef), Qt::white),
        paletteOf(Qt::white, QColor(0xf0, 0xf0, 0xf0)),
        paletteOf(QColor(0x35, 0x35, 0x35), QColor(0x1e, 0x1e, 0x1e)),
        paletteOf(QColor(0x2a, 0x2e, 0x32), QColor(0x1b, 0x1e, 0x20)),
        paletteOf(Qt::black, Qt::black),
        paletteOf(QColor(0xd4, 0xc9, 0xb0), QColor(0xff, 0xf8, 0xe8)),
    };
    for (const QPalette& palette : palettes) {
        for (const auto accent :
             {looks::Accent::Fine, looks::Accent::Attention, looks::Accent::Blocked}) {
            const QColor colour = looks::colour(accent, palette);
            CHECK(looks::contrast(colour, palette.color(QPalette::Window)) >= 4.5);
            CHECK(looks::contrast(colour, palette.color(QPalette::Base)) >= 4.5);
        }
        QSet<QRgb> different;
        for (const auto accent :
             {looks::Accent::Fine, looks::Accent::Attention, looks::Accent::Blocked})
            different.insert(looks::colour(accent, palette).rgb());
        CHECK(different.size() == 3);
    }
}

TEST_CASE("looks: where no shade of an accent can be read, the palette's own text is used")
{
    QPalette palette = paletteOf(Qt::black, QColor(0x77, 0x77, 0x77));
    palette.setColor(QPalette::WindowText, Qt::magenta);
    CHECK(looks::colour(looks::Accent::Blocked, palette) == QColor(Qt::magenta));
    CHECK(looks::colour(looks::Accent::None, palette) == QColor(Qt::magenta));
}

TEST_CASE("shapes: every state has a shape of its own, in every size")
{
    for (const int side : {looks::rowIcon, 20, looks::cardIcon}) {
        for (const int ratio : {1, 2, 3}) {
            QSet<QByteArray> masks;
            for (const Shape shape : shapes) {
                const QImage image =
                    pixmapFor(shape, side, ratio, QApplication::palette()).toImage();
                REQUIRE(image.width() == side * ratio);
                const QImage mask = image.convertToFormat(QImage::Format_Alpha8);
                masks.insert(QByteArray(reinterpret_cast<const char*>(mask.constBits()),
                                        mask.sizeInBytes()));
            }
            CHECK(masks.size() == shapes.size());
        }
    }
    CHECK_FALSE(appIcon().pixmap(64, 64).isNull());
    CHECK_FALSE(iconFor(Shape::Fine, QApplication::palette()).isNull());
}

TEST_CASE("labels: long words can break, short ones are left alone")
{
    const QString plain = QStringLiteral("zoom.us:443 was refused");
    CHECK(breakable(plain) == plain);
    const QString word(100, QLatin1Char('x'));
    CHECK(breakable(word).count(QChar(0x200B)) >= 4);
    CHECK(spanText(12) == QStringLiteral("12 ms"));
    CHECK(spanText(4000) == QStringLiteral("4.0 s"));
}
