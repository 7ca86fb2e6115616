#include "app/gui/report_file.h"

#include "app/session/shared_report.h"
#include "core/tr.h"
#include "core/whole_file.h"

#include <QFileDialog>

namespace reconnect {
namespace {

QString write(const QString& path, const QByteArray& bytes)
{
    const auto written = writeWholeFile(path, bytes);
    return written ? tr("The report is in %1.").arg(path)
                   : tr("The report can't be written to %1: %2").arg(path, written.error().detail);
}

} // namespace

void saveReportAs(QWidget* window, const Evidence& evidence,
                  std::function<void(const QString& outcome)> done)
{
    auto* dialog = new QFileDialog(window, tr("Save report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text for people (*.txt)"), tr("For a help desk's tools (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("reconnect-2026.txt"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("json")) ? QStringLiteral("json")
                                                                        : QStringLiteral("txt"));
    });
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window,
        [evidence, done = std::move(done)](const QString& path) {
            const bool json = path.endsWith(QLatin1String(".json"));
            done(write(path, json ? sharedJson(evidence) : sharedText(evidence).toUtf8()));
        });
    dialog->open();
}

} // namespace reconnect
