/*
 * From a number to a typed call: each line of abi/syscalls.def is a case of
 * one switch.
 */
#include "syscall/syscalls.h"

/* The result as a long, also when there is none. */
#define CALL(n, result, name, parameters, arguments) \
	case n: \
		return (long)__builtin_choose_expr( \
			__builtin_types_compatible_p(result, void), \
			((void)sys_##name arguments, 0L), sys_##name arguments);

long
syscall_dispatch(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
		 uint64_t a4, uint64_t a5, uint64_t a6, uint64_t number)
{
	/* No line of the table has so many. */
	(void)a6;
	switch (number) {
#include "abi/syscalls.def"
	default:
		return -ENOSYS;
	}
}
