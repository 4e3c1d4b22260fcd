/*
 * Faults on order: the n-th time that memory is asked for, or the n-th disk
 * request, fails. Every frame, object and promise that a process of the
 * group asks for counts which gave the order; so do requests to the disk,
 * whoever makes them, the thread that commits too.
 *
 * A frame that was promised cannot be refused (mm/page.h) and is only counted
 * when FAULTS asks for it: then whoever touched the page is to be killed.
 */
#include "abi/errno.h"
#include "arch/fdt.h"
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
void *__real_object_make(struct object_cache *cache, bool promised);
void *__wrap_object_make(struct object_cache *cache, bool promised);
int __real_disk_wait(struct disk_request *r);
int __wrap_disk_wait(struct disk_request *r);
void __real_page_reclaimer_add(page_reclaimer *r);
void __wrap_page_reclaimer_add(page_reclaimer *r);
int __real_machine_read(const void *fdt, paddr_t fdt_pa);
int __wrap_machine_read(const void *fdt, paddr_t fdt_pa);
void __real_sched_init_hart(struct hart *h, struct thread *idle);
void __wrap_sched_init_hart(struct hart *h, struct thread *idle);

/* One kind of fault. */
struct fault {
	int64_t countdown;       /* atomic; it happens when 1 becomes 0 */
	int64_t happened;        /* atomic                              */
	pid_t group;
};

static struct fault memory, redeemed, disk_error, disk_short;
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
__wrap_object_make(struct object_cache *cache, bool promised)
{
	if (!promised && fails_here(&memory))
		return NULL;
	return __real_object_make(cache, promised);
}

/* The device wrote half of what was asked for. */
static int
cut_short(struct disk_request *r)
{
	for (unsigned i = r->nblocks / 2; i < r->nblocks; i++)
		if (r->op == DISK_READ)
			memset(r->frames[i], RUBBISH, PAGE_SIZE);
	return -EIO;
}

int
__wrap_disk_wait(struct disk_request *r)
{
	int error = __real_disk_wait(r);

	if (is_time(&disk_short))
		error = cut_short(r);
	if (is_time(&disk_error))
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
order_disk_error(uint64_t nth)
{
	return order(&disk_error, nth);
}

static int64_t
order_disk_short(uint64_t nth)
{
	return order(&disk_short, nth);
}

/* All but "reclaim" take n and answer how many faults happened since the last
   order; n = 0 only ends what was ordered. */
const struct order_entry inject_orders[] = {
	{ "reclaim", order_reclaim },
	{ "memory", order_memory },
	{ "redeemed", order_redeemed },
	{ "disk error", order_disk_error },
	{ "disk short", order_disk_short },
	{ NULL, NULL },
};

/* CMD="fail=7 ls": the 7th time that memory is asked for once the boot hart
   is ready to start the others; then the command is run. */
int
__wrap_machine_read(const void *fdt, paddr_t fdt_pa)
{
	static const char prefix[] = "fail=";
	int error = __real_machine_read(fdt, fdt_pa);
	size_t n = sizeof(prefix) - 1;
	const char *s = machine.bootargs;

	if (error < 0 || strnlen(s, n) < n || memcmp(s, prefix, n) != 0)
		return error;
	for (s += n; *s >= '0' && *s <= '9'; s++)
		memory.countdown = memory.countdown * 10 + *s - '0';
	machine.bootargs = *s == ' ' ? s + 1 : s;
	return 0;
}

void
__wrap_sched_init_hart(struct hart *h, struct thread *idle)
{
	__real_sched_init_hart(h, idle);
	at_boot = memory.countdown > 0;
}
