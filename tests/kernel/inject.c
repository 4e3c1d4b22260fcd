/*
 * Faults on order: the n-th time that memory is asked for is refused, or the
 * n-th read of the disk fails. What the processes of the group ask for counts
 * that the order came from: frames, objects, promises.
 *
 * A frame that was promised can be refused only to who touches a page, and is
 * killed then: so those count by themselves ("redeemed"). Writes that fail are
 * tried in tests/fs, as they end the file system's service.
 */
#include "abi/errno.h"
#include "drivers/virtio_blk.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"
#include "orders.h"
#include "proc/proc.h"
#include "sched/sched.h"

#define RUBBISH 0xa5

void *__real_page_take(bool promised);
void *__wrap_page_take(bool promised);
void *__real_page_alloc_zero(void);
void *__wrap_page_alloc_zero(void);
bool __real_page_promise(size_t n);
bool __wrap_page_promise(size_t n);
void *__real_object_alloc_promised(struct object_cache *c, size_t *promised);
void *__wrap_object_alloc_promised(struct object_cache *c, size_t *promised);
int __real_disk_wait(struct disk_request *r);
int __wrap_disk_wait(struct disk_request *r);
void __real_page_reclaimer_add(page_reclaimer *r);
void __wrap_page_reclaimer_add(page_reclaimer *r);
void __real_sched_init_hart(struct hart *h, struct thread *idle);
void __wrap_sched_init_hart(struct hart *h, struct thread *idle);

/* One kind of fault. */
struct fault {
	int64_t countdown;       /* atomic; it happens when 1 becomes 0 */
	int64_t happened;        /* atomic                              */
	pid_t group;
};

static struct fault memory, redeemed, read_error, read_short;
static bool at_boot;             /* who asks for memory has no process yet */

static bool
is_time(struct fault *f)
{
	if (__atomic_load_n(&f->countdown, __ATOMIC_RELAXED) <= 0 ||
	    __atomic_fetch_sub(&f->countdown, 1, __ATOMIC_RELAXED) != 1)
		return false;
	__atomic_fetch_add(&f->happened, 1, __ATOMIC_RELAXED);
	return true;
}

static bool
fails_here(struct fault *f)
{
	struct proc *p = cpu_thread != NULL ? proc_current() : NULL;

	return (at_boot || (p != NULL && p->info.pgid == f->group)) &&
	       is_time(f);
}

/*
 * What the kernel's calls become
 */

void *
__wrap_page_take(bool promised)
{
	if (fails_here(promised ? &redeemed : &memory))
		return NULL;
	return __real_page_take(promised);
}

void *
__wrap_page_alloc_zero(void)
{
	return fails_here(&memory) ? NULL : __real_page_alloc_zero();
}

bool
__wrap_page_promise(size_t n)
{
	return (n == 0 || !fails_here(&memory)) && __real_page_promise(n);
}

void *
__wrap_object_alloc_promised(struct object_cache *c, size_t *promised)
{
	if (promised == NULL && fails_here(&memory))
		return NULL;
	return __real_object_alloc_promised(c, promised);
}

/* The device wrote half of what was asked for. */
static int
cut_short(struct disk_request *r)
{
	for (unsigned i = r->nblocks / 2; i < r->nblocks; i++)
		memset(r->frames[i], RUBBISH, PAGE_SIZE);
	return -EIO;
}

int
__wrap_disk_wait(struct disk_request *r)
{
	int error = __real_disk_wait(r);

	shuffle_disk();
	if (r->op == DISK_READ && is_time(&read_short))
		error = cut_short(r);
	if (r->op == DISK_READ && is_time(&read_error))
		error = -EIO;
	return error;
}

/*
 * Orders
 */

static page_reclaimer *reclaimers[4];
static unsigned nreclaimers;

void
__wrap_page_reclaimer_add(page_reclaimer *r)
{
	ASSERT(nreclaimers < ARRAY_SIZE(reclaimers));
	reclaimers[nreclaimers++] = r;
	__real_page_reclaimer_add(r);
}

/* All that gives way does: how many frames. */
static int64_t
order_reclaim(uint64_t unused)
{
	size_t freed = 0;

	(void)unused;
	for (unsigned i = 0; i < nreclaimers; i++)
		freed += reclaimers[i](SIZE_MAX);
	return (int64_t)freed;
}

static int64_t
order(struct fault *f, uint64_t nth)
{
	at_boot = false;
	f->group = proc_current()->info.pgid;
	__atomic_store_n(&f->countdown, (int64_t)nth, __ATOMIC_RELAXED);
	return __atomic_exchange_n(&f->happened, 0, __ATOMIC_RELAXED);
}

static int64_t
order_memory(uint64_t nth)
{
	return order(&memory, nth);
}

static int64_t
order_redeemed(uint64_t nth)
{
	return order(&redeemed, nth);
}

static int64_t
order_read_error(uint64_t nth)
{
	return order(&read_error, nth);
}

static int64_t
order_read_short(uint64_t nth)
{
	return order(&read_short, nth);
}

/* All but "reclaim" take n and answer how many faults happened since the last
   order; n = 0 only ends what was ordered. */
const struct order_entry inject_orders[] = {
	{ "reclaim", order_reclaim },
	{ "memory", order_memory },
	{ "redeemed", order_redeemed },
	{ "read error", order_read_error },
	{ "read short", order_read_short },
	{ NULL, NULL },
};

void
inject_at_boot(uint64_t nth)
{
	memory.countdown = (int64_t)nth;
}

void
__wrap_sched_init_hart(struct hart *h, struct thread *idle)
{
	__real_sched_init_hart(h, idle);
	watch_timer();
	at_boot = memory.countdown > 0;
}
