/*
 * The contents of inodes: reading, writing, cutting, lending frames.
 *
 * Invariant: in the last block of a file, what is past the end is zero; no
 * file has blocks past that one.
 * Locks: the inode's mutex, held by the caller or taken here.
 * Read next: blockmap.c (where blocks are), cache.c, file.c (the caller).
 */
#include "abi/errno.h"
#include "fs/blockmap.h"
#include "fs/inode.h"
#include "fs/super.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/page.h"
#include "sched/timer.h"

#define BLOCK_SIZE   DISK_BLOCK_SIZE
#define WINDOW_FIRST 8u     /* blocks read at once at first, and later */
#define WINDOW_MAX   32u
#define STAT_UNIT    512    /* bytes, of st_blocks                     */

/* A piece of a file that lies within one block. */
struct piece {
	uint64_t index;          /* of the block in the file */
	size_t start, size;      /* within it                */
};

static struct piece
piece_at(uint64_t offset, uint64_t end)
{
	size_t start = offset % BLOCK_SIZE;

	return (struct piece){
		.index = offset / BLOCK_SIZE, .start = start,
		.size = MIN(BLOCK_SIZE - start, end - offset) };
}

/* How many blocks a read that misses the cache at `index` should bring: those
   that follow in the file and on the disk, more and more of them for one who
   reads on and on. */
static unsigned
run_length(struct inode *ip, uint64_t index, uint32_t block)
{
	uint64_t end = DIV_UP(ip->d.size, BLOCK_SIZE);
	uint32_t next;
	unsigned n = 1;

	ip->window = index == ip->next_index && ip->window > 0 ?
		     MIN(2 * ip->window, WINDOW_MAX) : WINDOW_FIRST;
	while (n < ip->window && index + n < end &&
	       blockmap_find(ip, index + n, &next) == 0 && next == block + n)
		n++;
	ip->next_index = index + n;
	return n;
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
	return cache_read_run(block, run_length(ip, index, block));
}

static int
read_piece(struct inode *ip, struct segments *to, struct piece p)
{
	struct buf *b = inode_block(ip, p.index);

	if (b == NULL) {
		segments_put_zeros(to, p.size);
		return 0;
	}
	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	segments_put(to, (char *)b->data + p.start, p.size);
	cache_put(b);
	return 0;
}

ssize_t
inode_read(struct inode *ip, struct segments *to, off_t offset)
{
	uint64_t at = (uint64_t)offset, end;

	if (at >= ip->d.size)
		return 0;
	end = MIN(at + to->size, ip->d.size);
	while (at < end) {
		struct piece p = piece_at(at, end);
		int error = read_piece(ip, to, p);

		if (error < 0 && at == (uint64_t)offset)
			return error;
		if (error < 0)
			break;
		at += p.size;
	}
	return (ssize_t)(at - (uint64_t)offset);
}

ssize_t
inode_read_at(struct inode *ip, void *to, size_t size, off_t offset)
{
	struct segments s;
	ssize_t n;

	segments_init(&s, to, size);
	mutex_lock(&ip->lock);
	n = inode_read(ip, &s, offset);
	mutex_unlock(&ip->lock);
	return n;
}

void *
inode_frame(struct inode *ip, size_t index)
{
	void *frame = ERR_PTR(-EINVAL);
	struct buf *b;

	mutex_lock(&ip->lock);
	if (index < DIV_UP(ip->d.size, BLOCK_SIZE)) {
		b = inode_block(ip, index);
		if (b == NULL)
			frame = page_alloc_zero();
		else
			frame = IS_ERR(b) ? b : cache_lend(b);
		if (b != NULL && !IS_ERR(b))
			cache_put(b);
	}
	mutex_unlock(&ip->lock);
	return frame != NULL ? frame : ERR_PTR(-ENOMEM);
}

void
inode_write_needs(size_t size, unsigned *nblocks, unsigned *nfresh)
{
	unsigned npieces = (unsigned)(size / BLOCK_SIZE + 2);

	*nblocks = npieces + BLOCKMAP_TABLES + 1;   /* the inode's own */
	*nfresh = npieces + BLOCKMAP_TABLES;
}

/* A buffer for a hole that the piece falls into; zero around the piece. */
static struct buf *
block_fresh(struct log_op *op, struct inode *ip, struct piece p)
{
	uint32_t block;
	struct buf *b;
	int error = blockmap_fill(op, ip, p.index, &block);

	if (error < 0)
		return ERR_PTR(error);
	b = log_new(op, block);
	memset(b->data, 0, p.start);
	memset((char *)b->data + p.start + p.size, 0,
	       BLOCK_SIZE - p.start - p.size);
	return b;
}

/* The buffer of a block in use, ready to be changed. */
static struct buf *
block_edit(struct log_op *op, struct inode *ip, struct piece p,
	   uint32_t block)
{
	struct buf *b;

	if (p.size == BLOCK_SIZE)
		return log_overwrite(op, block);
	b = inode_block(ip, p.index);
	if (!IS_ERR(b))
		log_write(op, b);
	return b;
}

static int
write_piece(struct log_op *op, struct inode *ip, struct segments *from,
	    struct piece p)
{
	uint32_t block;
	struct buf *b;
	int error = blockmap_find(ip, p.index, &block);

	if (error < 0)
		return error;
	b = block != 0 ? block_edit(op, ip, p, block) :
			 block_fresh(op, ip, p);
	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	segments_get(from, (char *)b->data + p.start, p.size);
	cache_put(b);
	return 0;
}

ssize_t
inode_write(struct log_op *op, struct inode *ip, struct segments *from,
	    off_t offset)
{
	uint64_t at = (uint64_t)offset, end;
	int error = 0;

	if (from->size == 0)
		return 0;
	if (at >= INODE_SIZE_MAX)
		return -EFBIG;
	end = MIN(at + from->size, INODE_SIZE_MAX);
	while (at < end && error == 0) {
		struct piece p = piece_at(at, end);

		error = write_piece(op, ip, from, p);
		if (error == 0)
			at += p.size;
	}
	if (at == (uint64_t)offset)
		return error;
	ip->d.size = MAX(ip->d.size, at);
	inode_store_modified(op, ip);
	return (ssize_t)(at - (uint64_t)offset);
}

/* Clears what will be past the end in the block where the end will be. */
static int
clear_tail(struct log_op *op, struct inode *ip, uint64_t size)
{
	size_t start = size % BLOCK_SIZE;
	struct buf *b = inode_block(ip, size / BLOCK_SIZE);

	if (b == NULL)
		return 0;
	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	log_write(op, b);
	memset((char *)b->data + start, 0, BLOCK_SIZE - start);
	cache_put(b);
	return 0;
}

int
inode_cut(struct log_op *op, struct inode *ip, off_t size)
{
	uint64_t end = (uint64_t)size;
	int error = 0;

	if (size < 0)
		return -EINVAL;
	if (end > INODE_SIZE_MAX)
		return -EFBIG;
	if (end < ip->d.size && end % BLOCK_SIZE != 0)
		error = clear_tail(op, ip, end);
	if (error < 0)
		return error;
	if (end < ip->d.size)
		blockmap_cut(op, ip, DIV_UP(end, BLOCK_SIZE));
	ip->d.size = end;
	inode_store_modified(op, ip);
	return 0;
}

void
inode_stat(struct inode *ip, struct stat *st)
{
	static const mode_t modes[] = {
		[DISK_FILE] = S_IFREG | 0777,
		[DISK_DIR] = S_IFDIR | 0777,
		[DISK_DEVICE] = S_IFCHR | 0666,
	};

	mutex_lock(&ip->lock);
	*st = (struct stat){
		.st_dev = 1,
		.st_mode = modes[ip->d.type],
		.st_ino = ip->number,
		.st_nlink = ip->d.nlink,
		.st_rdev = MAKEDEV((dev_t)ip->d.major, ip->d.minor),
		.st_size = (off_t)ip->d.size,
		.st_blksize = BLOCK_SIZE,
		.st_blocks = ip->d.nblocks * (BLOCK_SIZE / STAT_UNIT),
		.st_mtime = (time_t)(ip->d.mtime_ns / NSEC_PER_SEC),
	};
	mutex_unlock(&ip->lock);
}
