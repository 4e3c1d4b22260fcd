/*
 * The checker of the file system's format, as a library: it works on any
 * raw_disk, so a test harness can check a disk in memory after each write.
 *
 * It trusts nothing it reads: any bytes give findings, never a crash, and
 * time and memory are bounded by the size of the disk.
 */
#ifndef MKFS_FSCK_H
#define MKFS_FSCK_H

#include "raw.h"

/* Each rule of the format, with the name that findings carry. */
#define FSCK_INVARIANTS(X) \
	X(SUPERBLOCK_FIELDS, "superblock-fields") \
	X(LAYOUT_ORDER, "layout-order") \
	X(LOG_HEADER, "log-header") \
	X(INODE_TYPE, "inode-type") \
	X(INODE_UNUSED, "inode-unused") \
	X(FREE_INODE, "free-inode-not-zero") \
	X(DEVICE_FIELDS, "device-fields") \
	X(INODE_SIZE, "inode-size-vs-blocks") \
	X(INODE_NBLOCKS, "inode-nblocks") \
	X(BLOCK_RANGE, "block-range") \
	X(BLOCK_DOUBLE_USE, "block-double-use") \
	X(BITMAP_MISSING, "bitmap-missing") \
	X(BITMAP_LEAK, "bitmap-leak") \
	X(DIR_DOT, "dir-dot") \
	X(DIR_DOTDOT, "dir-dotdot") \
	X(DIR_ENTRY_INODE, "dir-entry-inode") \
	X(DIR_ENTRY_NAME, "dir-entry-name") \
	X(DIR_LINKED_TWICE, "dir-linked-twice") \
	X(DIR_CYCLE, "dir-cycle") \
	X(DIR_CONNECTED, "dir-connected") \
	X(LINK_COUNT, "link-count") \
	X(NORPHANS, "norphans")

enum fsck_invariant {
#define X(symbol, name) FSCK_##symbol,
	FSCK_INVARIANTS(X)
#undef X
	FSCK_NINVARIANTS
};

const char *fsck_name(enum fsck_invariant i);

enum fsck_event {
	FSCK_FINDING,           /* the disk breaks a rule               */
	FSCK_REPAIR,            /* a finding of a repairing round       */
	FSCK_REMAINING,         /* the disk still does, after repair    */
};

struct fsck_options {
	bool repair;            /* needs write and flush of the disk    */
	/* Called for each finding; NULL = count only. */
	void (*report)(void *ctx, enum fsck_event event,
		       enum fsck_invariant invariant, const char *text);
	void *ctx;
};

/* Meaningful unless FSCK_FAILED was returned. */
struct fsck_result {
	uint64_t findings;
	uint64_t remaining;     /* after repair; without: all of them   */
	bool recovered;         /* repair copied the log's images home  */
	uint64_t log_sequence;  /* of the last transaction; 0 = none    */
	uint32_t log_count;     /* images in it                         */
	uint32_t log_pending;   /* of these, not home yet               */
	uint32_t norphans;      /* inodes that a mount will free        */
	uint32_t orphans_freed; /* by repair                            */
	uint32_t nfiles, ndirs, ndevices;
	uint32_t blocks_used, nblocks;
};

/*
 * Checks the disk as it will be after the log's recovery, and with
 * options->repair recovers and repairs it. Prints nothing. Returns one of:
 */
enum fsck_status {
	FSCK_CLEAN,             /* no findings                          */
	FSCK_ERRORS,            /* findings, maybe repaired             */
	FSCK_FAILED,            /* an I/O error or no memory            */
};
enum fsck_status fsck_check(struct raw_disk *disk,
			    const struct fsck_options *options,
			    struct fsck_result *result);

#endif
