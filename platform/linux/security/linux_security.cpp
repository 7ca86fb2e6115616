#include "platform/linux/security/linux_security.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <optional>

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
    std::optional<QSet<QString>> running; // read once, and only where something is found
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
        if (!running)
            running = processes();
        const bool runs = std::any_of(
            program.processes.begin(), program.processes.end(),
            [&running](const QString& name) { return running->contains(name.left(maxComm)); });
        product.state = runs ? SecurityProduct::State::On : SecurityProduct::State::Unknown;
        for (const SecurityProduct::Kind kind : program.kinds) {
            product.kind = kind;
            products.append(product);
        }
    }
    return products;
}

QSet<QString> LinuxSecuritySoftware::processes() const
{
    QSet<QString> names;
    QDirIterator all(m_root + QStringLiteral("/proc"), QDir::Dirs | QDir::NoDotAndDotDot);
    for (int seen = 0; all.hasNext() && seen < maxProcesses; ++seen) {
        all.next();
        if (!all.fileName().at(0).isDigit())
            continue;
        QFile file(all.filePath() + QStringLiteral("/comm"));
        if (file.open(QIODevice::ReadOnly)) // else it has ended
            names.insert(QString::fromUtf8(file.read(64)).trimmed());
    }
    return names;
}

} // namespace reconnect::linux_os
