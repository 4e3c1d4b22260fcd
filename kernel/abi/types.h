/*
 * Types that cross the border between kernel and user programs.
 *
 * Everything under kernel/abi/ is what user/ and mkfs/ may include of the
 * kernel; it holds formats and numbers only, no code.
 */
#pragma once

typedef int pid_t;
typedef unsigned int mode_t, dev_t, nlink_t;
typedef unsigned long ino_t;
typedef long off_t, ssize_t, blksize_t, blkcnt_t, time_t;
typedef int clockid_t;
