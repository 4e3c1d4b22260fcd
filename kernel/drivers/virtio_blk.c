/*
 * The disk: a virtio block device.
 *
 * A request is a chain of descriptors: a header that says what and where, one
 * descriptor for each run of adjacent frames, and a byte for the result. The
 * number of the chain's first descriptor names the request.
 *
 * Invariant: a descriptor is on the free list or in exactly one chain that
 * the device has; inflight[head] is the chain's request.
 * Locks: disk.lock guards the ring and every field of a request that is the
 * driver's. The interrupt handler takes it too.
 * Read next: fs/cache.c (who reads), fs/commit.c (who writes).
 */
#include "abi/disk.h"
#include "abi/errno.h"
#include "arch/fdt.h"
#include "drivers/plic.h"
#include "drivers/virtio_blk.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/spinlock.h"
#include "mm/page.h"

/* Registers of the memory-mapped transport (virtio 1.1, 4.2.2). */
enum {
	REG_MAGIC           = 0x000,
	REG_VERSION         = 0x004,
	REG_DEVICE_ID       = 0x008,
	REG_DEVICE_FEATURES = 0x010,
	REG_DEVICE_SELECT   = 0x014,
	REG_DRIVER_FEATURES = 0x020,
	REG_DRIVER_SELECT   = 0x024,
	REG_QUEUE_SELECT    = 0x030,
	REG_QUEUE_MAX       = 0x034,
	REG_QUEUE_SIZE      = 0x038,
	REG_QUEUE_READY     = 0x044,
	REG_NOTIFY          = 0x050,
	REG_IRQ_STATUS      = 0x060,
	REG_IRQ_ACK         = 0x064,
	REG_STATUS          = 0x070,
	REG_DESC            = 0x080,    /* 64 bits in two halves */
	REG_DRIVER_RING     = 0x090,
	REG_DEVICE_RING     = 0x0a0,
	REG_GENERATION      = 0x0fc,
	REG_CAPACITY        = 0x100,    /* 64 bits, in sectors   */
};

#define VIRTIO_MAGIC    0x74726976u   /* "virt" */
#define VIRTIO_LEGACY   1
#define VIRTIO_VERSION  2
#define VIRTIO_BLOCK_ID 2

/* Device status (2.1). */
#define STATUS_ACKNOWLEDGE 1
#define STATUS_DRIVER      2
#define STATUS_DRIVER_OK   4
#define STATUS_FEATURES_OK 8
#define STATUS_FAILED      128

/* Features, in halves of 32 bits (5.2.3, 6). */
#define FEATURE0_FLUSH     (1u << 9)
#define FEATURE1_VERSION_1 (1u << 0)

/* What a header may ask for, and the results (5.2.6). */
#define BLOCK_IN    0
#define BLOCK_OUT   1
#define BLOCK_FLUSH 4
#define BLOCK_OK    0

#define SECTOR_SIZE       512
#define SECTORS_PER_BLOCK (DISK_BLOCK_SIZE / SECTOR_SIZE)

#define QUEUE_MAX  256
#define CHAIN_MAX  (DISK_SEGMENTS_MAX + 2)   /* header and result too */

#define DESC_NEXT   1
#define DESC_WRITE  2                        /* by the device */

struct descriptor {
	uint64_t addr;
	uint32_t size;
	uint16_t flags;
	uint16_t next;
};

struct driver_ring {
	uint16_t flags;
	uint16_t index;
	uint16_t heads[QUEUE_MAX];
};

struct device_ring {
	uint16_t flags;
	uint16_t index;
	struct {
		uint32_t head;
		uint32_t written;
	} used[QUEUE_MAX];
};

struct block_header {
	uint32_t type;
	uint32_t reserved;
	uint64_t sector;
};

static struct {
	struct spinlock lock;
	volatile uint8_t *regs;              /* (c) constant after disk_init() */
	uint32_t irq;                        /* (c)                            */
	uint32_t nblocks;                    /* (c)                            */
	unsigned size;                       /* (c) descriptors                */
	bool can_flush;                      /* (c)                            */
	struct descriptor *desc;             /* (l) the rest                   */
	struct driver_ring *driver;
	volatile struct device_ring *device;
	uint16_t seen;                       /* device->index handled so far   */
	unsigned nfree;
	uint16_t free;                       /* first free descriptor          */
	struct waitq room;                   /* disk_submit() waits for some   */
	struct disk_request *inflight[QUEUE_MAX];
	struct block_header headers[QUEUE_MAX];
	volatile uint8_t results[QUEUE_MAX];
} disk = {
	.lock = SPINLOCK_INIT(RANK_DISK, "disk"),
	.room = WAITQ_INIT(disk.room),
};

_Static_assert(sizeof(struct descriptor) * QUEUE_MAX <= PAGE_SIZE &&
	       sizeof(struct device_ring) <= PAGE_SIZE,
	       "each part of the queue is one frame");

static uint32_t
reg_read(unsigned reg)
{
	return *(volatile uint32_t *)(disk.regs + reg);
}

static void
reg_write(unsigned reg, uint32_t value)
{
	*(volatile uint32_t *)(disk.regs + reg) = value;
}

static void
reg_write_address(unsigned reg, const void *frame)
{
	paddr_t pa = kernel_to_pa(frame);

	reg_write(reg, (uint32_t)pa);
	reg_write(reg + sizeof(uint32_t), (uint32_t)(pa >> 32));
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

static uint16_t
desc_take(void)
{
	uint16_t i = disk.free;

	disk.free = disk.desc[i].next;
	disk.nfree--;
	return i;
}

/* Appends a descriptor after `last`; its number. */
static uint16_t
desc_append(uint16_t last, paddr_t addr, uint32_t size, uint16_t flags)
{
	uint16_t i = desc_take();

	disk.desc[i] = (struct descriptor){
		.addr = addr, .size = size, .flags = flags };
	disk.desc[last].flags |= DESC_NEXT;
	disk.desc[last].next = i;
	return i;
}

static uint16_t
chain_begin(struct disk_request *r)
{
	static const uint32_t types[] = {
		[DISK_READ] = BLOCK_IN, [DISK_WRITE] = BLOCK_OUT,
		[DISK_FLUSH] = BLOCK_FLUSH };
	uint16_t head = desc_take();
	struct block_header *h = &disk.headers[head];

	h->type = types[r->op];
	h->reserved = 0;
	h->sector = r->op == DISK_FLUSH ? 0 :
		(uint64_t)r->block * SECTORS_PER_BLOCK;
	disk.desc[head] = (struct descriptor){
		.addr = kernel_to_pa(h), .size = sizeof(*h) };
	return head;
}

/* Adds the frames, adjacent ones as one piece; the last descriptor. */
static uint16_t
chain_add_frames(uint16_t last, const struct disk_request *r)
{
	uint16_t flags = r->op == DISK_READ ? DESC_WRITE : 0;
	paddr_t end = 0;

	for (unsigned i = 0; i < r->nblocks; i++) {
		paddr_t pa = kernel_to_pa(r->frames[i]);

		if (i > 0 && pa == end)
			disk.desc[last].size += PAGE_SIZE;
		else
			last = desc_append(last, pa, PAGE_SIZE, flags);
		end = pa + PAGE_SIZE;
	}
	return last;
}

static void
chain_send(struct disk_request *r)
{
	uint16_t head = chain_begin(r);
	uint16_t last = chain_add_frames(head, r);

	desc_append(last, kernel_to_pa((void *)&disk.results[head]), 1,
		    DESC_WRITE);
	disk.inflight[head] = r;
	disk.driver->heads[disk.driver->index % disk.size] = head;
	io_fence();    /* the device sees the chain before the index … */
	*(volatile uint16_t *)&disk.driver->index += 1;
	io_fence();    /* … and the index before the notification      */
	reg_write(REG_NOTIFY, 0);
}

void
disk_submit(struct disk_request *r)
{
	unsigned need = r->nblocks + 2;

	ASSERT(r->nblocks <= DISK_SEGMENTS_MAX);
	ASSERT((r->op == DISK_FLUSH) == (r->nblocks == 0));
	r->error = 0;
	r->done = r->op == DISK_FLUSH && !disk.can_flush;
	waitq_init(&r->waiters);
	if (r->done)
		return;
	spin_lock(&disk.lock);
	while (disk.nfree < need)
		waitq_sleep_firm(&disk.room, &disk.lock);
	chain_send(r);
	spin_unlock(&disk.lock);
}

int
disk_wait(struct disk_request *r)
{
	spin_lock(&disk.lock);
	while (!r->done)
		waitq_sleep_firm(&r->waiters, &disk.lock);
	spin_unlock(&disk.lock);
	return r->error;
}

uint32_t
disk_nblocks(void)
{
	return disk.nblocks;
}

/*
 * Completion
 */

static void
chain_free(uint16_t head)
{
	uint16_t last = head;

	disk.nfree++;
	while (disk.desc[last].flags & DESC_NEXT) {
		last = disk.desc[last].next;
		disk.nfree++;
	}
	disk.desc[last].next = disk.free;
	disk.free = head;
}

static void
request_complete(uint32_t head)
{
	struct disk_request *r = head < disk.size ? disk.inflight[head] : NULL;

	if (r == NULL) {
		kprint("disk: completes request %u, which it does not have\n",
		       head);
		return;
	}
	disk.inflight[head] = NULL;
	r->error = disk.results[head] == BLOCK_OK ? 0 : -EIO;
	chain_free((uint16_t)head);
	r->done = true;
	waitq_wake_all(&r->waiters);   /* with the lock: then r may be gone */
}

/*
 * Acknowledges first and looks at the ring afterwards: what the device adds
 * later than that look raises the interrupt again.
 */
static void
disk_interrupt(void *arg)
{
	bool some = false;

	(void)arg;
	reg_write(REG_IRQ_ACK, reg_read(REG_IRQ_STATUS));
	io_fence();
	spin_lock(&disk.lock);
	while (disk.seen != disk.device->index) {
		io_fence();
		request_complete(disk.device->used[disk.seen % disk.size].head);
		disk.seen++;
		some = true;
	}
	if (some)
		waitq_wake_all(&disk.room);
	spin_unlock(&disk.lock);
}

/*
 * Set-up (3.1.1, 4.2.3)
 */

static uint32_t
features_read(unsigned half)
{
	reg_write(REG_DEVICE_SELECT, half);
	return reg_read(REG_DEVICE_FEATURES);
}

static void
features_write(unsigned half, uint32_t features)
{
	reg_write(REG_DRIVER_SELECT, half);
	reg_write(REG_DRIVER_FEATURES, features);
}

static int
features_negotiate(void)
{
	uint32_t flush = features_read(0) & FEATURE0_FLUSH;

	if (!(features_read(1) & FEATURE1_VERSION_1))
		return -ENODEV;
	features_write(0, flush);
	features_write(1, FEATURE1_VERSION_1);
	disk.can_flush = flush != 0;
	reg_write(REG_STATUS, reg_read(REG_STATUS) | STATUS_FEATURES_OK);
	return reg_read(REG_STATUS) & STATUS_FEATURES_OK ? 0 : -ENODEV;
}

static void
descriptors_init(void)
{
	for (unsigned i = 0; i < disk.size; i++)
		disk.desc[i].next = (uint16_t)(i + 1);
	disk.free = 0;
	disk.nfree = disk.size;
}

static int
queue_init(void)
{
	reg_write(REG_QUEUE_SELECT, 0);
	disk.size = MIN(reg_read(REG_QUEUE_MAX), (uint32_t)QUEUE_MAX);
	if (disk.size < CHAIN_MAX) {
		kprint("disk: a queue of %u is too small\n", disk.size);
		return -ENODEV;
	}
	disk.desc = page_alloc_zero();
	disk.driver = page_alloc_zero();
	disk.device = page_alloc_zero();
	if (!disk.desc || !disk.driver || !disk.device) {
		kprint("disk: no memory for its queue\n");
		return -ENOMEM;
	}
	descriptors_init();
	reg_write(REG_QUEUE_SIZE, disk.size);
	reg_write_address(REG_DESC, disk.desc);
	reg_write_address(REG_DRIVER_RING, disk.driver);
	reg_write_address(REG_DEVICE_RING, (void *)disk.device);
	reg_write(REG_QUEUE_READY, 1);
	return 0;
}

static void
capacity_read(void)
{
	uint64_t sectors, nblocks;
	uint32_t generation;

	do {
		generation = reg_read(REG_GENERATION);
		sectors = reg_read(REG_CAPACITY);
		sectors |= (uint64_t)reg_read(REG_CAPACITY +
					      sizeof(uint32_t)) << 32;
	} while (reg_read(REG_GENERATION) != generation);
	nblocks = sectors / SECTORS_PER_BLOCK;
	disk.nblocks = (uint32_t)MIN(nblocks, (uint64_t)UINT32_MAX);
}

static int
device_start(void)
{
	int error;

	reg_write(REG_STATUS, 0);
	reg_write(REG_STATUS, STATUS_ACKNOWLEDGE);
	reg_write(REG_STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER);
	error = features_negotiate();
	if (error < 0)
		kprint("disk: does not agree to virtio 1\n");
	else
		error = queue_init();
	if (error < 0) {
		reg_write(REG_STATUS, STATUS_FAILED);
		return error;
	}
	capacity_read();
	plic_register(disk.irq, disk_interrupt, NULL);
	io_fence();
	reg_write(REG_STATUS, reg_read(REG_STATUS) | STATUS_DRIVER_OK);
	return 0;
}

/* True when slot `at` holds a block device that this driver can run. */
static bool
slot_is_disk(const struct device_place *at)
{
	disk.regs = pa_to_kernel(at->base);
	disk.irq = at->irq;
	if (reg_read(REG_MAGIC) != VIRTIO_MAGIC ||
	    reg_read(REG_DEVICE_ID) != VIRTIO_BLOCK_ID)
		return false;
	if (reg_read(REG_VERSION) == VIRTIO_VERSION)
		return true;
	if (reg_read(REG_VERSION) == VIRTIO_LEGACY)
		kprint("disk: legacy virtio; start QEMU with "
		       "-global virtio-mmio.force-legacy=false\n");
	return false;
}

int
disk_init(void)
{
	for (unsigned i = 0; i < machine.nvirtio; i++)
		if (slot_is_disk(&machine.virtio[i]))
			return device_start();
	kprint("disk: there is none\n");
	return -ENODEV;
}
