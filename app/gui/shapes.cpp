#include "app/gui/shapes.h"

#include <QPainter>
#include <QPixmapCache>
#include <array>

// A static library's resources are linked only where somebody asks for them by name.
static void useIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace reconnect {
namespace {

// As app/icons.cmake makes them, in real pixels.
constexpr std::array maskSides{16, 32, 40, 48, 80, 120};

QString fileName(Shape shape)
{
    switch (shape) {
    case Shape::Waiting:
        return QStringLiteral("waiting");
    case Shape::Checking:
        return QStringLiteral("checking");
    case Shape::Fine:
        return QStringLiteral("fine");
    case Shape::Attention:
        return QStringLiteral("attention");
    case Shape::Blocked:
        return QStringLiteral("blocked");
    case Shape::Skipped:
        return QStringLiteral("skipped");
    case Shape::Fixed:
        return QStringLiteral("fixed");
    case Shape::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

int maskSideFor(int pixels)
{
    for (const int side : maskSides)
        if (side >= pixels)
            return side;
    return maskSides.back();
}

QPixmap tinted(Shape shape, int pixels, const QColor& colour)
{
    const QString name = fileName(shape);
    const QString key = QStringLiteral("shape/%1/%2/%3").arg(name).arg(pixels).arg(colour.name());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    useIcons();
    pixmap.load(QStringLiteral(":/icons/%1-%2.png").arg(name).arg(maskSideFor(pixels)));
    if (pixmap.width() != pixels)
        pixmap = pixmap.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

Shape shapeFor(StageState state)
{
    switch (state) {
    case StageState::Waiting:
        return Shape::Waiting;
    case StageState::Checking:
        return Shape::Checking;
    case StageState::Fine:
        return Shape::Fine;
    case StageState::NeedsYou:
        return Shape::Attention;
    case StageState::Fixed:
        return Shape::Fixed;
    case StageState::Skipped:
        return Shape::Skipped;
    case StageState::CouldNotTell:
        break;
    }
    return Shape::Unknown;
}

Shape shapeFor(LayerSummary::Standing standing)
{
    switch (standing) {
    case LayerSummary::Standing::Waiting:
        return Shape::Waiting;
    case LayerSummary::Standing::Checking:
        return Shape::Checking;
    case LayerSummary::Standing::Fine:
        return Shape::Fine;
    case LayerSummary::Standing::Blamed:
        return Shape::Blocked;
    case LayerSummary::Standing::Uneven:
        return Shape::Attention;
    case LayerSummary::Standing::Follows:
    case LayerSummary::Standing::Skipped:
        return Shape::Skipped;
    case LayerSummary::Standing::CouldNotTell:
        break;
    }
    return Shape::Unknown;
}

Shape shapeFor(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return Shape::Fine;
    case Outcome::Failed:
        return Shape::Blocked;
    case Outcome::TimedOut:
        return Shape::Attention;
    case Outcome::Skipped:
        return Shape::Skipped;
    case Outcome::NotRun:
        return Shape::Waiting;
    case Outcome::Unknown:
        break;
    }
    return Shape::Unknown;
}

Shape shapeFor(const Finding& finding)
{
    switch (finding.cause) {
    case Cause::None:
        return Shape::Fine;
    case Cause::Unknown:
        return Shape::Unknown;
    // Nothing is broken that this person could mend: it wants patience, a login or a better line.
    case Cause::CaptivePortal:
    case Cause::ZoomOutage:
    case Cause::SlowNetwork:
    case Cause::UdpBlocked:
    case Cause::ClientMissing:
        return Shape::Attention;
    default:
        return Shape::Blocked;
    }
}

looks::Accent accentFor(Shape shape)
{
    switch (shape) {
    case Shape::Fine:
    case Shape::Fixed:
        return looks::Accent::Fine;
    case Shape::Attention:
        return looks::Accent::Attention;
    case Shape::Blocked:
        return looks::Accent::Blocked;
    case Shape::Waiting:
    case Shape::Checking:
    case Shape::Skipped:
    case Shape::Unknown:
        break;
    }
    return looks::Accent::None;
}

QPixmap pixmapFor(Shape shape, int side, qreal ratio, const QPalette& palette)
{
    QPixmap pixmap = tinted(shape, qRound(side * ratio), looks::colour(accentFor(shape), palette));
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QIcon iconFor(Shape shape, const QPalette& palette)
{
    QIcon icon;
    for (const int ratio : {1, 2, 3})
        icon.addPixmap(pixmapFor(shape, looks::rowIcon, ratio, palette));
    return icon;
}

QIcon appIcon()
{
    useIcons();
    QIcon icon;
    for (const int side : {16, 32, 48, 64})
        icon.addFile(QStringLiteral(":/icons/app-%1.png").arg(side), {side, side});
    return icon;
}

ShapeIcon::ShapeIcon(int side, QWidget* parent)
    : QWidget(parent)
    , m_side(side)
{
    setFixedSize(side, side);
}

void ShapeIcon::setShape(Shape shape)
{
    m_shape = shape;
    update();
}

void ShapeIcon::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, pixmapFor(m_shape, m_side, devicePixelRatioF(), palette()));
}

} // namespace reconnect
