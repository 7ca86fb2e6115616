#include "platform/macos/security/mac_security.h"

#include "core/tr.h"

#include <QFileInfo>

#include <algorithm>

namespace reconnect::macos {
namespace {

using ProductState = SecurityProduct::State;

constexpr int toolMs = 3000;
constexpr qsizetype maxExtensions = 256;
constexpr qsizetype maxName = 256;

Command askExtensions()
{
    Command command;
    command.program = QStringLiteral("/usr/bin/systemextensionsctl");
    command.arguments = QStringList{QStringLiteral("list")};
    command.timeoutMs = toolMs;
    command.maxOutput = 1 << 20;
    return command;
}

const KnownProgram* ownerOf(const SystemExtension& extension, const KnownPrograms& programs)
{
    for (const KnownProgram& program : programs)
        if (program.extensions.contains(extension.bundle, Qt::CaseInsensitive))
            return &program;
    return programByName(programs, extension.name);
}

QList<SecurityProduct> ofApps(const KnownPrograms& programs, const QString& root)
{
    QList<SecurityProduct> products;
    for (const KnownProgram& program : programs) {
        const auto found =
            std::find_if(program.bundles.begin(), program.bundles.end(),
                         [&root](const QString& path) { return QFileInfo::exists(root + path); });
        if (found == program.bundles.end())
            continue;
        for (const SecurityProduct::Kind kind : program.kinds)
            products.append({program.id, program.name, kind, ProductState::Unknown, *found});
    }
    return products;
}

// Those of apps that no extension told of already.
QList<SecurityProduct> together(QList<SecurityProduct> told, const QList<SecurityProduct>& apps)
{
    const QList<SecurityProduct> extensions = told;
    for (const SecurityProduct& app : apps) {
        const bool isTold =
            std::any_of(extensions.begin(), extensions.end(),
                        [&app](const SecurityProduct& one) { return one.known == app.known; });
        if (!isTold)
            told.append(app);
    }
    return told;
}

} // namespace

Result<QList<SystemExtension>> extensionsFrom(const QByteArray& listing)
{
    QList<SystemExtension> extensions;
    QString category;
    bool isList = false;
    for (const QString& line : QString::fromUtf8(listing).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("---"))) {
            category = line.section(QLatin1Char(' '), 1, 1);
            isList = true;
            continue;
        }
        const QStringList columns = line.split(QLatin1Char('\t'));
        if (columns.size() < 6) {
            isList = isList || (line.size() < 64 && line.contains(QLatin1String("extension(s)")));
            continue;
        }
        SystemExtension extension;
        extension.category = category;
        extension.isEnabled = columns[0].trimmed() == QLatin1String("*");
        extension.isActive = columns[1].trimmed() == QLatin1String("*");
        extension.bundle = columns[3].section(QLatin1Char(' '), 0, 0).left(maxName);
        extension.name = columns[4].trimmed().left(maxName);
        // The heading is no extension: no id is without a dot.
        if (extension.bundle.contains(QLatin1Char('.')) && extensions.size() < maxExtensions)
            extensions.append(extension);
    }
    if (!isList && extensions.isEmpty())
        return failure(ErrorCode::Malformed, QString::fromUtf8(listing.left(200)).simplified());
    return extensions;
}

QList<SecurityProduct> ofExtensions(const QList<SystemExtension>& extensions,
                                    const KnownPrograms& programs)
{
    QList<SecurityProduct> products;
    for (const SystemExtension& extension : extensions) {
        const bool isNetwork = extension.category.endsWith(QLatin1String(".network_extension"));
        const KnownProgram* owner = ownerOf(extension, programs);
        // It is on its way out, and ends with the next start.
        const bool isGone = !extension.isEnabled && !extension.isActive;
        if (isGone || (!owner && !isNetwork))
            continue;
        SecurityProduct product;
        product.known = owner ? owner->id : QString();
        product.name = owner                      ? owner->name
                       : extension.name.isEmpty() ? extension.bundle
                                                  : extension.name;
        product.kind = isNetwork ? SecurityProduct::Kind::Filter : SecurityProduct::Kind::Antivirus;
        product.state =
            extension.isEnabled && extension.isActive ? ProductState::On : ProductState::Off;
        product.place = tr("System extensions");
        products.append(product);
    }
    return products;
}

MacSecuritySoftware::MacSecuritySoftware(CommandRunner& runner, KnownPrograms programs,
                                         QString root)
    : m_runner(runner)
    , m_programs(std::move(programs))
    , m_root(std::move(root))
{
}

void MacSecuritySoftware::look(QObject* context, Done done)
{
    m_runner.run(askExtensions(), context,
                 [programs = m_programs, root = m_root,
                  done = std::move(done)](const Result<CommandOutput>& answer) {
                     const QList<SecurityProduct> apps = ofApps(programs, root);
                     const auto extensions = answer.and_then(
                         [](const CommandOutput& output) { return extensionsFrom(output.out); });
                     if (extensions)
                         done(together(ofExtensions(*extensions, programs), apps));
                     else if (!apps.isEmpty())
                         done(apps); // better than nothing
                     else
                         done(tl::unexpected(extensions.error()));
                 });
}

} // namespace reconnect::macos
