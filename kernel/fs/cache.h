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
 * that the caller still has. One that pays for a clean buffer which becomes
 * dirty is not used up: who was promised it gives it back in the end.
 */
#pragma once

#include "mm/hash.h"
#include "sched/waitq.h"

enum buf_state {
	BUF_LOADING,             /* new, its contents not to be looked at  */
	BUF_CLEAN,               /* can be reclaimed while nobody uses it  */
	BUF_SHARED,              /* clean, but its frame has other holders */
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
	struct waitq loaded;         /* (k) waits while LOADING             */
};

/* Sizes the table for the disk and the memory. 0 or -ENOMEM. Once. */
int cache_init(void);

/* Counts shared frames that lost their other holders as reclaimable again. */
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

/* The same of one that stays in memory for ever: for each, a frame is
   promised that nobody takes. */
struct buf *cache_read_pinned(uint32_t block, unsigned nblocks);

/* The same if the block is in the cache, or NULL. May sleep. */
struct buf *cache_find(uint32_t block);

/* One reference less, if there is a buffer. */
static inline void cache_put(struct buf *b)
{
	if (b != NULL)
		__atomic_fetch_sub(&b->refs, 1, __ATOMIC_RELEASE);
}

/*
 * Says that the buffer is about to change and how it is to be written,
 * LOGGED or ORDERED; uses at most one promised frame. b->data may move, with
 * what it held only if the caller wants to `keep` that.
 */
void cache_dirty(struct buf *b, enum buf_state how, bool keep,
		 size_t *promised);

/*
 * The buffer, with a reference and dirty, of a block whose contents are about
 * to be replaced as a whole: nothing is read, nor kept of what was there. May
 * use two promised frames.
 */
struct buf *cache_overwrite(uint32_t block, enum buf_state how,
			    size_t *promised);

/* (k) How many buffers are in each state; may be read at any time. */
extern size_t cache_count[BUF_NSTATES];

/* Drops the buffer of a block that was freed, unless it is in use: what was
   to be written to it need not be. */
void cache_forget(uint32_t block);

/* The frame, with a reference for who maps it; NULL when memory is out: it
   cannot be reclaimed meanwhile. */
void *cache_lend(struct buf *b);

/*
 * For the commit thread, while no operation is under way: moves all dirty
 * buffers of a kind to list `to` (linked by commit_link), clean again, with
 * their frames frozen.
 */
void cache_freeze(enum buf_state kind, struct list *to);

/* Empties the list and lets go of the frozen frames: they were written. */
void cache_thaw(struct list *from);
