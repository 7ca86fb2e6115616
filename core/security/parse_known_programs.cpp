#include "core/json/strict_reader.h"
#include "core/security/known_programs.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <functional>

namespace reconnect {
namespace {

constexpr qsizetype maxBytes = 128 * 1024;
constexpr qsizetype maxPrograms = 64;
constexpr qsizetype maxItems = 16;
constexpr qsizetype maxText = 200;

using Fits = std::function<bool(const QString&)>;

bool anyText(const QString&)
{
    return true;
}

bool isAbsolute(const QString& path)
{
    return path.startsWith(u'/') && !path.contains(u"..") && path.size() > 1;
}

bool isExtensionId(const QString& id)
{
    static const QRegularExpression dotted(
        QStringLiteral("\\A[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+\\z"));
    return dotted.match(id).hasMatch();
}

bool isProgramName(const QString& name)
{
    return !name.contains(u'/');
}

class Reader : public StrictReader {
public:
    KnownPrograms read(const QJsonObject& root)
    {
        const Place whole{root, {}};
        known(whole, {u"programs"});
        KnownPrograms programs;
        for (const Place& place : list(member(whole, u"programs"), maxPrograms))
            programs.append(program(place));
        return programs;
    }

private:
    KnownProgram program(const Place& place)
    {
        known(place, {u"id", u"name", u"maker", u"kinds", u"may_stop", u"names", u"windows",
                      u"linux", u"macos", u"exception", u"source"});
        KnownProgram program;
        program.id = id(member(place, u"id"));
        program.name = text(member(place, u"name"));
        program.maker = text(member(place, u"maker"));
        for (const Place& one : list(member(place, u"kinds"), maxItems))
            program.kinds.append(kind(one));
        const Place mayStop = member(place, u"may_stop");
        if (!mayStop.value.isBool())
            fail(mayStop.path, u"true or false belongs here");
        program.mayStop = mayStop.value.toBool();
        program.names = texts(member(place, u"names"), anyText, u"a name is needed here");
        if (program.names.isEmpty())
            fail(place.path + u".names", u"at least one is needed");

        const Place windows = member(place, u"windows");
        known(windows, {u"uninstall"});
        program.uninstall = texts(member(windows, u"uninstall"), anyText, u"a name is needed here");
        const Place linuxPart = member(place, u"linux");
        known(linuxPart, {u"paths", u"processes"});
        const QStringView needsPath = u"a path from the root is needed here";
        program.paths = texts(member(linuxPart, u"paths"), isAbsolute, needsPath);
        program.processes = texts(member(linuxPart, u"processes"), isProgramName,
                                  u"a program's name is needed here");
        const Place macOs = member(place, u"macos");
        known(macOs, {u"bundles", u"extensions"});
        program.bundles = texts(member(macOs, u"bundles"), isAbsolute, needsPath);
        program.extensions = texts(member(macOs, u"extensions"), isExtensionId,
                                   u"an id is words with dots between them");

        program.exception = texts(member(place, u"exception"), anyText, u"a text is needed here");
        program.source = source(member(place, u"source"));
        return program;
    }

    QString id(const Place& place)
    {
        static const QRegularExpression plain(QStringLiteral("\\A[a-z0-9]+(?:-[a-z0-9]+)*\\z"));
        const QString id = text(place);
        if (!plain.match(id).hasMatch())
            fail(place.path, u"an id is lower case letters, digits and hyphens");
        // Ids of observations are made from it.
        if (m_ids.contains(id))
            fail(place.path, u"this stands here twice");
        m_ids.insert(id);
        return id;
    }

    SecurityProduct::Kind kind(const Place& place)
    {
        SecurityProduct::Kind kind = SecurityProduct::Kind::Antivirus;
        if (!fromToken(text(place), kind))
            fail(place.path, u"antivirus, firewall or filter belongs here");
        return kind;
    }

    QString source(const Place& place)
    {
        const QString written = text(place);
        const QUrl url(written, QUrl::StrictMode);
        if (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty())
            fail(place.path, u"an address that begins with https:// is needed here");
        return written;
    }

    QStringList texts(const Place& place, const Fits& fits, QStringView problem)
    {
        QStringList texts;
        for (const Place& one : list(place, maxItems)) {
            texts.append(text(one));
            if (!fits(texts.last()))
                fail(one.path, problem);
        }
        return texts;
    }

    QString text(const Place& place)
    {
        const QString text = place.value.toString();
        if (!place.value.isString() || text.trimmed().isEmpty())
            fail(place.path, u"a text is needed here");
        if (text.size() > maxText)
            fail(place.path, u"at most 200 letters");
        if (std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' '; }))
            fail(place.path, u"only one line of text");
        return text;
    }

    QSet<QString> m_ids;
};

} // namespace

Result<KnownPrograms> parseKnownPrograms(const QByteArray& json)
{
    return readStrictly(json, maxBytes, Reader());
}

} // namespace reconnect
