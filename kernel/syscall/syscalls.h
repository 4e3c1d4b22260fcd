/*
 * The kernel's side of the system-call table: a prototype of sys_NAME for
 * every line of abi/syscalls.def, with UPTR(T) as an integer; and what system
 * calls share in looking at their arguments.
 */
#pragma once

#include "abi/limits.h"
#include "arch/types.h"

#define UPTR(type) uva_t

/*
 * CALL gets each line's parameters as a function declares them, and its
 * arguments as they are made of registers a0 to a5.
 */
#define SYSCALL0(n, result, name) \
	CALL(n, result, name, (void), ())
#define SYSCALL1(n, result, name, t0, p0) \
	CALL(n, result, name, (t0 p0), ((t0)a0))
#define SYSCALL2(n, result, name, t0, p0, t1, p1) \
	CALL(n, result, name, (t0 p0, t1 p1), ((t0)a0, (t1)a1))
#define SYSCALL3(n, result, name, t0, p0, t1, p1, t2, p2) \
	CALL(n, result, name, (t0 p0, t1 p1, t2 p2), \
	     ((t0)a0, (t1)a1, (t2)a2))
#define SYSCALL4(n, result, name, t0, p0, t1, p1, t2, p2, t3, p3) \
	CALL(n, result, name, (t0 p0, t1 p1, t2 p2, t3 p3), \
	     ((t0)a0, (t1)a1, (t2)a2, (t3)a3))
#define SYSCALL5(n, result, name, t0, p0, t1, p1, t2, p2, t3, p3, t4, p4) \
	CALL(n, result, name, (t0 p0, t1 p1, t2 p2, t3 p3, t4 p4), \
	     ((t0)a0, (t1)a1, (t2)a2, (t3)a3, (t4)a4))
#define SYSCALL6(n, result, name, t0, p0, t1, p1, t2, p2, t3, p3, t4, p4, \
		 t5, p5) \
	CALL(n, result, name, (t0 p0, t1 p1, t2 p2, t3 p3, t4 p4, t5 p5), \
	     ((t0)a0, (t1)a1, (t2)a2, (t3)a3, (t4)a4, (t5)a5))

#define CALL(n, result, name, parameters, arguments) \
	result sys_##name parameters;
#include "abi/syscalls.def"
#undef CALL

/*
 * Called by trap/entry.S with the program's a0 to a7 still where they are, as
 * the arguments of a C function are in the same places. Its result goes into
 * the program's a0. A sys_NAME that changes its caller's trap frame does not
 * return: see trap/trap.h.
 */
long syscall_dispatch(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
		      uint64_t a4, uint64_t a5, uint64_t a6, uint64_t number);

/* sys_file.c: a path from the calling program, copied to `to`, or an ERR_PTR,
   -EFAULT or -ENAMETOOLONG, that what is to be done with it gives back. */
const char *arg_path(char to[PATH_MAX], uva_t path);

/* Copies n bytes to the calling program. 0 or -EFAULT, -ENOMEM, -EIO. */
int arg_give(uva_t to, const void *from, size_t n);
