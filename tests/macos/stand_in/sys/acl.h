// acl(3) of macOS: its own tags and flags, and rights that are told apart.
#pragma once
#include <sys/types.h>

struct _acl;
struct _acl_entry;
struct _acl_permset;
struct _acl_flagset;
using acl_t = _acl*;
using acl_entry_t = _acl_entry*;
using acl_permset_t = _acl_permset*;
using acl_flagset_t = _acl_flagset*;
enum acl_tag_t { ACL_UNDEFINED_TAG, ACL_EXTENDED_ALLOW, ACL_EXTENDED_DENY };
enum acl_type_t { ACL_TYPE_EXTENDED = 0x100 };
enum acl_perm_t { ACL_READ_DATA = 2, ACL_EXECUTE = 8 };
enum acl_flag_t { ACL_ENTRY_FILE_INHERIT = 32, ACL_ENTRY_DIRECTORY_INHERIT = 64 };
extern "C" {
acl_t acl_init(int);
int acl_free(void*);
int acl_create_entry(acl_t*, acl_entry_t*);
int acl_set_tag_type(acl_entry_t, acl_tag_t);
int acl_set_qualifier(acl_entry_t, const void*);
int acl_get_permset(acl_entry_t, acl_permset_t*);
int acl_add_perm(acl_permset_t, acl_perm_t);
int acl_set_permset(acl_entry_t, acl_permset_t);
int acl_get_flagset_np(void*, acl_flagset_t*);
int acl_add_flag_np(acl_flagset_t, acl_flag_t);
int acl_set_flagset_np(void*, acl_flagset_t);
int acl_set_file(const char*, acl_type_t, acl_t);
}
