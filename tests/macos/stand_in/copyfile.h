// copyfile(3).
#pragma once
#include <cstdint>

struct _copyfile_state;
using copyfile_state_t = _copyfile_state*;
using copyfile_flags_t = uint32_t;
#define COPYFILE_ACL (1 << 0)
#define COPYFILE_XATTR (1 << 2)
extern "C" int fcopyfile(int, int, copyfile_state_t, copyfile_flags_t);
