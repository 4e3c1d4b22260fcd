/*
 * The disk: a virtio block device (virtio 1.1, section 5.2) behind a
 * memory-mapped transport (section 4.2.2, version 2).
 *
 * Requests are put into the virtqueue and completed by the interrupt; many
 * may be in flight. Blocks are DISK_BLOCK_SIZE bytes.
 */
#pragma once

#include "sched/waitq.h"

/* The values are the device's (5.2.6). */
enum disk_op { DISK_READ = 0, DISK_WRITE = 1, DISK_FLUSH = 4 };

/* Most blocks of one request. */
#define DISK_SEGMENTS_MAX 62

/*
 * One request. The caller owns it, fills in the first group of fields and
 * keeps it alive until disk_wait() has returned.
 */
struct disk_request {
	enum disk_op op;
	uint32_t block;                     /* first of nblocks adjacent ones */
	unsigned nblocks;                   /* to DISK_SEGMENTS_MAX; 0: flush */
	void *frames[DISK_SEGMENTS_MAX];    /* one page frame a block         */
	/* The driver's from disk_submit() to disk_wait(). */
	int error;                          /* 0 or -EIO                      */
	bool done;
	struct waitq waiters;               /* who is in disk_wait()          */
};

/* Looks for a disk among the machine's virtio slots. 0, or -ENODEV and the
   reason is printed. Once, at boot. */
int disk_init(void);

/* Queues a request; sleeps while the virtqueue is full. */
void disk_submit(struct disk_request *r);

/* Sleeps until the request is done; 0 or -EIO. */
int disk_wait(struct disk_request *r);

/* Requests queued since boot, and their blocks; may be read at any time. */
extern struct disk_counts {
	size_t reads, writes, flushes, blocks_read, blocks_written;
} disk_counts;

/* Capacity in blocks; constant after disk_init(). */
extern uint32_t disk_nblocks;
