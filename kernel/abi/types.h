/*
 * Types that cross the border between kernel and user programs.
 *
 * Everything under kernel/abi/ is what user/ and mkfs/ may include of the
 * kernel; it holds formats and numbers only, no code.
 */
#ifndef ABI_TYPES_H
#define ABI_TYPES_H

typedef int pid_t;
typedef unsigned int mode_t;
typedef unsigned int dev_t;
typedef unsigned long ino_t;
typedef unsigned int nlink_t;
typedef long off_t;
typedef long ssize_t;
typedef long blksize_t;
typedef long blkcnt_t;
typedef long time_t;
typedef int clockid_t;

/* <stddef.h> owns size_t; the compiler knows its type without it. */
#ifndef __SIZE_TYPE__
#error "a GCC-compatible compiler is needed"
#endif

#endif
