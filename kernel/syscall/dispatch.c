/*
 * From a trap frame to a typed call: each line of abi/syscalls.def is a case
 * of one switch, which takes the arguments out of the registers.
 */
#include "abi/errno.h"
#include "arch/trapframe.h"
#include "syscall/syscalls.h"

/* A call as a long, also when it returns nothing. */
#define CASE(number, result, call) \
	case number: \
		return (long)__builtin_choose_expr( \
			__builtin_types_compatible_p(result, void), \
			((void)(call), 0L), (call));

#define SYSCALL0(n, result, name) \
	CASE(n, result, sys_##name())
#define SYSCALL1(n, result, name, t0, a0_) \
	CASE(n, result, sys_##name((t0)f->a0))
#define SYSCALL2(n, result, name, t0, a0_, t1, a1_) \
	CASE(n, result, sys_##name((t0)f->a0, (t1)f->a1))
#define SYSCALL3(n, result, name, t0, a0_, t1, a1_, t2, a2_) \
	CASE(n, result, sys_##name((t0)f->a0, (t1)f->a1, (t2)f->a2))

long
syscall_dispatch(const struct trapframe *f)
{
	switch (f->a7) {
#include "abi/syscalls.def"
	default:
		return -ENOSYS;
	}
}
