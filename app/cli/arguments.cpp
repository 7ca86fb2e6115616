#include "app/cli/arguments.h"

#include <QCoreApplication>

namespace reconnect {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

tl::unexpected<Error> misuse(const QString& text)
{
    return failure(ErrorCode::Malformed, text);
}

// One option with a value, "--from FILE" or "--from=FILE".
struct ValueOption {
    QLatin1String name;
    QString* value;
    bool onlyReport = false;
};

bool toMilliseconds(const QString& seconds, int& milliseconds)
{
    bool isNumber = false;
    const int number = seconds.toInt(&isNumber);
    if (!isNumber || number < 1 || number > 10)
        return false;
    milliseconds = number * 1000;
    return true;
}

} // namespace

Result<Arguments> parseArguments(const QStringList& words)
{
    Arguments arguments;
    if (words.isEmpty())
        return misuse(tr("say what to do: diagnose or report"));
    for (const QString& word : words) {
        if (word == QLatin1String("--help") || word == QLatin1String("-h"))
            return arguments;
        if (word == QLatin1String("--version")) {
            arguments.verb = Arguments::Verb::Version;
            return arguments;
        }
    }

    const QString& verb = words.first();
    if (verb == QLatin1String("diagnose"))
        arguments.verb = Arguments::Verb::Diagnose;
    else if (verb == QLatin1String("report"))
        arguments.verb = Arguments::Verb::Report;
    else
        return misuse(tr("unknown command \"%1\"").arg(verb));

    QString timeout;
    const std::initializer_list<ValueOption> options{
        {QLatin1String("--endpoints"), &arguments.endpoints},
        {QLatin1String("--from"), &arguments.from},
        {QLatin1String("--timeout"), &timeout},
        {QLatin1String("--out"), &arguments.out, true},
    };
    for (qsizetype i = 1; i < words.size(); ++i) {
        const QString name = words.at(i).section(QLatin1Char('='), 0, 0);
        if (words.at(i) == QLatin1String("--json")) {
            arguments.json = true;
            continue;
        }
        const ValueOption* option = nullptr;
        for (const ValueOption& candidate : options)
            if (candidate.name == name)
                option = &candidate;
        if (!option || (option->onlyReport && arguments.verb != Arguments::Verb::Report))
            return misuse(tr("%1 does not know \"%2\"").arg(verb, words.at(i)));
        *option->value = words.at(i).mid(name.size() + 1);
        if (name == words.at(i) && i + 1 < words.size())
            *option->value = words.at(++i);
        if (option->value->isEmpty())
            return misuse(tr("%1 needs a value").arg(name));
    }
    if (!timeout.isEmpty() && !toMilliseconds(timeout, arguments.timeoutMs))
        return misuse(tr("--timeout is a number of seconds from 1 to 10"));
    if (!arguments.from.isEmpty() && !(arguments.endpoints.isEmpty() && timeout.isEmpty()))
        return misuse(
            tr("--from looks at a saved report: --endpoints and --timeout have no use there"));
    return arguments;
}

QString helpText()
{
    return tr("Finds out why Zoom shows error 2026. It changes nothing.\n"
              "\n"
              "Usage:\n"
              "  reconnect2026-cli diagnose [--json] [--from FILE] [--endpoints FILE] [--timeout "
              "SECONDS]\n"
              "  reconnect2026-cli report [--json] [--out FILE] [--from FILE] [--endpoints FILE]\n"
              "\n"
              "  diagnose          check this computer's way to Zoom and name the cause\n"
              "  report            the same with every detail, to hand to a help desk\n"
              "\n"
              "  --json            write JSON (schema 1) and nothing else on standard output\n"
              "  --from FILE       reach the verdict again from a saved JSON report (- reads "
              "standard input)\n"
              "  --endpoints FILE  ask these hosts instead of the built-in ones\n"
              "  --timeout SECONDS stop after so long, 1 to 10 (default 10)\n"
              "  --out FILE        write the report there\n"
              "  --help, --version\n"
              "\n"
              "Exit status: 0 Zoom can be reached, 1 a cause was found, 2 wrong usage or an "
              "unusable file,\n"
              "3 no verdict (cancelled, or the evidence does not decide).\n"
              "Not affiliated with Zoom.\n");
}

} // namespace reconnect
