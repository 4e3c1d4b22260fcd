/*
 * Looking at another process's memory and open files, which it touches itself
 * without a lock: see proc.h.
 *
 * While sched_lock is held no thread begins to run, so one that does not run
 * stays as it left things when it went to sleep or was preempted. One that
 * runs on another hart is looked at while that hart is held.
 */
#include "fs/file.h"
#include "fs/fs.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/space.h"
#include "proc/proc.h"
#include "sched/mutex.h"
#include "sched/sched.h"

/* PTE_R, PTE_W, PTE_X as PROT_READ, PROT_WRITE, PROT_EXEC. */
#define RIGHTS(pte) ((pte) >> 1 & 7)
_Static_assert(RIGHTS(PTE_R) == 1 && RIGHTS(PTE_W) == 2 && RIGHTS(PTE_X) == 4,
	       "the rights of a PTE have the order of PROT_READ and so on");

static bool
region_next(const struct proc *p, long after, union inspect_record *to)
{
	const struct region *r;

	LIST_FOR_EACH(r, &p->space->regions, link) {
		if ((long)r->start <= after)
			continue;
		to->region = (struct inspect_region){
			.start = (long)r->start, .end = r->end,
			.promised = r->promised,
			.offset = r->object_page << PAGE_SHIFT,
			.inode = r->ops != NULL ? inode_number(r->object) : 0,
			.rights = (unsigned short)RIGHTS(r->rights),
			.is_heap = r->is_heap, .is_stack = r->grows_down,
		};
		return true;
	}
	return false;
}

/* The first page from `va` on of a region that ends at `end`. */
static bool
page_from(const struct proc *p, uva_t va, uva_t end, struct inspect_page *to)
{
	for (uva_t next; va < end; va = next) {
		const pte_t *pte = pagetable_walk(p->space->root, va);

		next = pte == NULL ? TABLE_END(va, 0) : va + PAGE_SIZE;
		if (pte == NULL || *pte == 0)
			continue;
		*to = (struct inspect_page){
			.address = (long)va, .frame = *pte >> PTE_SHIFT,
			.holders = (unsigned)page_of(pte_frame(*pte))->refs,
			.rights = (unsigned)RIGHTS(*pte),
		};
		return true;
	}
	return false;
}

static bool
page_next(const struct proc *p, long after, union inspect_record *to)
{
	uva_t from = after < 0 ? 0 : ROUND_UP((uva_t)after + 1, PAGE_SIZE);
	const struct region *r;

	LIST_FOR_EACH(r, &p->space->regions, link)
		if (page_from(p, MAX(from, r->start), r->end, &to->page))
			return true;
	return false;
}

static bool
file_next(const struct proc *p, long after, union inspect_record *to)
{
	long fd = MAX(after + 1, INSPECT_CWD);

	if (fd == INSPECT_CWD) {
		to->file = (struct inspect_file){ .fd = fd, .holders = 1 };
		inode_inspect(p->cwd, &to->file);
		return true;
	}
	for (fd = MAX(fd, 0); fd < p->fds->end; fd++)
		if (p->fds->files[fd] != NULL) {
			to->file = (struct inspect_file){ .fd = fd };
			file_inspect(p->fds->files[fd], &to->file);
			return true;
		}
	return false;
}

static bool
cache_next(const struct proc *p, long after, union inspect_record *to)
{
	const struct object_cache *c, *first = NULL;

	(void)p;
	for (c = object_caches; c != NULL && c->number > after; c = c->next)
		first = c;
	if (first == NULL)
		return false;
	to->cache = (struct inspect_cache){
		.number = first->number, .size_bytes = first->size,
		.nlive = first->nlive, .nframes = first->nframes,
	};
	string_copy(to->cache.name, first->lock.name, sizeof(to->cache.name));
	return true;
}

static bool (*const next_of[])(const struct proc *p, long after,
				union inspect_record *to) = {
	[INSPECT_REGIONS] = region_next, [INSPECT_PAGES] = page_next,
	[INSPECT_FILES] = file_next, [INSPECT_CACHES] = cache_next,
};

/* The hart that is to be held before `t` can be looked at, if it is not. */
static struct hart *
must_be_held(const struct thread *t, const struct hart *held)
{
	spin_assert_held(&sched_lock);
	return t != NULL && t != thread_current() &&
	       t->state == PROC_RUNNING && t->cpu.hart != held ?
	       t->cpu.hart : NULL;
}

ssize_t
proc_inspect(int what, pid_t pid, long after, union inspect_record *to,
	     size_t n)
{
	static struct mutex looking = MUTEX_INIT(looking);
	struct hart *held = NULL, *busy;
	const struct proc *p;
	size_t done = 0;

	if (what < 0 || (size_t)what >= ARRAY_SIZE(next_of))
		return -EINVAL;
	mutex_lock(&looking);
	do {
		spin_lock(&tree_lock);
		spin_lock(&sched_lock);
		p = proc_find(pid);
		busy = p != NULL ? must_be_held(p->thread, held) : NULL;
		while (p != NULL && !p->ending && busy == NULL && done < n &&
		       next_of[what](p, after, &to[done]))
			after = to[done++].key;
		spin_unlock(&sched_lock);
		spin_unlock(&tree_lock);
		if (held != NULL)
			hart_release(held);
		if (busy != NULL)
			hart_hold(busy);
		held = busy;
	} while (busy != NULL);
	mutex_unlock(&looking);
	return p != NULL ? (ssize_t)done : -ESRCH;
}
