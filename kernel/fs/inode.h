/*
 * Inodes in memory. fs.h has what the rest of the kernel may ask of them.
 *
 * An inode is in memory once for all who use it, counted, and stays for a
 * while after its last user has gone. Its number names it on disk.
 *
 * Order of locks: log_begin(), the namespace mutex (namespace.h), a
 * directory's inode, another inode. Nobody locks two inodes without the
 * namespace mutex.
 */
#pragma once

#include "abi/disk.h"
#include "abi/stat.h"
#include "fs/fs.h"
#include "fs/log.h"
#include "lib/segment.h"
#include "sched/mutex.h"

#define INODE_SIZE_MAX (DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE)

struct dir_index;

/* (c) constant; (t) the table's lock; (m) this inode's mutex. d.type is
   constant until it is gone; d.nlink changes under the namespace mutex too. */
struct inode {
	struct hash_node hash;       /* (t) first; found by number        */
	uint32_t number;             /* (c)                               */
	uint32_t refs;               /* atomic; 0 only under (t)          */
	bool gone;                   /* (t) not in the table any more     */
	struct list unused;          /* (t) on the list while refs is 0   */
	struct mutex lock;
	struct disk_inode d;         /* (m) as it is, or will be, on disk */
	struct buf *home;            /* (m) its block, see below          */
	struct inode *next_edited;   /* (m) of the same operation         */
	uint32_t last_block;         /* (m) last one taken for it, or 0   */
	uint64_t next_index;         /* (m) where a reader would go on …  */
	unsigned window;             /* (m) … and blocks it reads at once */
	uint64_t run_index;          /* (m) blocks that were looked up and */
	uint32_t run_block;          /*     lie on the disk one behind the */
	unsigned run_length;         /*     other, so many; blockmap.c    */
	struct dir_index *index;     /* (m) of a large directory          */
	uint32_t free_slot;          /* (m) no free entry before this one */
};

/* Sizes the table. 0 or -ENOMEM. Once. */
int inode_init(void);

/* The inode with that number and a new reference. ERR_PTR: EIO, ENOMEM. May
   sleep, but waits for no inode's mutex. */
struct inode *inode_get(uint32_t number);

/* The same of one that is most likely not in memory: EIO unless it is an
   orphan on disk, or is none. */
struct inode *inode_load(uint32_t number, bool is_orphan);

/* True when the caller's reference is the only one. */
bool inode_is_sole(const struct inode *ip);

/*
 * Locks the inode until the operation's end and keeps its block of the inode
 * table in memory, so that inode_store() cannot fail. 0, -EIO or -ENOMEM
 * (then it is not locked).
 */
int inode_edit_lock(struct log_op *op, struct inode *ip);

/* Begins an operation with this inode; see log_begin(). */
int inode_edit_begin(struct log_op *op, struct inode *ip, unsigned nblocks,
		     unsigned nfresh);

/* Ends an operation and unlocks its inodes. */
void inode_edit_end(struct log_op *op);

/* Writes ip->d back; the inode is edit-locked. */
void inode_store(struct log_op *op, struct inode *ip);

/* The same with a new modification time. */
void inode_store_modified(struct log_op *op, struct inode *ip);

/* A new inode, edit-locked, one reference; its link count is that of one with
   a name. ERR_PTR: EIO, ENOMEM, ENOSPC. The namespace mutex is held. */
struct inode *inode_create(struct log_op *op, enum disk_type type, dev_t dev);

/*
 * Frees the inode and all its blocks. It is edit-locked, has no name, and the
 * caller's reference is the only one that is used. inode_put() must follow.
 * 0, -EIO or -ENOMEM; then nothing has changed, and it stays an orphan.
 */
int inode_free(struct log_op *op, struct inode *ip);

/* Blocks an operation with inode_free() or inode_cut() changes. */
#define INODE_CUT_BLOCKS 5

/*
 * Contents (inode_io.c). The first three lock; reading and writing begin at
 * *position, which the mutex guards too, and move it.
 */

/* Reads at most all that `to` has room for; the bytes read, or an error. */
ssize_t inode_read(struct inode *ip, struct segments *to, off_t *position);

/* Writes all of `from`, or less when something runs out; an error only when
   nothing was written. An operation; to `append` begins at the end. */
ssize_t inode_write(struct inode *ip, struct segments *from, off_t *position,
		    bool append);

/* Tells all that stat() wants to know. */
void inode_stat(struct inode *ip, struct stat *st);

/* For these the caller has locked, and edit-locked where there is an `op`. */

/* Makes the file `size` bytes long. 0 or an error, and then nothing is
   changed. */
int inode_cut(struct log_op *op, struct inode *ip, off_t size);

/* Block `index` of the file in the cache with a reference, NULL for a hole,
   or an ERR_PTR. */
struct buf *inode_block(struct inode *ip, uint64_t index);
