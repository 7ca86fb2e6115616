#include "platform/helper/helper_elevator.h"

#include "core/journal/journal.h"
#include "core/tr.h"
#include "platform/helper/helper_trust.h"
#include "platform/helper/order.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <limits>

namespace reconnect {
namespace {

// A person may think for as long as they like, and the helper has bounds of its own: to give up
// on it would only mean not to know what it did.
constexpr int noLimit = std::numeric_limits<int>::max();

// As it is typed in a shell.
QString quoted(const QString& word)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_./:=,-]+\\z"));
    if (plain.match(word).hasMatch())
        return word;
    QString inside = word;
    inside.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

QString typed(const QStringList& words)
{
    QStringList line{QStringLiteral("sudo")};
    for (const QString& word : words)
        line.append(quoted(word));
    return line.join(QLatin1Char(' '));
}

// Cuts what comes into lines, and hands on those that tell how far the work is.
class TellingReader {
public:
    explicit TellingReader(const Telling& tell)
        : m_tell(tell)
    {
    }

    void hear(const QByteArray& bytes)
    {
        m_heard = true;
        m_rest += bytes;
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            if (const auto told = readTelling(m_rest.left(end)); told && m_tell)
                m_tell(told->words, told->thousandths);
            m_rest.remove(0, end + 1);
        }
    }
    bool hasHeard() const { return m_heard; }

private:
    const Telling& m_tell;
    QByteArray m_rest; // bounded with the whole output, by Command::maxOutput
    bool m_heard = false;
};

} // namespace

HelperElevator::HelperElevator(Tools& tools, Way way)
    : m_tools(tools)
    , m_way(std::move(way))
{
}

Result<QString> HelperElevator::apply(const Change& change, const QString& id, const Telling& tell,
                                      const std::function<bool()>& cancelled)
{
    if (m_way.asker && tell)
        tell(tr("Waiting for an administrator to agree"), -1);
    return run(toArguments(Order{Order::Verb::Apply, {id}, change}), tell, cancelled);
}

Result<void> HelperElevator::undo(const QStringList& ids)
{
    const QStringList order = toArguments(Order{Order::Verb::Undo, ids, {}});
    const auto done = run(order, {}, {});
    if (done)
        return {};
    Error error = done.error();
    if (error.code == ErrorCode::NoConsent || error.code == ErrorCode::Cancelled)
        error.detail = QStringList{error.detail, toType({order})}.join(QLatin1Char('\n')).trimmed();
    return tl::unexpected(error);
}

QString HelperElevator::byHand(const QList<Change>& changes) const
{
    QList<QStringList> orders;
    for (const Change& change : changes)
        orders.append(toArguments(
            Order{Order::Verb::Apply, {newEntryId(QDateTime::currentDateTimeUtc())}, change}));
    const QString lines = toType(orders);
    const bool canGoBack = std::all_of(changes.begin(), changes.end(), isReversible);
    if (lines.isEmpty() || !canGoBack)
        return lines;
    return lines + QLatin1Char('\n') + tr("After that it can be taken back like any other change.");
}

Result<void> HelperElevator::isUsable() const
{
    if (m_way.isCopied && QFileInfo(m_way.helper).isFile())
        return {};
    const auto safe = m_way.isSafe(m_way.helper);
    if (safe)
        return {};
    // One that was never installed lies where its person can write, which is not to be complained
    // of.
    const bool installed = m_way.helper == m_way.installed;
    return tl::unexpected(
        whyHelperIsNotRun(installed ? safe.error() : Error{ErrorCode::NotFound, {}}));
}

Result<QString> HelperElevator::run(const QStringList& order, const Telling& tell,
                                    const std::function<bool()>& cancelled)
{
    if (const auto usable = isUsable(); !usable)
        return tl::unexpected(usable.error());
    Command direct;
    direct.program = m_way.helper;
    direct.arguments = order;
    auto command = m_way.asker ? m_way.asker->asking(QStringList{m_way.helper} + order)
                               : Result<Command>(direct);
    if (!command)
        return tl::unexpected(command.error());
    TellingReader reader(tell);
    command->timeoutMs = noLimit;
    command->hear = [&reader](const QByteArray& bytes) { reader.hear(bytes); };
    // The question can be given up; the helper speaks as soon as it works, and then the system does
    // not let a person end it.
    if (m_way.asker && m_way.asker->hearsProgram() && cancelled)
        command->stopped = [&] { return !reader.hasHeard() && cancelled(); };
    const auto output = m_tools.run(*command);
    if (!output)
        return tl::unexpected(Error{output.error().code, {}});
    if (m_way.asker)
        if (const auto refused = m_way.asker->refusal(*output))
            return tl::unexpected(*refused);
    return readAnswer(output->out);
}

// Where the helper is not in its place yet, it is put there first.
QString HelperElevator::toType(const QList<QStringList>& orders) const
{
    const bool isUnsafe = !m_way.isSafe(m_way.helper);
    if (orders.isEmpty() || (isUnsafe && m_way.helper == m_way.installed) ||
        (isUnsafe && !QFileInfo(m_way.helper).isFile()))
        return {};
    QStringList lines{tr("An administrator can type this in a terminal:")};
    if (isUnsafe) {
        lines.append(typed({QStringLiteral("install"), QStringLiteral("-d"), QStringLiteral("-m"),
                            QStringLiteral("755"), QFileInfo(m_way.installed).path()}));
        lines.append(typed({QStringLiteral("install"), QStringLiteral("-m"), QStringLiteral("755"),
                            m_way.helper, m_way.installed}));
        if (!m_way.proof.isEmpty())
            lines.append(typed(m_way.proof + QStringList{m_way.installed}) +
                         QStringLiteral(" || ") + typed({QStringLiteral("rm"), m_way.installed}));
    }
    for (const QStringList& order : orders)
        lines.append(typed(QStringList{isUnsafe ? m_way.installed : m_way.helper} + order));
    return lines.join(QLatin1Char('\n'));
}

} // namespace reconnect
