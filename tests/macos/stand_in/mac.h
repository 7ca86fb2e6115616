// Read before every source: the headers that other systems fill with more than macOS has, and then
// an end to what is theirs alone.
#pragma once

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <ifaddrs.h>
#include <memory>
#include <mutex>
#include <net/if.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

// rename(2) of macOS.
extern "C" int renameatx_np(int, const char*, int, const char*, unsigned int);
#undef RENAME_EXCL
#define RENAME_EXCL 4u

#undef SOCK_CLOEXEC
#undef SOCK_NONBLOCK
#undef MSG_NOSIGNAL
#undef O_TMPFILE
#undef environ
#pragma GCC poison renameat2 statx setfsuid setfsgid prctl pipe2 accept4 close_range closefrom
#pragma GCC poison posix_fallocate fallocate memfd_create gettid get_current_dir_name secure_getenv
#pragma GCC poison clearenv execvpe epoll_create1 inotify_init1 eventfd signalfd timerfd_create    \
    ppoll
#pragma GCC poison sendmmsg SOCK_CLOEXEC SOCK_NONBLOCK MSG_NOSIGNAL O_TMPFILE environ
