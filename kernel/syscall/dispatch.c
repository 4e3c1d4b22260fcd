/*
 * From a trap frame to a typed call: one small function for each line of
 * abi/syscalls.def takes the arguments out of the registers, and a table
 * finds it by its number.
 */
#include "abi/errno.h"
#include "arch/trapframe.h"
#include "syscall/syscalls.h"

/* A call as a long, also when it returns nothing. */
#define AS_LONG(result, call) \
	(long)__builtin_choose_expr( \
		__builtin_types_compatible_p(result, void), \
		((void)(call), 0L), (call))

#define ENTRY(name, result, call) \
	static long \
	call_##name(const struct trapframe *f) \
	{ \
		(void)f; \
		return AS_LONG(result, call); \
	}

#define SYSCALL0(n, result, name) \
	ENTRY(name, result, sys_##name())
#define SYSCALL1(n, result, name, t0, n0) \
	ENTRY(name, result, sys_##name((t0)f->a0))
#define SYSCALL2(n, result, name, t0, n0, t1, n1) \
	ENTRY(name, result, sys_##name((t0)f->a0, (t1)f->a1))
#define SYSCALL3(n, result, name, t0, n0, t1, n1, t2, n2) \
	ENTRY(name, result, sys_##name((t0)f->a0, (t1)f->a1, (t2)f->a2))
#include "abi/syscalls.def"
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3

#define SYSCALL0(n, result, name)      [n] = call_##name,
#define SYSCALL1(n, result, name, ...) [n] = call_##name,
#define SYSCALL2(n, result, name, ...) [n] = call_##name,
#define SYSCALL3(n, result, name, ...) [n] = call_##name,
static long (*const table[])(const struct trapframe *f) = {
#include "abi/syscalls.def"
};

long
syscall_dispatch(const struct trapframe *frame)
{
	uint64_t number = frame->a7;

	if (number >= ARRAY_SIZE(table) || table[number] == NULL)
		return -ENOSYS;
	return table[number](frame);
}
