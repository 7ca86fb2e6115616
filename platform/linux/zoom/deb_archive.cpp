#include "platform/linux/zoom/deb_archive.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <array>

namespace reconnect::linux_os {
namespace {

constexpr qint64 headSize = 60;
constexpr qsizetype maxMembers = 4;
constexpr qint64 maxSignature = 64 << 10;
constexpr qint64 chunk = 1 << 20;

tl::unexpected<Error> malformed(const char* why)
{
    return failure(ErrorCode::Malformed, QString::fromLatin1(why));
}

tl::unexpected<Error> notTrusted(const char* why, const QByteArray& name = {})
{
    return failure(ErrorCode::NotTrusted, QString::fromLatin1(why) + QString::fromLatin1(name));
}

// ar(5): name 16, time 12, owner 6, group 6, mode 8, size 10, "`\n".
Result<DebMember> readHead(const QByteArray& head)
{
    static const QRegularExpression name(QStringLiteral("^([a-z0-9_.-]{1,16})/? *$"));
    static const QRegularExpression size(QStringLiteral("^([0-9]{1,10}) *$"));
    if (head.size() != headSize || !head.endsWith("`\n"))
        return malformed("a member's head");
    const auto named = name.match(QString::fromLatin1(head.left(16)));
    const auto sized = size.match(QString::fromLatin1(head.mid(48, 10)));
    if (!named.hasMatch() || !sized.hasMatch())
        return malformed("a member's name or size");
    return DebMember{named.captured(1).toLatin1(), 0, sized.captured(1).toLongLong()};
}

Result<QList<DebMember>> readMembers(QIODevice& file)
{
    if (!file.seek(0) || file.read(8) != "!<arch>\n")
        return malformed("no package");
    QList<DebMember> members;
    while (file.pos() < file.size()) {
        if (members.size() == maxMembers)
            return malformed("too many members");
        auto member = readHead(file.read(headSize));
        if (!member)
            return tl::unexpected(member.error());
        member->offset = file.pos();
        if (member->offset + member->size > file.size())
            return malformed("it is cut off");
        file.seek(member->offset + member->size);
        if (member->size % 2 == 1 && file.read(1) != "\n")
            return malformed("it is cut off");
        members.append(*member);
    }
    return members;
}

struct Sums {
    QByteArray md5, sha1;
};

Sums sumsOf(const DebMember& member, QIODevice& file)
{
    QCryptographicHash md5(QCryptographicHash::Md5), sha1(QCryptographicHash::Sha1);
    file.seek(member.offset);
    qint64 left = member.size;
    while (left > 0) {
        const QByteArray bytes = file.read(qMin(chunk, left));
        if (bytes.isEmpty())
            return {};
        md5.addData(bytes);
        sha1.addData(bytes);
        left -= bytes.size();
    }
    return {md5.result().toHex(), sha1.result().toHex()};
}

struct Listed {
    QByteArray md5, sha1, name;
    qint64 size = 0;
};

// The lines after "Files:", each a tab, two sums, the size and the name.
Result<QList<Listed>> readList(const QByteArray& text)
{
    static const QRegularExpression form(
        QStringLiteral("^\\t([0-9a-f]{32}) ([0-9a-f]{40}) ([0-9]{1,12}) ([a-z0-9_.-]{1,16})$"));
    QList<Listed> list;
    bool versionSeen = false, inFiles = false;
    for (const QByteArray& raw : text.split('\n')) {
        const QString line = QString::fromLatin1(raw).remove(QLatin1Char('\r'));
        if (!inFiles) {
            versionSeen = versionSeen || line.trimmed() == QLatin1String("Version: 4");
            inFiles = line.trimmed() == QLatin1String("Files:");
            continue;
        }
        if (line.trimmed().isEmpty())
            continue;
        const auto match = form.match(line);
        if (!match.hasMatch() || list.size() == maxMembers)
            return notTrusted("a line of the signed list");
        list.append({match.captured(1).toLatin1(), match.captured(2).toLatin1(),
                     match.captured(4).toLatin1(), match.captured(3).toLongLong()});
    }
    if (!versionSeen || !inFiles)
        return notTrusted("another kind of signature");
    return list;
}

} // namespace

Result<DebArchive> readDebArchive(QIODevice& file)
{
    const auto members = readMembers(file);
    if (!members)
        return tl::unexpected(members.error());
    static const std::array<QRegularExpression, 3> names{
        QRegularExpression(QStringLiteral("^debian-binary$")),
        QRegularExpression(QStringLiteral("^control\\.tar(\\.(gz|xz|zst))?$")),
        QRegularExpression(QStringLiteral("^data\\.tar(\\.(gz|xz|zst|bz2|lzma))?$"))};
    if (members->size() < 3)
        return malformed("too few members");
    DebArchive archive{members->mid(0, 3), {}};
    for (qsizetype i = 0; i < 3; ++i)
        if (!names[static_cast<size_t>(i)]
                 .match(QString::fromLatin1(archive.members[i].name))
                 .hasMatch())
            return malformed("another member than expected");
    if (members->size() == 3)
        return notTrusted("it is not signed");
    archive.signature = members->last();
    if (archive.signature.name != "_gpgbuilder" && archive.signature.name != "_gpgorigin")
        return malformed("another member than expected");
    if (archive.signature.size > maxSignature)
        return malformed("the signature is too long");
    return archive;
}

Result<void> checkSignedList(const QByteArray& text, const DebArchive& archive, QIODevice& file)
{
    auto list = readList(text);
    if (!list)
        return tl::unexpected(list.error());
    for (const DebMember& member : archive.members) {
        const auto isIt = [&](const Listed& listed) { return listed.name == member.name; };
        const auto found = std::find_if(list->begin(), list->end(), isIt);
        if (found == list->end())
            return notTrusted("not in the signed list: ", member.name);
        const Sums sums = sumsOf(member, file);
        if (found->size != member.size || found->md5 != sums.md5 || found->sha1 != sums.sha1)
            return notTrusted("changed after it was signed: ", member.name);
        list->erase(found);
    }
    // Left over: a member that is gone, or a name that is listed twice.
    if (!list->isEmpty())
        return notTrusted("listed and not there: ", list->first().name);
    return {};
}

} // namespace reconnect::linux_os
