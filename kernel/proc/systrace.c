/*
 * Recording system calls: see proc.h.
 *
 * A record shows what lies at every argument that is the address of a page
 * which is in memory, or can be had from the program's file: so nothing is
 * brought in that would not have been, and no list is needed here of what is
 * an address and what a number.
 */
#include "abi/fcntl.h"
#include "abi/numbers.h"
#include "fs/file.h"
#include "lib/string.h"
#include "mm/ucopy.h"
#include "proc/proc.h"
#include "sched/timer.h"

_Static_assert(offsetof(struct systrace_record, result) ==
	       offsetof(struct systrace_record, zeros) +
	       sizeof(((struct systrace_record *)NULL)->zeros),
	       "a record has no hole that could show what was on the stack");

int
systrace_set(struct proc *p, struct file *f, int flags)
{
	struct file *before = p->systrace;

	if (flags & ~SYSTRACE_CHILDREN)
		return -EINVAL;
	if (f != NULL && (f->flags & O_ACCMODE) == O_RDONLY)
		return -EBADF;
	if (f != NULL) {
		file_ref(f);
		__atomic_fetch_add(&trace_on.nsystraced, 1, __ATOMIC_RELAXED);
	}
	p->systrace = f;
	p->systrace_flags = flags;
	if (before != NULL) {
		file_put(before);
		__atomic_fetch_sub(&trace_on.nsystraced, 1, __ATOMIC_RELAXED);
	}
	return 0;
}

void
systrace_inherit(struct proc *child, const struct proc *parent)
{
	if (parent->systrace_flags & SYSTRACE_CHILDREN)
		systrace_set(child, parent->systrace, parent->systrace_flags);
}

static bool
is_at_hand(struct space *s, uva_t va)
{
	const pte_t *pte = va < USER_END ? pagetable_walk(s->root, va) : NULL;
	const struct region *r;

	if (pte != NULL && *pte != 0)
		return true;
	LIST_FOR_EACH(r, &s->regions, link)
		if (r->start <= va && va < r->end)
			return r->ops != NULL;
	return false;
}

/* The bytes at `va`; how many. */
static size_t
look_at(struct space *s, uva_t va, char *to)
{
	size_t done, step;

	for (done = 0; done < SYSTRACE_BYTES; done += step) {
		step = MIN(SYSTRACE_BYTES - done,
			   PAGE_SIZE - (va + done) % PAGE_SIZE);
		if (!is_at_hand(s, va + done) ||
		    copy_in(s, to + done, va + done, step) < 0)
			break;
	}
	return done;
}

/* The strings of a vector like argv; how many bytes. */
static size_t
look_at_strings(struct space *s, uva_t vector, char *to)
{
	uva_t string;
	size_t done = 0;

	while (done < SYSTRACE_BYTES &&
	       copy_in(s, &string, vector, sizeof(string)) == 0 && string) {
		long length = copy_in_string(s, to + done, string,
					     SYSTRACE_BYTES - done,
					     -ENAMETOOLONG);

		if (length == -ENAMETOOLONG)
			return SYSTRACE_BYTES;
		if (length < 0)
			break;
		done += (size_t)length + 1;
		vector += sizeof(string);
	}
	return done;
}

void
systrace_record(struct proc *p, enum systrace_kind kind, uint64_t number,
		const uint64_t *arguments, long result)
{
	struct systrace_record r = {
		.time_ns = timer_now(), .pid = p->info.pid,
		.number = (unsigned short)number, .kind = (unsigned char)kind,
		.result = result,
	};
	struct segments s;

	for (int i = 0; arguments && i < SYSTRACE_ARGUMENTS; i++) {
		r.argument[i] = arguments[i];
		r.length[i] = (unsigned char)
			(number == SYS_execve && i == 1 ?
			 look_at_strings(p->space, arguments[i], r.at[i]) :
			 look_at(p->space, arguments[i], r.at[i]));
	}
	segments_init(&s, &r, sizeof(r));
	if (file_write(p->systrace, &s) != sizeof(r))
		systrace_set(p, NULL, 0);
}

void
proc_end(struct proc *p, int status)
{
	trace(TRACE_EXIT, (uint64_t)status, 0);
	p->ending = true;
	if (p->systrace != NULL)
		systrace_record(p, SYSTRACE_END, 0, NULL, status);
	if (p->systrace != NULL)
		systrace_set(p, NULL, 0);
	proc_exit(p, status);
}
