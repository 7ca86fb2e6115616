#include "tests/firewall/computer.h"

#include "tests/catch.h"
#include "tests/fakes/fake_setting.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace reconnect::test {
namespace {

constexpr int patienceMs = 400;

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// Lines that tell of a time or count packets say nothing of rules.
QByteArray withoutComments(const QByteArray& save)
{
    QByteArray rules;
    for (const QByteArray& line : save.split('\n'))
        if (!line.startsWith('#'))
            rules += line.left(line.startsWith(':') ? line.indexOf('[') : line.size()) + '\n';
    return rules;
}

QByteArray filesIn(const QString& folder, const QStringList& names)
{
    QByteArray all;
    for (const QString& name : QDir(folder).entryList(names, QDir::Files, QDir::Name)) {
        QFile file(folder + QLatin1Char('/') + name);
        REQUIRE(file.open(QIODevice::ReadOnly));
        all += name.toUtf8() + '\n' + file.readAll();
    }
    return all;
}

bool isChange(const Command& command)
{
    for (const char* word : {"prepend", "delete", "--noflush", "-f"})
        if (command.arguments.contains(text(word)))
            return true;
    for (const QString& argument : command.arguments)
        if (argument.startsWith(text("--add-")) || argument.startsWith(text("--remove-")))
            return true;
    return false;
}

} // namespace

QList<QHostAddress> Far::zoom()
{
    return {QHostAddress(text("203.0.113.11")), QHostAddress(text("2001:db8:a::11"))};
}

QList<QHostAddress> Far::others()
{
    return {QHostAddress(text("198.51.100.31")), QHostAddress(text("2001:db8:b::31"))};
}

QByteArray tool(const QString& line, const QByteArray& input)
{
    QStringList words = QProcess::splitCommand(line);
    ProcessTools tools;
    const auto output = tools.run({words.takeFirst(), words, input, 20000, 8 << 20});
    INFO(line.toStdString());
    REQUIRE(output);
    INFO(output->err.toStdString() << output->out.toStdString());
    REQUIRE(output->exitCode == 0);
    return output->out;
}

bool reaches(const QHostAddress& address, Transport transport, quint16 port)
{
    const bool ipv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const int type = transport == Transport::Tcp ? SOCK_STREAM : SOCK_DGRAM;
    const int fd = ::socket(ipv6 ? AF_INET6 : AF_INET, type | SOCK_NONBLOCK, 0);
    sockaddr_in6 six = {};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    sockaddr_in four = {};
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    const QByteArray name = address.toString().toLatin1();
    ::inet_pton(ipv6 ? AF_INET6 : AF_INET, name.constData(),
                ipv6 ? static_cast<void*>(&six.sin6_addr) : &four.sin_addr);
    const auto* to = ipv6 ? reinterpret_cast<sockaddr*>(&six) : reinterpret_cast<sockaddr*>(&four);
    ::connect(fd, to, ipv6 ? sizeof six : sizeof four);
    if (transport == Transport::Udp)
        static_cast<void>(::send(fd, "x", 1, 0));
    pollfd wait{fd, short(transport == Transport::Udp ? POLLIN : POLLOUT), 0};
    ::poll(&wait, 1, patienceMs);
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    ::close(fd);
    return error == 0 && (wait.revents & (POLLIN | POLLOUT)) != 0 &&
           (wait.revents & (POLLERR | POLLHUP)) == 0;
}

QByteArray everyRule()
{
    QByteArray all = tool(text("nft -s list ruleset"));
    for (const char* kind : {"iptables-nft-save", "ip6tables-nft-save", "iptables-legacy-save",
                             "ip6tables-legacy-save"})
        all += withoutComments(tool(text(kind)));
    return all + filesIn(text("/etc/ufw"), {text("user*.rules")}) +
           filesIn(text("/etc/firewalld"), {text("direct.xml")}) +
           filesIn(text("/etc/firewalld/policies"), {text("*.xml")});
}

void CutTools::cutAt(int call, Cut how)
{
    m_at = call;
    m_how = how;
    m_changes = 0;
}

Result<CommandOutput> CutTools::run(const Command& command)
{
    if (!isChange(command) || ++m_changes != m_at)
        return m_real.run(command);
    if (m_how == Cut::KillBefore)
        throw Killed{};
    if (m_how == Cut::FailAfter || m_how == Cut::KillAfter)
        static_cast<void>(m_real.run(command));
    if (m_how == Cut::KillAfter)
        throw Killed{};
    return failure(ErrorCode::TimedOut);
}

} // namespace reconnect::test
