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
#ifndef FS_CACHE_H
#define FS_CACHE_H

#include "fs/buf.h"

/* The block's buffer, one reference; reads the disk if need be. ERR_PTR of
   -EIO or -ENOMEM. May sleep. */
struct buf *cache_read(uint32_t block);

/* The same; if the disk must be read, up to `nblocks` blocks from this one
   on come with the same request. */
struct buf *cache_read_run(uint32_t block, unsigned nblocks);

/* The block's buffer, one reference, if it is in the cache. */
struct buf *cache_find(uint32_t block);

/* One reference less. Any lock above RANK_OBJECT may be held. */
void cache_put(struct buf *b);

/* Keeps the buffer in memory for ever; the caller has a reference. */
void cache_pin(struct buf *b);

/*
 * A reference to the buffer of a block whose contents are about to be
 * replaced as a whole: nothing is read. cache_dirty() must follow. May use
 * two promised frames.
 */
struct buf *cache_blank(uint32_t block, size_t *promised);

/*
 * Says that the buffer is about to change and how it is to be written; uses
 * at most one promised frame. b->data may move. True when the buffer was
 * clean before.
 */
bool cache_dirty(struct buf *b, enum buf_dirt dirt, size_t *promised);

/* Drops the buffer of a block that was freed, unless it is in use; tells how
   it was dirty. */
enum buf_dirt cache_forget(uint32_t block);

/*
 * The buffer's frame with a reference for the caller, who must not write to
 * it; NULL when a frame that is promised to others would be needed.
 */
void *cache_lend(struct buf *b);

/*
 * For the commit thread, while no operation is under way: moves all dirty
 * buffers to the two lists (linked by commit_link), clean again, with their
 * frames frozen.
 */
void cache_freeze(struct list *logged, struct list *ordered);

/* Lets go of the frozen frame: it has been written. */
void cache_thaw(struct buf *b);

#endif
