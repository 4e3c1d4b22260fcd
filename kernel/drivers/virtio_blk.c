/*
 * The disk: a virtio block device.
 *
 * A request is a chain of descriptors: a header that says what and where, one
 * descriptor for each run of adjacent frames, and a byte for the result. The
 * number of the chain's first descriptor names the request. Free descriptors
 * are linked as those of a chain are, so a new chain is what the free list
 * begins with, and an old one goes back in one piece.
 *
 * Invariant: a descriptor is on the free list or in exactly one chain that
 * the device has; inflight[head] is the chain's request.
 * Locks: disk.lock guards the ring and every field of a request that is the
 * driver's. The interrupt handler takes it too.
 * Read next: fs/cache.c (who reads), fs/log.c (who writes).
 */
#include "abi/disk.h"
#include "arch/fdt.h"
#include "drivers/plic.h"
#include "drivers/virtio_blk.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/spinlock.h"
#include "lib/trace.h"
#include "mm/page.h"
#include "sched/timer.h"

/* Registers of the memory-mapped transport (virtio 1.1, 4.2.2). */
enum {
	REG_MAGIC = 0x000, REG_VERSION = 0x004, REG_DEVICE_ID = 0x008,
	REG_DEVICE_FEATURES = 0x010, REG_DEVICE_SELECT = 0x014,
	REG_DRIVER_FEATURES = 0x020, REG_DRIVER_SELECT = 0x024,
	REG_QUEUE_SELECT = 0x030, REG_QUEUE_MAX = 0x034,
	REG_QUEUE_SIZE = 0x038, REG_QUEUE_READY = 0x044, REG_NOTIFY = 0x050,
	REG_IRQ_STATUS = 0x060, REG_IRQ_ACK = 0x064, REG_STATUS = 0x070,
	/* 64 bits in two halves, low first; the capacity is in sectors. */
	REG_DESC = 0x080, REG_DRIVER_RING = 0x090, REG_DEVICE_RING = 0x0a0,
	REG_GENERATION = 0x0fc, REG_CAPACITY = 0x100, HIGH_HALF = 4,
};

#define VIRTIO_MAGIC 0x74726976u         /* "virt" */
enum { VIRTIO_VERSION = 2, VIRTIO_BLOCK_ID = 2 };

enum {                                   /* device status (2.1) */
	STATUS_ACKNOWLEDGE = 1, STATUS_DRIVER = 2, STATUS_DRIVER_OK = 4,
	STATUS_FEATURES_OK = 8, STATUS_FAILED = 128,
};

/* Features, in halves of 32 bits (5.2.3, 6). */
#define FEATURE0_FLUSH     (1u << 9)
#define FEATURE1_VERSION_1 (1u << 0)

#define SECTORS_PER_BLOCK (DISK_BLOCK_SIZE / 512)
#define LOOK_NS           NSEC_PER_MS   /* between two looks at the ring */
#define QUEUE_MAX         256
#define CHAIN_MAX         (DISK_SEGMENTS_MAX + 2)   /* header, result too */
#define RESULT_OK         0
#define DESC_ALIGN        16

struct descriptor {
	uint64_t addr;
	uint32_t size;
	uint16_t flags, next;
};
enum { DESC_NEXT = 1, DESC_WRITE = 2 /* by the device */ };

static struct {
	struct spinlock lock;
	volatile uint8_t *regs;         /* (c) constant after disk_init() */
	unsigned size;                  /* (c) descriptors                */
	bool can_flush;                 /* (c)                            */
	uint16_t seen;                  /* (l) device.index handled       */
	uint16_t free;                  /* (l) first free descriptor      */
	unsigned nfree;                 /* (l)                            */
	struct waitq room;              /* disk_submit() waits for some   */
	struct disk_request *inflight[QUEUE_MAX];       /* (l) the rest   */
	struct {
		uint32_t type, reserved;
		uint64_t sector;
	} headers[QUEUE_MAX];
	volatile uint8_t results[QUEUE_MAX];
	_Alignas(DESC_ALIGN) struct descriptor desc[QUEUE_MAX];
	volatile struct {
		uint16_t flags, index, heads[QUEUE_MAX];
	} driver;
	volatile struct {
		uint16_t flags, index;
		struct {
			uint32_t head, written;
		} used[QUEUE_MAX];
	} device;
} disk = {
	.lock = SPINLOCK_INIT(RANK_DISK, "disk"),
	.room = WAITQ_INIT(disk.room),
};

struct disk_counts disk_counts;         /* disk.lock */
uint32_t disk_nblocks;

static volatile uint32_t *
reg(unsigned offset)
{
	return (volatile uint32_t *)(disk.regs + offset);
}

/* Orders memory against device registers, both ways. */
static void
io_fence(void)
{
	__asm__ volatile("fence iorw, iorw" : : : "memory");
}

/*
 * Requests
 */

/* Adds the first free descriptor to the chain; its last has no DESC_NEXT. */
static struct descriptor *
chain_add(paddr_t addr, uint32_t size, uint16_t flags)
{
	struct descriptor *d = &disk.desc[disk.free];

	d->addr = addr;
	d->size = size;
	d->flags = flags | DESC_NEXT;
	disk.free = d->next;
	disk.nfree--;
	return d;
}

/* Builds the chain for `r`, adjacent frames as one piece; its head. */
static uint16_t
chain_build(const struct disk_request *r)
{
	uint16_t head = disk.free;
	uint16_t flags = r->op == DISK_READ ? DESC_WRITE : 0;
	struct descriptor *last;

	disk.headers[head].type = r->op;
	disk.headers[head].sector = (uint64_t)r->block * SECTORS_PER_BLOCK;
	last = chain_add(kernel_to_pa(&disk.headers[head]),
			 sizeof(disk.headers[head]), 0);
	for (unsigned i = 0; i < r->nblocks; i++) {
		paddr_t pa = kernel_to_pa(r->frames[i]);

		if (i > 0 && pa == last->addr + last->size)
			last->size += PAGE_SIZE;
		else
			last = chain_add(pa, PAGE_SIZE, flags);
	}
	last = chain_add(kernel_to_pa((void *)&disk.results[head]), 1, 0);
	last->flags = DESC_WRITE;
	return head;
}

/* Completes what the device has done; disk.lock is held. */
static void
ring_drain(void)
{
	for (; disk.seen != disk.device.index; disk.seen++) {
		struct disk_request *r = NULL;
		struct descriptor *last;
		uint32_t head;

		io_fence();
		head = disk.device.used[disk.seen % disk.size].head;
		if (head < disk.size)
			r = disk.inflight[head];
		if (r == NULL)
			panic("disk: completes request %u, which it does not "
			      "have", head);
		disk.inflight[head] = NULL;
		last = &disk.desc[head];
		for (disk.nfree++; last->flags & DESC_NEXT; disk.nfree++)
			last = &disk.desc[last->next];
		last->next = disk.free;
		disk.free = (uint16_t)head;
		r->error = disk.results[head] == RESULT_OK ? 0 : -EIO;
		r->done = true;
		trace(TRACE_DISK_DONE, r->block, (uint64_t)r->error);
		waitq_wake_all(&r->waiters);   /* then r may be gone */
		waitq_wake_all(&disk.room);
	}
}

/*
 * Acknowledges first and looks at the ring afterwards: what the device adds
 * later than that look raises the interrupt again.
 */
static void
disk_interrupt(void)
{
	*reg(REG_IRQ_ACK) = *reg(REG_IRQ_STATUS);
	io_fence();
	spin_lock(&disk.lock);
	ring_drain();
	spin_unlock(&disk.lock);
}

/*
 * Sleeps until something was completed, with disk.lock. Looks at the ring now
 * and then by itself: so a lost interrupt is only a delay, and a QEMU that
 * skips idle time (-icount sleep=off) has a near deadline to skip to.
 */
static void
completion_await(struct waitq *q)
{
	nanosec_t deadline = timer_now() + LOOK_NS;

	if (waitq_sleep_firm_until(q, &disk.lock, deadline) == WAITQ_TIMEOUT)
		ring_drain();
}

static void
count(const struct disk_request *r)
{
	disk_counts.flushes += r->op == DISK_FLUSH;
	if (r->op == DISK_READ) {
		disk_counts.reads++;
		disk_counts.blocks_read += r->nblocks;
	} else if (r->op == DISK_WRITE) {
		disk_counts.writes++;
		disk_counts.blocks_written += r->nblocks;
	}
}

void
disk_submit(struct disk_request *r)
{
	uint16_t head;

	ASSERT(r->nblocks <= DISK_SEGMENTS_MAX);
	ASSERT((r->op == DISK_FLUSH) == (r->nblocks == 0));
	ASSERT(r->op != DISK_FLUSH || r->block == 0);
	r->error = 0;
	r->done = r->op == DISK_FLUSH && !disk.can_flush;
	waitq_init(&r->waiters);
	if (r->done)
		return;
	spin_lock(&disk.lock);
	while (disk.nfree < r->nblocks + 2)
		completion_await(&disk.room);
	trace(TRACE_DISK, r->block, TRACE_REQUEST(r->op, r->nblocks));
	head = chain_build(r);
	disk.inflight[head] = r;
	count(r);
	disk.driver.heads[disk.driver.index % disk.size] = head;
	io_fence();    /* the device sees the chain before the index … */
	disk.driver.index++;
	io_fence();    /* … and the index before the notification      */
	*reg(REG_NOTIFY) = 0;
	spin_unlock(&disk.lock);
}

int
disk_wait(struct disk_request *r)
{
	spin_lock(&disk.lock);
	while (!r->done)
		completion_await(&r->waiters);
	spin_unlock(&disk.lock);
	return r->error;
}

/*
 * Set-up (3.1.1, 4.2.3)
 */

/* Accepts a feature if the device offers it. */
static bool
feature_accept(unsigned half, uint32_t feature)
{
	*reg(REG_DEVICE_SELECT) = half;
	feature &= *reg(REG_DEVICE_FEATURES);
	*reg(REG_DRIVER_SELECT) = half;
	*reg(REG_DRIVER_FEATURES) = feature;
	return feature != 0;
}

static void
address_write(unsigned offset, const volatile void *part)
{
	paddr_t pa = kernel_to_pa((const void *)part);

	*reg(offset) = (uint32_t)pa;
	*reg(offset + HIGH_HALF) = (uint32_t)(pa >> 32);
}

/* Gives the device the queue, and asks for the disk's size. */
static void
queue_init(void)
{
	uint64_t sectors;
	uint32_t generation;

	for (unsigned i = 0; i < disk.size; i++)
		disk.desc[i].next = (uint16_t)(i + 1);
	disk.nfree = disk.size;
	*reg(REG_QUEUE_SIZE) = disk.size;
	address_write(REG_DESC, disk.desc);
	address_write(REG_DRIVER_RING, &disk.driver);
	address_write(REG_DEVICE_RING, &disk.device);
	*reg(REG_QUEUE_READY) = 1;
	do {
		generation = *reg(REG_GENERATION);
		sectors = *reg(REG_CAPACITY);
		sectors |= (uint64_t)*reg(REG_CAPACITY + HIGH_HALF) << 32;
	} while (*reg(REG_GENERATION) != generation);
	disk_nblocks = (uint32_t)MIN(sectors / SECTORS_PER_BLOCK,
				     (uint64_t)UINT32_MAX);
}

static int
device_start(uint32_t irq)
{
	*reg(REG_STATUS) = 0;
	*reg(REG_STATUS) = STATUS_ACKNOWLEDGE;
	*reg(REG_STATUS) |= STATUS_DRIVER;
	disk.can_flush = feature_accept(0, FEATURE0_FLUSH);
	if (feature_accept(1, FEATURE1_VERSION_1))
		*reg(REG_STATUS) |= STATUS_FEATURES_OK;
	*reg(REG_QUEUE_SELECT) = 0;
	disk.size = MIN(*reg(REG_QUEUE_MAX), (uint32_t)QUEUE_MAX);
	if (!(*reg(REG_STATUS) & STATUS_FEATURES_OK) || disk.size < CHAIN_MAX) {
		kprint("disk: does not agree to virtio 1, or its queue of %u "
		       "is too small\n", disk.size);
		*reg(REG_STATUS) = STATUS_FAILED;
		return -ENODEV;
	}
	queue_init();
	plic_register(irq, disk_interrupt);
	io_fence();
	*reg(REG_STATUS) |= STATUS_DRIVER_OK;
	return 0;
}

int
disk_init(void)
{
	for (unsigned i = 0; i < machine.nvirtio; i++) {
		disk.regs = pa_to_kernel(machine.virtio[i].base);
		if (*reg(REG_MAGIC) != VIRTIO_MAGIC ||
		    *reg(REG_DEVICE_ID) != VIRTIO_BLOCK_ID)
			continue;
		if (*reg(REG_VERSION) == VIRTIO_VERSION)
			return device_start(machine.virtio[i].irq);
		kprint("disk: legacy virtio; start QEMU with "
		       "-global virtio-mmio.force-legacy=false\n");
	}
	kprint("disk: there is none\n");
	return -ENODEV;
}
