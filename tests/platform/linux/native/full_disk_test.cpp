#include "core/whole_file.h"
#include "tests/catch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <csignal>
#include <sys/resource.h>

using namespace reconnect;

namespace {

// What this process writes comes to an end after so many bytes, as on a disk that is full.
class ShortDisk {
public:
    explicit ShortDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~ShortDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    ShortDisk(const ShortDisk&) = delete;
    ShortDisk& operator=(const ShortDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace

TEST_CASE("whole file: a disk that takes no more is told, and the old file stays")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("entry.json"));
    REQUIRE(writeWholeFile(path, "old"));
    Result<void> written;
    {
        const ShortDisk full(100);
        written = writeWholeFile(path, QByteArray(3000, 'n'));
    }
    REQUIRE_FALSE(written);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == "old");
    CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size() == 1);
}
