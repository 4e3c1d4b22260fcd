/*
 * From a number to a typed call: each line of abi/syscalls.def is a case of
 * one switch.
 */
#include "abi/errno.h"
#include "syscall/syscalls.h"

/* A call as a long, also when it returns nothing. */
#define CASE(number, result, call) \
	case number: \
		return (long)__builtin_choose_expr( \
			__builtin_types_compatible_p(result, void), \
			((void)(call), 0L), (call));

#define SYSCALL0(n, result, name) \
	CASE(n, result, sys_##name())
#define SYSCALL1(n, result, name, t0, n0) \
	CASE(n, result, sys_##name((t0)a0))
#define SYSCALL2(n, result, name, t0, n0, t1, n1) \
	CASE(n, result, sys_##name((t0)a0, (t1)a1))
#define SYSCALL3(n, result, name, t0, n0, t1, n1, t2, n2) \
	CASE(n, result, sys_##name((t0)a0, (t1)a1, (t2)a2))
#define SYSCALL4(n, result, name, t0, n0, t1, n1, t2, n2, t3, n3) \
	CASE(n, result, sys_##name((t0)a0, (t1)a1, (t2)a2, (t3)a3))
#define SYSCALL5(n, result, name, t0, n0, t1, n1, t2, n2, t3, n3, t4, n4) \
	CASE(n, result, sys_##name((t0)a0, (t1)a1, (t2)a2, (t3)a3, (t4)a4))
#define SYSCALL6(n, result, name, t0, n0, t1, n1, t2, n2, t3, n3, t4, n4, \
		 t5, n5) \
	CASE(n, result, sys_##name((t0)a0, (t1)a1, (t2)a2, (t3)a3, (t4)a4, \
				   (t5)a5))

long
syscall_dispatch(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
		 uint64_t a4, uint64_t a5, uint64_t a6, uint64_t number)
{
	/* No line of the table has so many yet. */
	(void)a3, (void)a4, (void)a5, (void)a6;
	switch (number) {
#include "abi/syscalls.def"
	default:
		return -ENOSYS;
	}
}
