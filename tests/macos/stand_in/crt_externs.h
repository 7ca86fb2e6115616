// environ(7) of macOS: how programs reach it there.
#pragma once
extern "C" char*** _NSGetEnviron(void);
