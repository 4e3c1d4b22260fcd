/*
 * A disk in memory: see disk.h. It stands in for drivers/virtio_blk.c.
 *
 * Requests are completed when nothing else can run, the oldest first, or in
 * any order while threads are shuffled. What is being written must not change
 * on its way: that is checked.
 */
#include "abi/disk.h"
#include "abi/errno.h"
#include "disk.h"
#include "drivers/virtio_blk.h"
#include "env.h"
#include "host.h"
#include "lib/panic.h"
#include "lib/string.h"

#define PENDING_MAX 256

static char *image;
uint32_t disk_nblocks;
static struct disk_request *pending[PENDING_MAX];
static uint64_t notes[PENDING_MAX];      /* a write: the sum of its data; a
					    flush: writes complete before */
static unsigned npending;
static struct disk_record *record;
static struct disk_totals totals;
static unsigned fail_read, fail_write;

void
disk_insert(void *new_image, uint32_t new_nblocks)
{
	image = new_image;
	disk_nblocks = new_nblocks;
}

void *
disk_image(void)
{
	return image;
}

int
disk_init(void)
{
	return image != NULL ? 0 : -ENODEV;
}

struct disk_record *
disk_record_new(void)
{
	return host_memory(NULL, sizeof(struct disk_record) +
			   (size_t)EVENTS_MAX * DISK_BLOCK_SIZE, true);
}

void
disk_record(struct disk_record *r)
{
	record = r;
}

void
disk_note(enum disk_event_kind kind, uint32_t n)
{
	if (record == NULL)
		return;
	ASSERT(record->nevents < EVENTS_MAX);
	record->events[record->nevents++] =
		(struct disk_event){ .kind = kind, .n = n };
}

void
disk_fail_read(unsigned nth)
{
	fail_read = nth;
}

void
disk_fail_writes_from(unsigned nth)
{
	fail_write = nth;
}

struct disk_totals
disk_totals(void)
{
	return totals;
}

static uint64_t
sum_of(const struct disk_request *r)
{
	uint64_t sum = 0;

	for (unsigned i = 0; i < r->nblocks; i++)
		for (size_t w = 0; w < DISK_BLOCK_SIZE / sizeof(sum); w++)
			sum = sum * 31 + ((uint64_t *)r->frames[i])[w];
	return sum;
}

static void
write_block(uint32_t block, const void *data)
{
	memcpy(image + (size_t)block * DISK_BLOCK_SIZE, data, DISK_BLOCK_SIZE);
	if (record == NULL)
		return;
	disk_note(EVENT_WRITE, block);
	record->events[record->nevents - 1].data =
		memcpy(record->data + (size_t)record->nwrites++ *
		       DISK_BLOCK_SIZE, data, DISK_BLOCK_SIZE);
}

/* A flush makes durable what was complete when it was sent. */
static void
carry_out(struct disk_request *r, uint64_t nwrites_before)
{
	for (unsigned i = 0; i < r->nblocks && r->error == 0; i++) {
		size_t at = (size_t)(r->block + i) * DISK_BLOCK_SIZE;

		if (r->op == DISK_WRITE)
			write_block(r->block + i, r->frames[i]);
		else
			memcpy(r->frames[i], image + at, DISK_BLOCK_SIZE);
	}
	if (r->op == DISK_FLUSH)
		disk_note(EVENT_FLUSH, (uint32_t)nwrites_before);
}

static bool
fails(const struct disk_request *r)
{
	if (r->op == DISK_READ)
		return fail_read > 0 && --fail_read == 0;
	if (fail_write == 1)
		return true;
	if (fail_write > 1)
		fail_write--;
	return false;
}

static void
count(const struct disk_request *r)
{
	totals.reads += r->op == DISK_READ;
	totals.writes += r->op == DISK_WRITE;
	totals.flushes += r->op == DISK_FLUSH;
	totals.blocks += r->nblocks;
}

void
disk_submit(struct disk_request *r)
{
	ASSERT((r->op == DISK_FLUSH) == (r->nblocks == 0));
	ASSERT(r->nblocks <= DISK_SEGMENTS_MAX && npending < PENDING_MAX);
	ASSERT((uint64_t)r->block + r->nblocks <= disk_nblocks);
	r->error = fails(r) ? -EIO : 0;
	r->done = false;
	waitq_init(&r->waiters);
	if (r->op == DISK_FLUSH)
		notes[npending] = record != NULL ? record->nwrites : 0;
	else
		notes[npending] = r->op == DISK_WRITE ? sum_of(r) : 0;
	pending[npending++] = r;
	count(r);
	env_maybe_switch();
}

bool
disk_complete_one(void)
{
	static unsigned turn;
	struct disk_request *r;
	uint64_t note;
	unsigned i;

	if (npending == 0)
		return false;
	i = turn++ % 2 == 0 ? 0 : (unsigned)host_random(npending);
	r = pending[i];
	note = notes[i];
	if (r->op == DISK_WRITE)
		ASSERT(note == sum_of(r));
	npending--;
	memmove(&pending[i], &pending[i + 1], (npending - i) * sizeof(r));
	memmove(&notes[i], &notes[i + 1], (npending - i) * sizeof(notes[0]));
	carry_out(r, note);
	r->done = true;
	waitq_wake_all(&r->waiters);
	return true;
}

int
disk_wait(struct disk_request *r)
{
	static struct spinlock lock = SPINLOCK_INIT(RANK_DISK, "disk");

	spin_lock(&lock);
	while (!r->done)
		waitq_sleep_firm(&r->waiters, &lock);
	spin_unlock(&lock);
	return r->error;
}
