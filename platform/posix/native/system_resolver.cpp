#include "platform/posix/native/system_resolver.h"

#include "platform/lookup_answer.h"

#include <QSocketNotifier>
#include <QUrl>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace reconnect::posix {
namespace {

constexpr size_t maxAddresses = 32;

// What asker and thread share; whoever lets go last closes it.
struct Ticket {
    explicit Ticket(std::string asked)
        : name(std::move(asked))
    {
        if (::pipe(ends.data()) != 0)
            return;
        for (const int end : ends)
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    ~Ticket()
    {
        for (const int end : ends)
            if (end >= 0)
                ::close(end);
    }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    const std::string name;
    // A bell: the first becomes readable when the answer is in.
    std::array<int, 2> ends{-1, -1};
    std::mutex guard;
    int code = EAI_SYSTEM;
    int systemError = 0;
    std::vector<sockaddr_storage> addresses;
};

// On the thread of the lookup.
void resolve(const std::shared_ptr<Ticket>& ticket)
{
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG; // as programs ask: no AAAA where there is no IPv6
    addrinfo* list = nullptr;
    const int code = ::getaddrinfo(ticket->name.c_str(), nullptr, &hints, &list);
    const int systemError = errno;
    {
        const std::lock_guard<std::mutex> lock(ticket->guard);
        ticket->code = code;
        ticket->systemError = systemError;
        for (const addrinfo* one = list; one; one = one->ai_next) {
            if (ticket->addresses.size() == maxAddresses)
                break;
            sockaddr_storage address = {};
            std::memcpy(&address, one->ai_addr, one->ai_addrlen);
            ticket->addresses.push_back(address);
        }
    }
    if (list)
        ::freeaddrinfo(list);
    static_cast<void>(::write(ticket->ends[1], "!", 1));
}

SystemLookup::Status statusOf(int code)
{
    switch (code) {
    case 0:
        return SystemLookup::Status::Found;
    case EAI_NONAME:
    case EAI_NODATA:
    case EAI_ADDRFAMILY:
        return SystemLookup::Status::NotFound;
    case EAI_AGAIN:
        return SystemLookup::Status::Temporary;
    default:
        return SystemLookup::Status::Failed;
    }
}

SystemLookup answerOf(Ticket& ticket)
{
    const std::lock_guard<std::mutex> lock(ticket.guard);
    QString detail;
    if (ticket.code == EAI_SYSTEM)
        detail = QString::fromStdString(
            std::error_code(ticket.systemError, std::generic_category()).message());
    else if (ticket.code != 0)
        detail = QString::fromLocal8Bit(::gai_strerror(ticket.code));
    QList<QHostAddress> addresses;
    for (const sockaddr_storage& raw : ticket.addresses)
        addresses.append(QHostAddress(reinterpret_cast<const sockaddr*>(&raw)));
    return lookupAnswer(statusOf(ticket.code), addresses, detail);
}

} // namespace

void PosixSystemResolver::lookup(const QString& name, QObject* context, Done done)
{
    const QByteArray ascii = QUrl::toAce(name);
    if (ascii.isEmpty()) {
        failLater(context, std::move(done), QStringLiteral("not a host name"));
        return;
    }
    const auto ticket = std::make_shared<Ticket>(ascii.toStdString());
    if (ticket->ends[0] < 0) {
        failLater(context, std::move(done), QStringLiteral("no file descriptor left"));
        return;
    }
    try {
        std::thread(resolve, ticket).detach();
    } catch (const std::system_error&) {
        failLater(context, std::move(done), QStringLiteral("no thread could be made"));
        return;
    }
    // Owned by the context: gone with it, and the thread then rings a bell nobody hears.
    auto* notifier = new QSocketNotifier(ticket->ends[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, notifier,
                     [ticket, notifier, done = std::move(done)] {
                         notifier->setEnabled(false);
                         notifier->deleteLater();
                         done(answerOf(*ticket));
                     });
}

} // namespace reconnect::posix
