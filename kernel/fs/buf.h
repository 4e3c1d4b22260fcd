/*
 * Buffers: the table and the lists of the block cache. Only cache.c uses the
 * functions; the rest of the file system sees struct buf through cache.h.
 */
#ifndef FS_BUF_H
#define FS_BUF_H

#include "sched/waitq.h"

/* How the open transaction writes a buffer back. */
enum buf_dirt {
	BUF_CLEAN,
	BUF_LOGGED,              /* through the log                        */
	BUF_ORDERED,             /* to its home, before the commit record  */
};

enum buf_state { BUF_LOADING, BUF_VALID, BUF_FAILED };

/*
 * (k) cache.lock; (c) constant; (d) dirt changes to dirty under (k) within
 * an operation, to clean only while there is none; (w) commit thread, and
 * changed under (k).
 */
struct buf {
	uint32_t block;              /* (c)                                 */
	uint32_t refs;               /* atomic; raised under (k)            */
	void *data;                  /* its frame; replaced under (k)       */
	struct buf *hash_next;       /* (k)                                 */
	struct list link;            /* (k) clean, lent or open list        */
	struct list commit_link;     /* (w)                                 */
	void *frozen;                /* (w) the frame that a commit writes  */
	enum buf_state state;        /* (k)                                 */
	enum buf_dirt dirt;          /* (d)                                 */
	bool recent;                 /* (k) used since last looked at       */
	bool lent;                   /* (k) frame was given out             */
	bool pinned;                 /* (k) stays for ever, not counted     */
	struct waitq loaded;         /* (k) waits while LOADING             */
};

/* Guards what is marked (k), and the table and lists themselves. */
extern struct spinlock cache_lock;

/* Sizes the table for a disk of `nblocks`. 0 or -ENOMEM. Once. */
int cache_init(uint32_t nblocks);

/* Counts lent frames that came back as reclaimable again. */
void cache_settle(void);

/* A buffer with a frame and one reference, not yet in the table; NULL when
   memory is out and the cache has nothing to spare either. */
struct buf *buf_new(uint32_t block);

/* The same, paid with one or two of the caller's promised frames. */
struct buf *buf_new_promised(uint32_t block, size_t *promised);

/* A promised frame; always succeeds. */
void *buf_redeem_frame(size_t *promised);

/* Gives a buffer that is in no table, and its frame, back. */
void buf_free(struct buf *b);

/*
 * The rest with cache_lock held.
 */
struct buf *buf_lookup_locked(uint32_t block);
struct buf *buf_ref_locked(struct buf *b);
void buf_hash_locked(struct buf *b);
void buf_unhash_locked(struct buf *b);

/* Puts a valid buffer that is not dirty on the list where it belongs. */
void buf_list_clean_locked(struct buf *b);

/* On a list of lent or of dirty buffers instead. */
void buf_list_lent_locked(struct buf *b);
void buf_list_dirty_locked(struct buf *b, enum buf_dirt dirt);

/* Takes it off its list; true if its frame was reclaimable so far. */
bool buf_unlist_locked(struct buf *b);

/* Looks at up to `n` lent buffers: did their frames come back? */
void buf_settle_locked(size_t n);

/* The open transaction's buffers, by kind; see cache_freeze(). */
struct list *buf_dirty_list(enum buf_dirt dirt);

#endif
