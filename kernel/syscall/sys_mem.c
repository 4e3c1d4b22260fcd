/*
 * System calls about memory.
 */
#include "syscall/args.h"
#include "syscall/syscalls.h"

uva_t
sys_sbrk(long increment)
{
	struct proc *p = proc_current();
	long old = space_heap_move(p->space, increment);

	__atomic_store_n(&p->size_bytes, space_size(p->space),
			 __ATOMIC_RELAXED);
	return (uva_t)old;
}
