/*
 * The block cache: disk blocks in memory, one page frame each.
 *
 * A buffer belongs to one block for as long as it lives. Its frame may
 * have other holders as well: programs that map it (cache_lend()) and a
 * commit that is writing it (cache_freeze()). Whoever wants to change the
 * contents calls cache_dirty() first, which gives the buffer a frame of its
 * own if the old one has other holders: they never see the change.
 *
 * Memory. A clean buffer's frame can be had back and is counted so, with
 * page_reclaimable_add(); a dirty one is paid for with a frame that its user
 * was promised. `promised` arguments point to the number of promised frames
 * that the caller still has.
 */
#pragma once

#include "fs/hash.h"
#include "sched/waitq.h"

enum buf_state {
	BUF_GONE,                /* in no table: new, freed or unreadable  */
	BUF_LOADING,             /* being read; all that follow are valid  */
	BUF_IDLE,                /* pinned, or only a commit cares for it  */
	BUF_CLEAN,               /* can be reclaimed while nobody uses it  */
	BUF_LENT,                /* clean, but its frame was given out     */
	BUF_LOGGED,              /* dirty: to be written through the log   */
	BUF_ORDERED,             /* dirty: home, before the commit record  */
	BUF_NSTATES,
};

/* (k) the cache's lock, and dirty states change only within an operation or
   while there is none; (c) constant; (w) commit thread. */
struct buf {
	struct hash_node hash;       /* (k)                                 */
	uint32_t block;              /* (c)                                 */
	uint32_t refs;               /* atomic; raised under (k)            */
	void *data;                  /* its frame; replaced under (k)       */
	struct list link;            /* (k) list of its state               */
	struct list commit_link;     /* (w)                                 */
	void *frozen;                /* (w), (k) the frame a commit writes  */
	enum buf_state state;        /* (k)                                 */
	bool recent;                 /* (k) used since last looked at       */
	bool pinned;                 /* (k) stays for ever, not counted     */
	struct waitq loaded;         /* (k) waits while LOADING             */
};

/* Sizes the table for the disk and the memory. 0 or -ENOMEM. Once. */
int cache_init(void);

/* Counts lent frames that came back as reclaimable again. */
void cache_settle(void);

/*
 * The block's buffer, one reference; if the disk must be read, up to
 * `nblocks` blocks from this one on come with the same request. ERR_PTR of
 * -EIO or -ENOMEM. May sleep.
 */
struct buf *cache_read_run(uint32_t block, unsigned nblocks);

static inline struct buf *cache_read(uint32_t block)
{
	return cache_read_run(block, 1);
}

/* The same if the block is in the cache, or NULL. May sleep. */
struct buf *cache_find(uint32_t block);

/* One reference less. Any lock above RANK_OBJECT may be held. */
void cache_put(struct buf *b);

/* Keeps a clean buffer in memory for ever. */
void cache_pin(struct buf *b);

/*
 * A reference to the buffer of a block whose contents are about to be
 * replaced as a whole: nothing is read. cache_dirty() must follow. May use
 * two promised frames.
 */
struct buf *cache_blank(uint32_t block, size_t *promised);

/*
 * Says that the buffer is about to change and how it is to be written,
 * LOGGED or ORDERED; uses at most one promised frame. b->data may move. True
 * when the buffer was clean before.
 */
bool cache_dirty(struct buf *b, enum buf_state how, size_t *promised);

/* Drops the buffer of a block that was freed, unless it is in use; tells
   what state it was in. */
enum buf_state cache_forget(uint32_t block);

/* The frame, with a reference for who maps it; NULL when memory is out: it
   cannot be reclaimed meanwhile. */
void *cache_lend(struct buf *b);

/*
 * For the commit thread, while no operation is under way: moves all dirty
 * buffers of a kind to list `to` (linked by commit_link), clean again, with
 * their frames frozen.
 */
void cache_freeze(enum buf_state kind, struct list *to);

/* Lets go of the frozen frame: it has been written. */
void cache_thaw(struct buf *b);
