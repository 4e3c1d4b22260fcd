/*
 * A disk in memory that keeps a record of what is written to it, for tests
 * of what a crash leaves.
 */
#ifndef TEST_DISK_H
#define TEST_DISK_H

#include "arch/types.h"

/* Sets the disk's contents: `nblocks` blocks at `image`, changed in place. */
void disk_insert(void *image, uint32_t nblocks);
void *disk_image(void);

/* Completes a request that is under way; false when there is none. */
bool disk_complete_one(void);

/* What happened to the disk, in order. */
enum disk_event_kind {
	EVENT_WRITE,             /* of one block                        */
	EVENT_FLUSH,             /* the first `n` writes are durable    */
	EVENT_BEGIN,             /* the test began operation number `n` */
	EVENT_SYNCED,            /* operations up to `n` are synced     */
};

struct disk_event {
	enum disk_event_kind kind;
	uint32_t n;              /* block, number of writes or operation */
	void *data;              /* of a write: what it became           */
};

#define EVENTS_MAX 65536

struct disk_record {
	uint32_t nevents, nwrites;
	struct disk_event events[EVENTS_MAX];
	char data[];             /* blocks, one for each write */
};

/* An empty record that child processes can fill. */
struct disk_record *disk_record_new(void);

/* Records from now on; the data that is written is kept too. */
void disk_record(struct disk_record *record);
void disk_note(enum disk_event_kind kind, uint32_t n);

/* The n-th read or write from now on fails, and all later ones if `on`. */
void disk_fail_read(unsigned nth);
void disk_fail_writes_from(unsigned nth);

/* Requests so far. */
struct disk_totals { unsigned reads, writes, flushes, blocks; };
struct disk_totals disk_totals(void);

#endif
