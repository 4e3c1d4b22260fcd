/*
 * The contents of inodes: reading, writing, cutting, lending frames.
 *
 * Invariant: in the last block of a file, what is past the end is zero; no
 * file has blocks past that one.
 * Locks: the inode's mutex, taken here or held by the caller: see inode.h.
 * Read next: blockmap.c (where blocks are), cache.c, file.c (the caller).
 */
#include "abi/inspect.h"
#include "fs/blockmap.h"
#include "fs/inode.h"
#include "lib/string.h"
#include "mm/space.h"
#include "sched/timer.h"

#define BLOCK_SIZE   DISK_BLOCK_SIZE
#define WINDOW_FIRST 8u     /* blocks read at once at first, and later */
#define WINDOW_MAX   32u
#define STAT_UNIT    512    /* bytes, of st_blocks                     */

/* How many blocks a read that misses the cache at `index` should bring: those
   that follow in the file and on the disk, more and more of them for one who
   reads on and on. Apart, as what it keeps in registers would cost those that
   find their block. */
static __attribute__((noinline)) unsigned
blocks_ahead(struct inode *ip, uint64_t index)
{
	unsigned left = ip->run_length - (unsigned)(index - ip->run_index);

	ip->window = index == ip->next_index && ip->window > 0 ?
		     MIN(2 * ip->window, WINDOW_MAX) : WINDOW_FIRST;
	ip->next_index = index + MIN(ip->window, left);
	return MIN(ip->window, left);
}

struct buf *
inode_block(struct inode *ip, uint64_t index)
{
	uint32_t block;
	struct buf *b;
	int error = blockmap_find(ip, index, &block);

	if (error < 0)
		return ERR_PTR(error);
	if (block == 0)
		return NULL;
	b = cache_find(block);
	if (LIKELY(b != NULL))
		return b;
	return cache_read_run(block, blocks_ahead(ip, index));
}

ssize_t
inode_read(struct inode *ip, struct segments *to, off_t *position)
{
	uint64_t start, at, end;
	struct buf *b = NULL;

	mutex_lock(&ip->lock);
	start = at = (uint64_t)*position;
	end = MIN(at + to->size, ip->d.size);
	for (size_t n; at < end; at += n) {
		size_t skip = at % BLOCK_SIZE;

		n = MIN(BLOCK_SIZE - skip, end - at);
		b = inode_block(ip, at / BLOCK_SIZE);
		if (IS_ERR(b))
			break;
		segments_put(to, b != NULL ? (char *)b->data + skip : NULL, n);
		cache_put(b);
	}
	*position = (off_t)at;
	mutex_unlock(&ip->lock);
	return IS_ERR(b) && at == start ? PTR_ERR(b) : (ssize_t)(at - start);
}

ssize_t
inode_read_at(struct inode *ip, void *to, size_t size, off_t offset)
{
	struct segments s;

	segments_init(&s, to, size);
	return inode_read(ip, &s, &offset);
}

void *
inode_frame(struct inode *ip, size_t index)
{
	void *frame = ERR_PTR(-EINVAL);
	struct buf *b;

	mutex_lock(&ip->lock);
	if (index < DIV_UP(ip->d.size, BLOCK_SIZE)) {
		b = inode_block(ip, index);
		if (IS_ERR(b)) {
			frame = b;
		} else {
			frame = b != NULL ? cache_lend(b) : page_alloc_zero();
			cache_put(b);
		}
	}
	mutex_unlock(&ip->lock);
	return frame != NULL ? frame : ERR_PTR(-ENOMEM);
}

const struct region_ops inode_pages = { inode_frame, inode_ref, inode_put };

/* The buffer of block `index`, ready to have `n` bytes from `start` on
   replaced; zero around them if there was a hole. */
static struct buf *
block_edit(struct log_op *op, struct inode *ip, uint64_t index, size_t start,
	   size_t n)
{
	uint32_t block;
	struct buf *b;
	int error = blockmap_find(ip, index, &block);
	bool is_hole = error == 0 && block == 0;

	if (is_hole)
		error = blockmap_fill(op, ip, index, &block);
	if (error < 0)
		return ERR_PTR(error);
	if (is_hole) {
		b = log_new(op, block);
		memset(b->data, 0, start);
		memset((char *)b->data + start + n, 0, BLOCK_SIZE - start - n);
		return b;
	}
	if (n == BLOCK_SIZE)
		return log_overwrite(op, block);
	b = cache_read(block);
	if (!IS_ERR(b))
		log_write(op, b);
	return b;
}

ssize_t
inode_write(struct inode *ip, struct segments *from, off_t *position,
	    bool append)
{
	/* Blocks that it meets, and tables; the inode's own too. */
	unsigned nblocks = (unsigned)(from->size / BLOCK_SIZE) + 2 +
			   BLOCKMAP_TABLES;
	uint64_t start, at, end;
	struct buf *b = NULL;
	struct log_op op;
	int error = inode_edit_begin(&op, ip, nblocks + 1, nblocks);

	if (error < 0)
		return error;
	start = at = append ? ip->d.size : (uint64_t)*position;
	end = MIN(start + from->size, INODE_SIZE_MAX);
	if (start >= INODE_SIZE_MAX)
		b = ERR_PTR(-EFBIG);
	for (size_t n; at < end; at += n) {
		size_t skip = at % BLOCK_SIZE;

		n = MIN(BLOCK_SIZE - skip, end - at);
		b = block_edit(&op, ip, at / BLOCK_SIZE, skip, n);
		if (IS_ERR(b))
			break;
		segments_get(from, (char *)b->data + skip, n);
		cache_put(b);
	}
	if (at > start) {
		ip->d.size = MAX(ip->d.size, at);
		inode_store_modified(&op, ip);
	}
	*position = (off_t)at;
	inode_edit_end(&op);
	return at > start ? (ssize_t)(at - start) : PTR_ERR(b);
}

int
inode_cut(struct log_op *op, struct inode *ip, off_t size)
{
	uint64_t end = (uint64_t)size;
	size_t keep = end % BLOCK_SIZE;
	struct buf *b = NULL;
	int error = 0;

	if (size < 0)
		return -EINVAL;
	if (end > INODE_SIZE_MAX)
		return -EFBIG;
	if (end < ip->d.size && keep > 0)
		b = inode_block(ip, end / BLOCK_SIZE);
	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	if (end < ip->d.size)
		error = blockmap_cut(op, ip, DIV_UP(end, BLOCK_SIZE));
	if (b != NULL && error == 0) {
		log_write(op, b);
		memset((char *)b->data + keep, 0, BLOCK_SIZE - keep);
	}
	cache_put(b);
	if (error < 0)
		return error;
	ip->d.size = end;
	inode_store_modified(op, ip);
	return 0;
}

static const mode_t modes[] = {
	[DISK_FILE] = S_IFREG | 0777,
	[DISK_DIR] = S_IFDIR | 0777,
	[DISK_DEVICE] = S_IFCHR | 0666,
};

void
inode_inspect(const struct inode *ip, struct inspect_file *f)
{
	f->mode = modes[ip->d.type];
	f->identity = ip->number;
	f->device = MAKEDEV((dev_t)ip->d.major, ip->d.minor);
}

void
inode_stat(struct inode *ip, struct stat *st)
{
	mutex_lock(&ip->lock);
	*st = (struct stat){
		.st_dev = 1,
		.st_mode = modes[ip->d.type],
		.st_ino = ip->number,
		.st_nlink = ip->d.nlink,
		.st_rdev = MAKEDEV((dev_t)ip->d.major, ip->d.minor),
		.st_size = (off_t)ip->d.size,
		.st_blksize = BLOCK_SIZE,
		.st_blocks = (blkcnt_t)ip->d.nblocks * (BLOCK_SIZE / STAT_UNIT),
		.st_mtime = (time_t)(ip->d.mtime_ns / NSEC_PER_SEC),
	};
	mutex_unlock(&ip->lock);
}
