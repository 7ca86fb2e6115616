#pragma once

#include "core/ports/tools.h"

#include <QMap>

// The two firewalls of a Mac as lists, told to by their tools' command lines. Whether the words are
// those of the real tools, only tests/data/macos can tell.
namespace reconnect::test {

struct Cut {}; // what is thrown where a program is killed

class FakeMacFirewall : public Tools {
public:
    QList<std::pair<QString, bool>> programs; // of the application firewall: name, allowed
    bool isManaged = false;
    bool listsById = false;             // as macOS 15 may: an app under its id
    QMap<QString, QStringList> anchors; // of pf: rules by anchor, "" the main ones
    bool isPfOn = true;
    QString deaf; // an option that does nothing, and ends with 0
    int changes = 0;
    int cutAt = -1; // the change before which the program is killed

    FakeMacFirewall()
    {
        programs = {{QStringLiteral("/usr/libexec/sshd-session"), false},
                    {QStringLiteral("/usr/sbin/cupsd"), true}};
        anchors = {{QString(), {QStringLiteral("anchor \"com.apple/*\" all")}},
                   {QStringLiteral("com.apple"), {}}};
    }

    QByteArray all() const
    {
        QByteArray bytes = isPfOn ? "on\n" : "off\n";
        for (const auto& [name, allowed] : programs)
            bytes += name.toUtf8() + (allowed ? " +\n" : " -\n");
        for (auto anchor = anchors.begin(); anchor != anchors.end(); ++anchor)
            bytes += '[' + anchor.key().toUtf8() + "]\n" +
                     anchor->join(QLatin1Char('\n')).toUtf8() + '\n';
        return bytes;
    }

    Result<CommandOutput> run(const Command& command) override
    {
        if (command.program.endsWith(QLatin1String("/socketfilterfw")))
            return applications(command.arguments);
        if (command.program == QLatin1String("/sbin/pfctl"))
            return pf(command);
        return failure(ErrorCode::NotFound, command.program);
    }

private:
    void aboutToChange()
    {
        if (changes++ == cutAt)
            throw Cut();
    }

    Result<CommandOutput> applications(const QStringList& arguments)
    {
        if (isManaged)
            return CommandOutput{0,
                                 "Firewall settings cannot be modified from command line on "
                                 "managed Mac computers.\n",
                                 {}};
        const QString option = arguments.value(0);
        if (option == QLatin1String("--listapps"))
            return CommandOutput{0, list(), {}};
        const QString path = arguments.value(1);
        const QString name = listsById && path.endsWith(QLatin1String("/zoom.us.app"))
                                 ? QStringLiteral("us.zoom.xos")
                                 : path;
        aboutToChange();
        if (option == deaf)
            return CommandOutput{0, "The application is not part of the firewall\n", {}};
        const auto same = [&name](const auto& program) { return program.first == name; };
        if (option == QLatin1String("--remove"))
            programs.removeIf(same);
        else if (option == QLatin1String("--add") &&
                 std::none_of(programs.begin(), programs.end(), same))
            programs.append({name, true});
        for (auto& program : programs)
            if (same(program) && option != QLatin1String("--add"))
                program.second = option == QLatin1String("--unblockapp");
        return CommandOutput{0, "done\n", {}};
    }

    QByteArray list() const
    {
        QByteArray text = "Total number of apps = " + QByteArray::number(programs.size()) + '\n';
        int number = 0;
        for (const auto& [name, allowed] : programs)
            text += QByteArray::number(++number) + " : " + name.toUtf8() + "\n             (" +
                    (allowed ? "Allow" : "Block") + " incoming connections)\n";
        return text;
    }

    Result<CommandOutput> pf(const Command& command)
    {
        const QStringList& words = command.arguments;
        const bool isAnchor = words.value(0) == QLatin1String("-a");
        const QString anchor = isAnchor ? words.value(1) : QString();
        const QString what = words.mid(isAnchor ? 2 : 0).join(QLatin1Char(' '));
        if (what == QLatin1String("-s info"))
            return CommandOutput{
                0, isPfOn ? "Status: Enabled for 0 days\n" : "Status: Disabled\n", {}};
        if (what == QLatin1String("-v -s Anchors"))
            return CommandOutput{
                0,
                "  " + QStringList(anchors.keys().mid(1)).join(QStringLiteral("\n  ")).toUtf8(),
                {}};
        if (what == QLatin1String("-s rules"))
            return anchors.contains(anchor)
                       ? Result<CommandOutput>(CommandOutput{
                             0, anchors[anchor].join(QLatin1Char('\n')).toUtf8() + '\n', {}})
                       : CommandOutput{1, {}, "pfctl: DIOCGETRULES: Invalid argument\n"};
        aboutToChange();
        if (what == deaf)
            return CommandOutput{0, {}, "pfctl: Syntax error in config file\n"};
        if (what == QLatin1String("-F rules"))
            anchors.remove(anchor); // one without rules is gone
        else if (what == QLatin1String("-f -"))
            anchors[anchor] = printed(command.input);
        return CommandOutput{0, {}, "rules cleared\n"};
    }

    // As pfctl prints what it was given: with what goes without saying.
    static QStringList printed(const QByteArray& given)
    {
        QStringList rules;
        for (QString rule : QString::fromUtf8(given).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (rule.contains(QLatin1String("proto tcp")))
                rule.replace(QStringLiteral("keep state"), QStringLiteral("flags S/SA keep state"));
            if (!rule.contains(QLatin1Char(':')))
                rule.replace(QStringLiteral("port "), QStringLiteral("port = "));
            rule.replace(QStringLiteral("port = 443"), QStringLiteral("port = https"));
            rules.append(rule);
        }
        return rules;
    }
};

} // namespace reconnect::test
