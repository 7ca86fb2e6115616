#include "platform/hosts/hosts_setting.h"

namespace reconnect {
namespace {

bool isBlank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

// One word of a line, and where it begins and ends.
struct Word {
    qsizetype begin = 0;
    qsizetype end = 0;
};

// Up to where a comment begins: the address, and then the names.
QList<Word> wordsOf(const QByteArray& line)
{
    QList<Word> words;
    for (qsizetype at = 0; at < line.size() && line[at] != '#';) {
        if (isBlank(line[at])) {
            ++at;
            continue;
        }
        Word word{at, at};
        while (word.end < line.size() && !isBlank(line[word.end]) && line[word.end] != '#')
            ++word.end;
        words.append(word);
        at = word.end;
    }
    return words;
}

// The line as it stays; empty where nothing is left of it.
QByteArray withoutNamesIn(const QByteArray& line, const QStringList& names)
{
    const QList<Word> words = wordsOf(line);
    QByteArray result = line;
    qsizetype taken = 0;
    for (qsizetype i = words.size() - 1; i >= 1; --i) { // from the end, so that places stay right
        const QString name =
            QString::fromLatin1(line.mid(words[i].begin, words[i].end - words[i].begin)).toLower();
        if (!names.contains(name))
            continue;
        const qsizetype begin = words[i - 1].end; // the blanks before it go with it
        result.remove(begin, words[i].end - begin);
        ++taken;
    }
    return taken > 0 && taken == words.size() - 1 ? QByteArray() : result;
}

} // namespace

QByteArray withoutNames(const QByteArray& hosts, const QStringList& names)
{
    QByteArray result;
    for (qsizetype at = 0; at < hosts.size();) {
        const qsizetype newline = hosts.indexOf('\n', at);
        const qsizetype end = newline < 0 ? hosts.size() : newline + 1;
        result += withoutNamesIn(hosts.mid(at, end - at), names);
        at = end;
    }
    return result;
}

HostsSetting::HostsSetting(QString path)
    : m_path(std::move(path))
{
}

bool HostsSetting::serves(const Change& change) const
{
    return std::holds_alternative<RemoveHostsPins>(change);
}

Rights HostsSetting::rightsFor(const Change&) const
{
    return Rights::Administrator;
}

Result<QString> HostsSetting::pathFor(const Change&) const
{
    return m_path;
}

Result<WholeFile> HostsSetting::edited(const Change& change, const WholeFile& now) const
{
    if (!now)
        return now;
    return WholeFile(withoutNames(*now, std::get<RemoveHostsPins>(change).names));
}

} // namespace reconnect
