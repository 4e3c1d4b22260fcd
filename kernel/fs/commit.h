/*
 * Writing transactions to disk, and recovering the last one at boot.
 */
#pragma once

#include "lib/list.h"

/* A closed transaction: its buffers, frozen (cache_freeze()). */
struct transaction {
	uint64_t sequence;
	struct list logged, ordered;
};

/*
 * The two halves of a commit. After commit_seal() the transaction survives a
 * crash; commit_finish() brings it home and thaws the buffers. 0 or -EIO:
 * then buffers stay as they are, as memory has what the disk has not.
 */
int commit_seal(struct transaction *t);
int commit_finish(struct transaction *t);

/*
 * Repeats the last transaction that was sealed. *sequence is the number of
 * the next one. 0, -EIO or -ENOMEM.
 */
int commit_recover(uint64_t *sequence);
