// mbr_uid_to_uuid(3), uuid(3).
#pragma once
#include <sys/types.h>

using uuid_t = unsigned char[16];
extern "C" int mbr_uid_to_uuid(uid_t, uuid_t);
