#include "platform/macos/zoom/package_facts.h"

#include "platform/files/bounded_file.h"

#include <QDirIterator>
#include <QXmlStreamReader>

namespace reconnect::macos {
namespace {

constexpr int unpackMs = 180000;
constexpr qint64 maxInfo = 1 << 20;
constexpr int maxFiles = 10000;

} // namespace

bool isClientPackage(const QString& id)
{
    // The older one is really written so.
    return id == QLatin1String("us.zoom.pkg.videomeeting") ||
           id == QLatin1String("us.zoom.pkg.videmeeting");
}

Result<PackageFacts> factsFrom(const QByteArray& packageInfo)
{
    QXmlStreamReader reader(packageInfo.left(maxInfo));
    if (!reader.readNextStartElement() || reader.name() != QLatin1String("pkg-info"))
        return failure(ErrorCode::Malformed, QStringLiteral("PackageInfo"));
    const auto values = reader.attributes();
    return PackageFacts{values.value(QLatin1String("identifier")).toString().left(256),
                        values.value(QLatin1String("version")).toString().left(64)};
}

Result<PackageFacts> packageFacts(const QString& file, const QString& folder, Tools& tools)
{
    const QString unpacked = folder + QStringLiteral("/unpacked");
    Command command;
    command.program = QStringLiteral("/usr/sbin/pkgutil");
    command.arguments = QStringList{QStringLiteral("--expand"), file, unpacked};
    command.timeoutMs = unpackMs;
    command.maxOutput = 256 << 10;
    const auto answer = tools.run(command);
    if (!answer)
        return tl::unexpected(answer.error());
    PackageFacts client;
    QDirIterator files(unpacked, {QStringLiteral("PackageInfo")}, QDir::Files,
                       QDirIterator::Subdirectories);
    bool isAny = false;
    for (int seen = 0; files.hasNext() && seen < maxFiles; ++seen) {
        const auto content = readBounded(files.next(), maxInfo);
        if (!content)
            return tl::unexpected(content.error());
        const auto facts = factsFrom(*content);
        if (!facts)
            return facts;
        isAny = true;
        if (isClientPackage(facts->id))
            client = *facts;
        else if (client.id.isEmpty())
            client.version = facts->id; // for the error
    }
    if (!isAny)
        return failure(ErrorCode::Malformed, QString::fromUtf8(answer->err.left(200)).simplified());
    if (client.id.isEmpty())
        return failure(ErrorCode::NotTrusted, client.version);
    return client;
}

} // namespace reconnect::macos
