// kqueue(2).
#pragma once
#include <cstdint>
#include <ctime>

struct kevent {
    uintptr_t ident;
    int16_t filter;
    uint16_t flags;
    uint32_t fflags;
    intptr_t data;
    void* udata;
};
#define EVFILT_PROC (-5)
#define EV_ADD 0x0001
#define EV_ONESHOT 0x0010
#define NOTE_EXIT 0x80000000u
#define EV_SET(event, a, b, c, d, e, f)                                                            \
    (*(event) = {uintptr_t(a), int16_t(b), uint16_t(c), uint32_t(d), intptr_t(e), (f)})
extern "C" int kqueue(void);
extern "C" int kevent(int, const struct kevent*, int, struct kevent*, int, const struct timespec*);
