// dyld(3).
#pragma once
#include <cstdint>
extern "C" int _NSGetExecutablePath(char*, uint32_t*);
