#include "app/gui/labels.h"

#include "app/gui/looks.h"
#include "core/tr.h"

namespace reconnect {

QLabel* newText(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

QLabel* newHeading(const QString& text, QWidget* parent)
{
    QLabel* label = newText(text, parent);
    label->setFont(looks::strong(label->font()));
    return label;
}

QString breakable(const QString& text)
{
    constexpr int longest = 24;
    const QChar zeroWidthSpace(0x200B);
    QString result;
    int run = 0;
    for (const QChar character : text) {
        result += character;
        run = character.isSpace() ? 0 : run + 1;
        const bool seam = character == QLatin1Char('/') || character == QLatin1Char('.') ||
                          character == QLatin1Char('-') || character == QLatin1Char('\\');
        if (run >= longest || (seam && run >= longest / 2)) {
            result += zeroWidthSpace;
            run = 0;
        }
    }
    return result;
}

QString spanText(int ms)
{
    return ms < 1000 ? tr("%1 ms").arg(ms) : tr("%1 s").arg(ms / 1000.0, 0, 'f', 1);
}

} // namespace reconnect
