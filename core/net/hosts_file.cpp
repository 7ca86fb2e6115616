#include "core/net/hosts_file.h"

#include "core/net/host_name.h"

namespace reconnect {
namespace {

constexpr qsizetype mostLines = 64;
constexpr qsizetype mostNames = 16;

// A full literal; QHostAddress alone would take "127.1", which resolvers don't.
bool readAddress(const QByteArray& word, QHostAddress& address)
{
    return (word.contains(':') || word.count('.') == 3) &&
           address.setAddress(QString::fromLatin1(word));
}

} // namespace

QList<HostsLine> hostsLines(const QByteArray& file,
                            const std::function<bool(const QString& name)>& wanted)
{
    const qsizetype start = file.startsWith("\xef\xbb\xbf") ? 3 : 0;
    QList<HostsLine> found;
    int number = 0;
    for (qsizetype from = start; from < file.size() && found.size() < mostLines;) {
        const qsizetype newline = file.indexOf('\n', from);
        const qsizetype end = newline < 0 ? file.size() : newline;
        const auto text = QByteArray::fromRawData(file.constData() + from, end - from);
        from = end + 1;
        HostsLine line;
        line.number = ++number;
        const qsizetype comment = text.indexOf('#');
        const QByteArray entry = (comment < 0 ? text : text.left(comment)).simplified();
        const QList<QByteArray> words = entry.split(' ');
        for (qsizetype i = 1; i < words.size() && line.names.size() < mostNames; ++i) {
            const QString name = QString::fromUtf8(words.at(i));
            if (name.size() <= longestHostName && wanted(name))
                line.names.append(name);
        }
        if (!line.names.isEmpty() && readAddress(words.first(), line.address))
            found.append(line);
    }
    return found;
}

} // namespace reconnect
