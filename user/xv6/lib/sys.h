/*
 * The way from xv6's world to Sprout's: bare system calls, numbered
 * KERNEL_NAME, and those of the kernel's structures and constants that have
 * the same name in both worlds, here under a name of their own. Programs never
 * see this header.
 */
#ifndef XV6_LIB_SYS_H
#define XV6_LIB_SYS_H

#define stat kernel_stat
#include "abi/stat.h"
#undef stat

#include "abi/errno.h"
#include "abi/fcntl.h"
#include "abi/limits.h"

enum {
	KERNEL_READ_ONLY = O_RDONLY, KERNEL_WRITE_ONLY = O_WRONLY,
	KERNEL_READ_WRITE = O_RDWR, KERNEL_CREATE = O_CREAT,
	KERNEL_TRUNCATE = O_TRUNC, KERNEL_POSITION = SEEK_CUR,
	KERNEL_SET_FD = F_SETFD, KERNEL_CLOSE_ON_EXEC = FD_CLOEXEC,
	KERNEL_PATH_MAX = PATH_MAX, KERNEL_OPEN_MAX = OPEN_MAX,
};

#undef O_RDONLY
#undef O_WRONLY
#undef O_RDWR
#undef O_TRUNC

#define SYSCALL(number, type, name) KERNEL_##name = number,
enum kernel_call {
#include "abi/calls.def"
};

/* An argument that is a pointer. */
#define PTR(p) ((long)(p))

/* The kernel's result: a negated error number when it is negative. */
static inline long sys_call(enum kernel_call call, long first, long second,
			    long third)
{
	register long a0 __asm__("a0") = first;
	register long a1 __asm__("a1") = second;
	register long a2 __asm__("a2") = third;
	register long a7 __asm__("a7") = call;

	__asm__ volatile ("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) :
			  "memory");
	return a0;
}

/* What xv6 says of it. */
static inline int answer(long result)
{
	return result < 0 ? -1 : (int)result;
}

#endif
