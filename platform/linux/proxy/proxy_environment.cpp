#include "platform/linux/proxy/proxy_environment.h"

#include "platform/proxy/proxy_text.h"

#include <QRegularExpression>

namespace reconnect::linux_os {
namespace {

constexpr int maxLines = 5000;
constexpr int maxValue = 4096;

const QStringList& wanted()
{
    static const QStringList names{QStringLiteral("https_proxy"), QStringLiteral("HTTPS_PROXY"),
                                   QStringLiteral("all_proxy"),   QStringLiteral("ALL_PROXY"),
                                   QStringLiteral("http_proxy"),  QStringLiteral("HTTP_PROXY"),
                                   QStringLiteral("no_proxy"),    QStringLiteral("NO_PROXY")};
    return names;
}

QString either(const Variables& variables, const QString& small)
{
    const QString value = variables.value(small).trimmed();
    return value.isEmpty() ? variables.value(small.toUpper()).trimmed() : value;
}

// `value` with $NAME and ${NAME} filled in; a variable that is not known leaves nothing usable.
bool fillIn(QString& value, const Variables& known)
{
    static const QRegularExpression variable(QStringLiteral("\\$(?:(\\w+)|\\{(\\w+)\\})"));
    for (auto found = variable.match(value); found.hasMatch(); found = variable.match(value)) {
        const QString name = found.captured(1) + found.captured(2);
        if (!known.contains(name) || value.size() > maxValue)
            return false;
        value.replace(found.capturedStart(), found.capturedLength(), known[name]);
    }
    return !value.contains(u'$') && !value.contains(u'`');
}

// The value up to where a shell ends the word: quotes taken off, a comment or ";" left out.
QString unquoted(const QString& text, bool& literal)
{
    literal = text.startsWith(u'\'');
    if (text.startsWith(u'"') || literal) {
        const qsizetype end = text.indexOf(text[0], 1);
        return text.mid(1, end < 0 ? -1 : end - 1);
    }
    static const QRegularExpression wordEnd(QStringLiteral("[\\s;&|]"));
    const qsizetype end = text.indexOf(wordEnd);
    return end < 0 ? text : text.left(end);
}

void assign(Variables& variables, const QString& name, const QString& text)
{
    if (!wanted().contains(name) || text.size() > maxValue)
        return;
    bool literal = false;
    QString value = unquoted(text, literal);
    if (literal || fillIn(value, variables))
        variables[name] = value;
}

template<class Take>
void eachLine(const QByteArray& file, const QRegularExpression& form, Take take)
{
    const auto lines = QString::fromUtf8(file).split(u'\n').mid(0, maxLines);
    for (const QString& line : lines) {
        const auto found = form.match(line);
        if (found.hasMatch())
            take(found);
    }
}

} // namespace

QList<ConfiguredProxy> proxiesOf(const Variables& variables, const QString& source)
{
    const QStringList bypass = readBypassList(either(variables, QStringLiteral("no_proxy")));
    QList<ConfiguredProxy> proxies;
    for (const QString& name : wanted()) {
        const QString value = variables.value(name).trimmed();
        if (value.isEmpty() || name.toLower() == QStringLiteral("no_proxy"))
            continue;
        ConfiguredProxy proxy = readProxyText(value);
        proxy.source = source;
        proxy.place = name;
        proxy.bypass = bypass;
        proxies.append(proxy);
    }
    return proxies;
}

Variables readAssignments(const QByteArray& file)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(?:declare -x|export)\\s+)?(\\w+)=(.*?)\\s*$"));
    Variables variables;
    eachLine(file, form, [&](const QRegularExpressionMatch& found) {
        assign(variables, found.captured(1), found.captured(2));
    });
    return variables;
}

Variables readPamEnvironment(const QByteArray& file)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\w+)(?:=|\\s+(?:DEFAULT|OVERRIDE)=)(.*?)\\s*$"));
    Variables variables;
    eachLine(file, form, [&](const QRegularExpressionMatch& found) {
        assign(variables, found.captured(1), found.captured(2));
    });
    return variables;
}

} // namespace reconnect::linux_os
