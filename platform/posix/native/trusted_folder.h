#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <fcntl.h>

namespace reconnect::posix {

// To go through a folder without reading it.
#ifdef O_PATH
constexpr int searchOnly = O_PATH;
#else
constexpr int searchOnly = O_SEARCH; // macOS
#endif

// A file descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_number(other.release())
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int release();
    int m_number = -1;
};

// A file that is spoken of by its folder, held open, and its name in there: what is done with it
// afterwards can't be led elsewhere by a link that somebody puts on the way.
struct FilePlace {
    Descriptor folder;
    QByteArray name;
};

// The place that `path` leads to, links followed; the file need not exist, its folder must. Errors:
// NotFound (no such folder), Unsupported (a link that leads nowhere), NotPermitted (also: this
// program runs as root, and others can change a folder on the way), Conflict (a link was put there
// meanwhile).
Result<FilePlace> findPlace(const QString& path);

// What the system's errno says; `what` is for people.
Error systemError(int number, const QString& what);

} // namespace reconnect::posix
