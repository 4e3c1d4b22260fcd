/*
 * The kernel's side of the system-call table: a prototype of sys_NAME for
 * every line of abi/syscalls.def, with UPTR(T) as an integer; and what system
 * calls share in looking at their arguments.
 */
#pragma once

#include "abi/limits.h"
#include "arch/types.h"

struct trapframe;

#define UPTR(type) uva_t

#define SYSCALL0(n, result, name) result sys_##name(void);
#define SYSCALL1(n, result, name, t0, a0) result sys_##name(t0 a0);
#define SYSCALL2(n, result, name, t0, a0, t1, a1) \
	result sys_##name(t0 a0, t1 a1);
#define SYSCALL3(n, result, name, t0, a0, t1, a1, t2, a2) \
	result sys_##name(t0 a0, t1 a1, t2 a2);
#include "abi/syscalls.def"
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3

/* Runs the system call whose number is in a7 of `frame`; what it returns goes
   into the program's a0. */
long syscall_dispatch(const struct trapframe *frame);

/* sys_file.c: a path from the calling program. 0, -EFAULT, -ENAMETOOLONG,
   -ENOENT for an empty one. */
int arg_path(char to[PATH_MAX], uva_t path);

/* Copies n bytes to the calling program. 0 or -EFAULT, -ENOMEM, -EIO. */
int arg_give(uva_t to, const void *from, size_t n);
