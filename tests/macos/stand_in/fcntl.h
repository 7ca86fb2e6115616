// open(2), fcntl(2) of macOS.
#pragma once
#include_next <fcntl.h>

#undef O_PATH
#define O_EXEC 0x40000000
#define O_SEARCH (O_EXEC | O_DIRECTORY)
#define F_PREALLOCATE 42
#define F_ALLOCATEALL 4u
#define F_PEOFPOSMODE 3
struct fstore {
    unsigned int fst_flags;
    int fst_posmode;
    off_t fst_offset;
    off_t fst_length;
    off_t fst_bytesalloc;
};
using fstore_t = fstore;
