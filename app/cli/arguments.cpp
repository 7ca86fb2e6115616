#include "app/cli/arguments.h"

#include "core/journal/journal.h"
#include "core/tr.h"

#include <algorithm>

namespace reconnect {
namespace {

tl::unexpected<Error> misuse(const QString& text)
{
    return failure(ErrorCode::Malformed, text);
}

using Verb = Arguments::Verb;
using Verbs = QList<Verb>;

// "--from FILE" or "--from=FILE", for the verbs that know it.
struct ValueOption {
    QLatin1String name;
    QString* value;
    Verbs verbs;
};
struct Flag {
    QLatin1String name;
    bool* value;
    Verbs verbs;
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

bool toVerb(const QString& word, Verb& verb)
{
    constexpr std::pair<const char*, Verb> verbs[]{{"diagnose", Verb::Diagnose},
                                                   {"report", Verb::Report},
                                                   {"fix", Verb::Fix},
                                                   {"undo", Verb::Undo}};
    for (const auto& [name, known] : verbs) {
        if (word == QLatin1String(name)) {
            verb = known;
            return true;
        }
    }
    return false;
}

QStringList allFixes()
{
    QStringList names;
    for (int i = 0; i <= int(Fix::AskIt); ++i)
        names.append(token(Fix(i)));
    return names;
}

// What the options leave: the name of a fix, or the id of a change.
Result<void> takeNames(Arguments& arguments, const QStringList& names)
{
    if (arguments.verb == Verb::Fix) {
        if (names.size() != 1)
            return misuse(tr("fix needs the name of one fix"));
        if (!fromToken(names.first(), arguments.fix))
            return misuse(tr("there is no fix \"%1\"").arg(names.first()));
        return {};
    }
    if (arguments.verb == Verb::Undo) {
        if (names.size() + int(arguments.list) + int(arguments.all) != 1)
            return misuse(tr("undo needs the id of one change, --all or --list"));
        if (arguments.dismiss && names.isEmpty())
            return misuse(tr("--dismiss needs the id of one change"));
        if (!names.isEmpty() && !isEntryId(names.first()))
            return misuse(tr("\"%1\" is not the id of a change").arg(names.first()));
        arguments.id = names.value(0);
        return {};
    }
    if (!names.isEmpty())
        return misuse(tr("\"%1\" has no use there").arg(names.first()));
    return {};
}

// Takes the words after the verb apart; the answer is what is no option.
Result<QStringList> takeOptions(Arguments& arguments, const QString& verb, const QStringList& words,
                                QString& timeout)
{
    const Verbs looking{Verb::Diagnose, Verb::Report};
    const std::initializer_list<ValueOption> options{
        {QLatin1String("--endpoints"),
         &arguments.endpoints,
         {Verb::Diagnose, Verb::Report, Verb::Fix}},
        {QLatin1String("--from"), &arguments.from, looking},
        {QLatin1String("--timeout"), &timeout, looking},
        {QLatin1String("--out"), &arguments.out, {Verb::Report}},
    };
    const std::initializer_list<Flag> flags{
        {QLatin1String("--json"),
         &arguments.json,
         {Verb::Diagnose, Verb::Report, Verb::Fix, Verb::Undo}},
        {QLatin1String("--yes"), &arguments.yes, {Verb::Fix, Verb::Undo}},
        {QLatin1String("--dry-run"), &arguments.dryRun, {Verb::Fix}},
        {QLatin1String("--list"), &arguments.list, {Verb::Undo}},
        {QLatin1String("--all"), &arguments.all, {Verb::Undo}},
        {QLatin1String("--dismiss"), &arguments.dismiss, {Verb::Undo}},
    };
    QStringList names;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words.at(i);
        if (!word.startsWith(QLatin1Char('-'))) {
            names.append(word);
            continue;
        }
        const auto flag = std::find_if(flags.begin(), flags.end(),
                                       [&](const Flag& known) { return known.name == word; });
        if (flag != flags.end() && flag->verbs.contains(arguments.verb)) {
            *flag->value = true;
            continue;
        }
        const QString name = word.section(QLatin1Char('='), 0, 0);
        const auto option =
            std::find_if(options.begin(), options.end(),
                         [&](const ValueOption& known) { return known.name == name; });
        if (option == options.end() || !option->verbs.contains(arguments.verb))
            return misuse(tr("%1 does not know \"%2\"").arg(verb, word));
        *option->value = word.mid(name.size() + 1);
        if (name == word && i + 1 < words.size())
            *option->value = words.at(++i);
        if (option->value->isEmpty())
            return misuse(tr("%1 needs a value").arg(name));
    }
    return names;
}

} // namespace

Result<Arguments> parseArguments(const QStringList& words)
{
    Arguments arguments;
    if (words.isEmpty())
        return misuse(tr("say what to do: diagnose, report, fix or undo"));
    for (const QString& word : words) {
        if (word == QLatin1String("--help") || word == QLatin1String("-h"))
            return arguments;
        if (word == QLatin1String("--version")) {
            arguments.verb = Verb::Version;
            return arguments;
        }
    }
    if (!toVerb(words.first(), arguments.verb))
        return misuse(tr("unknown command \"%1\"").arg(words.first()));

    QString timeout;
    const auto names = takeOptions(arguments, words.first(), words.mid(1), timeout);
    if (!names)
        return tl::unexpected<Error>(names.error());
    if (const auto taken = takeNames(arguments, *names); !taken)
        return tl::unexpected<Error>(taken.error());
    if (!timeout.isEmpty() && !toMilliseconds(timeout, arguments.timeoutMs))
        return misuse(tr("--timeout is a number of seconds from 1 to 10"));
    if (!arguments.from.isEmpty() && !(arguments.endpoints.isEmpty() && timeout.isEmpty()))
        return misuse(
            tr("--from looks at a saved report: --endpoints and --timeout have no use there"));
    return arguments;
}

QString helpText()
{
    return tr("Finds out why Zoom shows error 2026, and mends what this computer can mend.\n"
              "\n"
              "Usage:\n"
              "  reconnect2026-cli diagnose [--json] [--from FILE] [--endpoints FILE] [--timeout "
              "SECONDS]\n"
              "  reconnect2026-cli report [--json] [--out FILE] [--from FILE] [--endpoints FILE]\n"
              "  reconnect2026-cli fix ID [--dry-run] [--yes] [--json] [--endpoints FILE]\n"
              "  reconnect2026-cli undo (ID | --all | --list) [--yes] [--json]\n"
              "\n"
              "  diagnose          check this computer's way to Zoom and name the cause\n"
              "  report            the same with every detail, to hand to a help desk\n"
              "  fix ID            make one fix, check that it helped, and take it back if not\n"
              "  undo              take back what was changed, today or next week\n"
              "\n"
              "Fixes: %1.\n"
              "\n"
              "  --json            write JSON (schema 1) and nothing else on standard output\n"
              "  --from FILE       reach the verdict again from a saved JSON report (- reads "
              "standard input)\n"
              "  --endpoints FILE  ask these hosts instead of the built-in ones\n"
              "  --timeout SECONDS stop after so long, 1 to 10 (default 10)\n"
              "  --out FILE        write the report there\n"
              "  --dry-run         say what the fix would do, and change nothing\n"
              "  --dismiss         list a change no more that somebody has changed since\n"
              "  --yes             don't ask before changing something\n"
              "  --help, --version\n"
              "\n"
              "Exit status of diagnose and report: 0 Zoom can be reached, 1 a cause was found,\n"
              "2 wrong usage or an unusable file, 3 no verdict (cancelled, or the evidence does "
              "not decide).\n"
              "Of fix and undo: 0 it is done and stays, 1 it did not help or did not work,\n"
              "2 wrong usage, 3 cancelled.\n"
              "Not affiliated with Zoom.\n")
        .arg(allFixes().join(QStringLiteral(", ")));
}

} // namespace reconnect
