#include "platform/linux/security/linux_security.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace reconnect::linux_os {
namespace {

// What the kernel keeps of a program's name: TASK_COMM_LEN less the end, proc_pid_comm(5).
constexpr int maxComm = 15;

} // namespace

LinuxSecuritySoftware::LinuxSecuritySoftware(KnownPrograms programs, QString root)
    : m_programs(std::move(programs))
    , m_root(std::move(root))
{
}

void LinuxSecuritySoftware::look(QObject* context, Done done)
{
    QTimer::singleShot(0, context, [this, done = std::move(done)] { done(installed()); });
}

QList<SecurityProduct> LinuxSecuritySoftware::installed() const
{
    QList<SecurityProduct> products;
    for (const KnownProgram& program : m_programs) {
        const auto found =
            std::find_if(program.paths.begin(), program.paths.end(),
                         [this](const QString& path) { return QFileInfo::exists(m_root + path); });
        if (found == program.paths.end())
            continue;
        SecurityProduct product;
        product.known = program.id;
        product.name = program.name;
        product.place = *found;
        product.state =
            runs(program.processes) ? SecurityProduct::State::On : SecurityProduct::State::Unknown;
        for (const SecurityProduct::Kind kind : program.kinds) {
            product.kind = kind;
            products.append(product);
        }
    }
    return products;
}

bool LinuxSecuritySoftware::runs(const QStringList& processes) const
{
    if (processes.isEmpty())
        return false;
    QDirIterator all(m_root + QStringLiteral("/proc"), QDir::Dirs | QDir::NoDotAndDotDot);
    for (int seen = 0; all.hasNext() && seen < maxProcesses; ++seen) {
        all.next();
        if (!all.fileName().at(0).isDigit())
            continue;
        QFile file(all.filePath() + QStringLiteral("/comm"));
        if (!file.open(QIODevice::ReadOnly))
            continue; // it has ended
        const QString name = QString::fromUtf8(file.read(64)).trimmed();
        for (const QString& process : processes)
            if (name == process.left(maxComm))
                return true;
    }
    return false;
}

} // namespace reconnect::linux_os
