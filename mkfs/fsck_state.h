/*
 * What the parts of the checker share. For the files of fsck only.
 *
 * A round goes over the whole disk once: inodes and their blocks, directories
 * from the root down, what has no name, link counts, bitmap. It always goes on
 * as if each finding had been repaired, so one error is one finding; in a
 * repairing round, what it assumes is also written. Repair means rounds until
 * one changes nothing.
 */
#ifndef MKFS_FSCK_STATE_H
#define MKFS_FSCK_STATE_H

#include "fsck.h"

/* A block of a directory's contents. */
struct dir_block {
	uint32_t index;         /* in the directory                     */
	uint32_t block;
};

/* The checker's notes about one inode. */
struct fsck_inode {
	struct disk_inode disk;
	uint32_t parent;        /* of a reached directory; else 0       */
	uint32_t links;         /* entries found, "." and ".." not      */
	uint32_t nsubdirs;
	size_t first_block;     /* of a directory: in f->dir_block      */
	size_t ndir_blocks;
	bool referenced;        /* an unreached directory names it      */
	bool cycle;             /* was taken out of a ring              */
	bool dirty;             /* differs from the disk                */
};

/* The parent of a directory that should be in lost+found but is not. */
#define PARENT_LOST UINT32_MAX

/* Where repair puts the next nameless inode; lost.c. */
struct fsck_lost {
	uint32_t dir;           /* lost+found, or the root; 0 = not yet */
	size_t cursor;          /* blocks of it that are full           */
	uint32_t grown;         /* the block added last                 */
};

struct fsck {
	struct raw_disk view;   /* the disk after recovery; comes first */
	struct raw_disk *disk;
	const struct fsck_options *options;
	struct fsck_result *result;
	enum fsck_event event;  /* what findings are now                */
	uint64_t findings;      /* in this round                        */
	bool repair;            /* this round writes                    */
	bool changed;           /* this round did                       */
	bool failed;            /* I/O error or no memory               */

	struct disk_super super;
	union raw_log_header log;      /* the one to recover            */
	uint32_t log_images;           /* its first image; 0 = no log   */

	struct fsck_inode *inode;      /* super.ninodes of them         */
	uint16_t *owner;               /* of each block: inode or 0     */
	uint32_t next_free;            /* no free block is before it    */
	struct dir_block *dir_block;
	size_t ndir_blocks, dir_block_room;
	uint32_t *queue;               /* directories to be looked at   */
	uint32_t queue_head, queue_tail;
	uint32_t norphans;
	struct fsck_lost lost;
};

/* fsck.c: counts and reports one finding. */
void fsck_find(struct fsck *f, enum fsck_invariant i, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* fsck_view.c: reads a block as recovery will leave it; zeros on an error,
   which is noted in f->failed. Writing does nothing unless repairing. */
void fsck_view_init(struct fsck *f, struct raw_disk *disk);
void fsck_read(struct fsck *f, uint32_t block, void *to);
void fsck_write(struct fsck *f, uint32_t block, const void *from);

/* The inode was changed in memory. */
static inline void fsck_dirty(struct fsck *f, uint32_t number)
{
	f->inode[number].dirty = true;
}

/* check_super.c: false when nothing further can be checked. */
bool fsck_super_check(struct fsck *f);

/* check_log.c: finds the transaction to recover and checks the headers. */
void fsck_log_check(struct fsck *f);
/* Copies the images home and empties both headers, durably. */
void fsck_log_recover(struct fsck *f);

/* check_inode.c: loads, checks and stores the inode table; f->owner and
   f->dir_block are complete afterwards. */
void fsck_inodes_check(struct fsck *f);
void fsck_inodes_store(struct fsck *f);

/* check_dir.c: looks at one directory whose parent is known; what it leads
   to for the first time is appended to the queue. */
void fsck_dir_check(struct fsck *f, uint32_t dir);
bool fsck_inode_in_use(const struct fsck *f, uint32_t number);
/* The blocks of a directory, as they are on disk, and how many bytes of one
   of them hold entries. */
const struct dir_block *fsck_dir_blocks(const struct fsck *f, uint32_t dir);
uint32_t fsck_dir_bytes(const struct fsck *f, uint32_t dir,
			const struct dir_block *b);

/* check_tree.c: who is reachable, link counts, orphans. */
void fsck_tree_check(struct fsck *f);

/* check_bitmap.c */
void fsck_bitmap_check(struct fsck *f);

/* lost.c, only when repairing: gives a nameless inode a name in lost+found;
   the directory it is in now, 0 when there is no room. */
uint32_t fsck_lost_add(struct fsck *f, uint32_t number);
/* Makes an empty first block for a directory; false when there is no room. */
bool fsck_dir_first_block(struct fsck *f, uint32_t dir);

#endif
