#pragma once

#include "core/ports/tools.h"

#include <QMap>
#include <QTimer>

// The network services of a Mac as networksetup would switch them, told to by its command lines,
// and scutil over them. Whether the words are those of the real tools, only tests/data/macos can
// tell.
namespace reconnect::test {

class FakeMacNetwork : public Tools, public CommandRunner {
public:
    struct Cut {}; // what is thrown where a program is killed
    struct Part {
        bool on = false;
        QString server;
        int port = 0;
        bool authenticated = false;
    };
    struct Service {
        QString name;
        bool enabled = true;
        QMap<QString, Part> parts; // by the word in "-get…proxy": "web", "secureweb", …
    };

    QList<Service> services;
    QByteArray inUse = "<dictionary> {\n}\n"; // of scutil --proxy
    QByteArray profiles = "There are no configuration profiles installed\n";
    QByteArray enrollment = "Enrolled via DEP: No\nMDM enrollment: No\n";
    bool locked = false;            // an administrator is asked for
    QString deaf;                   // an option that does nothing, and ends with 0
    QMap<QString, QByteArray> says; // an option's own words
    QStringList failing;            // options, or programs, that run out of time
    QStringList lines;              // what was asked, in order
    int delayMs = 0;                // of each answer
    int changes = 0;
    int cutAt = -1; // the change before which the program is killed

    static Service service(const char* name, bool enabled = true)
    {
        Service made{QString::fromUtf8(name), enabled, {}};
        made.parts[QStringLiteral("web")] = {};
        made.parts[QStringLiteral("secureweb")] = {};
        made.parts[QStringLiteral("socksfirewall")] = {};
        made.parts[QStringLiteral("autoproxyurl")] = {};
        made.parts[QStringLiteral("proxyautodiscovery")] = {};
        return made;
    }

    QByteArray all() const
    {
        QByteArray bytes;
        for (const Service& one : services) {
            bytes += '[' + one.name.toUtf8() + (one.enabled ? "]\n" : "] off\n");
            for (auto part = one.parts.begin(); part != one.parts.end(); ++part)
                bytes += part.key().toUtf8() + (part->on ? " + " : " - ") + part->server.toUtf8() +
                         ' ' + QByteArray::number(part->port) +
                         (part->authenticated ? " login\n" : "\n");
        }
        return bytes;
    }

    Result<CommandOutput> run(const Command& command) override
    {
        lines.append((QStringList{command.program} + command.arguments).join(QLatin1Char(' ')));
        const QString option = command.arguments.value(0);
        if (failing.contains(option) || failing.contains(command.program))
            return failure(ErrorCode::TimedOut, command.program);
        if (says.contains(option))
            return said(says.value(option));
        if (command.program == QLatin1String("/usr/sbin/networksetup"))
            return option == QLatin1String("-listnetworkserviceorder") ? said(list())
                                                                       : ofService(command);
        if (command.program == QLatin1String("/usr/sbin/scutil"))
            return said(inUse);
        if (command.program == QLatin1String("/usr/bin/profiles"))
            return said(option == QLatin1String("show") ? profiles : enrollment);
        return failure(ErrorCode::NotFound, command.program);
    }

    void run(const Command& command, QObject* context, Done done) override
    {
        const auto output = run(command);
        QTimer::singleShot(delayMs, context, [output, done = std::move(done)] { done(output); });
    }

private:
    static CommandOutput said(const QByteArray& out, int exitCode = 0)
    {
        return {exitCode, out, {}};
    }

    QByteArray list() const
    {
        QByteArray text = "An asterisk (*) denotes that a network service is disabled.\n";
        int number = 0;
        for (const Service& one : services) {
            number += one.enabled ? 1 : 0;
            text += '(' + (one.enabled ? QByteArray::number(number) : QByteArray("*")) + ") " +
                    one.name.toUtf8() + "\n(Hardware Port: Ethernet, Device: en" +
                    QByteArray::number(number) + ")\n\n";
        }
        return text;
    }

    CommandOutput ofService(const Command& command)
    {
        QString option = command.arguments.value(0);
        for (Service& one : services) {
            if (one.name != command.arguments.value(1))
                continue;
            if (option == QLatin1String("-getproxybypassdomains"))
                return said("*.local\n169.254/16\n");
            return option.startsWith(QLatin1String("-get"))
                       ? told(option.mid(4), one)
                       : switched(option, one, command.arguments.value(2));
        }
        return said("** Error: The parameters were not valid.\n", 4);
    }

    static CommandOutput told(const QString& word, const Service& one)
    {
        if (word == QLatin1String("proxyautodiscovery"))
            return said(one.parts[word].on ? "Auto Proxy Discovery: On\n"
                                           : "Auto Proxy Discovery: Off\n");
        const bool isScript = word == QLatin1String("autoproxyurl");
        const Part part = one.parts[isScript ? word : word.chopped(5)];
        const QByteArray on = part.on ? "Yes" : "No";
        if (isScript)
            return said("URL: " + (part.server.isEmpty() ? "(null)" : part.server.toUtf8()) +
                        "\nEnabled: " + on + '\n');
        return said("Enabled: " + on + "\nServer: " + part.server.toUtf8() +
                    "\nPort: " + QByteArray::number(part.port) +
                    "\nAuthenticated Proxy Enabled: " + (part.authenticated ? "1\n" : "0\n"));
    }

    CommandOutput switched(const QString& option, Service& one, const QString& to)
    {
        if (locked)
            return said("** Error: Command requires admin privileges.\n", 14);
        if (option == deaf)
            return said({});
        if (changes++ == cutAt)
            throw Cut();
        QString word = option.mid(4);
        if (word == QLatin1String("autoproxystate"))
            word = QStringLiteral("autoproxyurl");
        else if (word.endsWith(QLatin1String("proxystate")))
            word.chop(10);
        one.parts[word].on = to == QLatin1String("on");
        return said({});
    }
};

} // namespace reconnect::test
