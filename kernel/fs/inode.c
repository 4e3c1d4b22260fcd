/*
 * Inodes in memory: see inode.h.
 *
 * Invariant: an inode is in the table, once for its number, until it is gone;
 * one without references is on the list of unused ones too. What is not in
 * the table is on disk, or in the cache, as it was last.
 * Locks: table_lock for the table, the list, and getting and dropping
 * references; a holder of one may take another without it.
 * Read next: alloc.c (free inodes), inode_io.c (contents), dir.c.
 */
#include "drivers/board.h"
#include "fs/alloc.h"
#include "fs/dir.h"
#include "fs/inode.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"

#define UNUSED_SHARE     8     /* frames for each unused inode in memory   */
#define INODES_PER_SLOT  8

static struct spinlock table_lock = SPINLOCK_INIT(RANK_INODE_TABLE, "inodes");
static struct hash table;        /* (t) by number                          */
static struct list unused = LIST_INIT(unused);   /* (t) oldest first       */
static size_t nunused, nunused_max;

static struct object_cache inodes = OBJECT_CACHE(inodes, "inode",
						 struct inode);

int
inode_init(void)
{
	nunused_max = page_count().total / UNUSED_SHARE;
	return hash_init(&table, super.ninodes / INODES_PER_SLOT);
}

/* The inode if it is in memory, with a new reference, or NULL. */
static struct inode *
find_locked(uint32_t number)
{
	struct inode *ip = hash_find(&table, number);

	if (ip == NULL)
		return NULL;
	if (__atomic_fetch_add(&ip->refs, 1, __ATOMIC_ACQUIRE) == 0) {
		list_remove(&ip->unused);
		nunused--;
	}
	return ip;
}

static void
remove_locked(struct inode *ip)
{
	hash_remove(&table, &ip->hash);
	ip->gone = true;
}

static struct inode *
inode_new(uint32_t number)
{
	struct inode *ip = object_alloc(&inodes);

	if (ip == NULL)
		return NULL;
	ip->number = number;
	ip->refs = 1;
	list_init(&ip->unused);
	mutex_init(&ip->lock);
	return ip;
}

/* Can that be? What else is on disk is checked where it is used: block
   numbers in blockmap.c. */
static bool
is_sound(const struct disk_inode *d, bool is_orphan)
{
	if (d->type == DISK_FREE || d->type > DISK_DEVICE ||
	    d->size > INODE_SIZE_MAX || (d->nlink == 0) != is_orphan)
		return false;
	/* A directory has no holes, and counts its name and its dot. */
	return d->type != DISK_DIR ||
	       (d->nlink != 1 && d->nblocks <= super.nblocks &&
		d->size <= (uint64_t)d->nblocks * DISK_BLOCK_SIZE);
}

/* Copies what is on disk to a new inode, which it enters in the table, unless
   somebody else was faster: changes made meanwhile are in the block, or in
   the inode in the table. NULL when there is no such inode. */
static struct inode *
load_locked(struct inode *fresh, const struct buf *b, bool is_orphan)
{
	struct inode *ip = find_locked(fresh->number);

	if (ip != NULL)
		return ip;
	fresh->d = *ialloc_slot(b, fresh->number);
	if (!is_sound(&fresh->d, is_orphan))
		return NULL;
	hash_add(&table, &fresh->hash, fresh->number);
	return fresh;
}

struct inode *
inode_load(uint32_t number, bool is_orphan)
{
	struct inode *ip = NULL, *fresh = inode_new(number);
	struct buf *b;

	if (fresh == NULL)
		return ERR_PTR(-ENOMEM);
	b = number > 0 && number < super.ninodes ?
	    cache_read(ialloc_block(number)) : NULL;
	if (b != NULL && !IS_ERR(b)) {
		spin_lock(&table_lock);
		ip = load_locked(fresh, b, is_orphan);
		spin_unlock(&table_lock);
		cache_put(b);
	}
	if (ip != fresh)
		object_free(&inodes, fresh);
	if (ip != NULL)
		return ip;
	super_complain("fs: inode %u cannot be read\n", number);
	return ERR_PTR(IS_ERR(b) ? PTR_ERR(b) : -EIO);
}

struct inode *
inode_get(uint32_t number)
{
	struct inode *ip;

	spin_lock(&table_lock);
	ip = find_locked(number);
	spin_unlock(&table_lock);
	return ip != NULL ? ip : inode_load(number, false);
}

struct inode *
inode_ref(struct inode *ip)
{
	__atomic_fetch_add(&ip->refs, 1, __ATOMIC_RELAXED);
	return ip;
}

bool
inode_is_sole(const struct inode *ip)
{
	return __atomic_load_n(&ip->refs, __ATOMIC_ACQUIRE) == 1;
}

/*
 * The last reference to an orphan frees it. One that cannot be freed now
 * leaves memory all the same; fs_sync() finds it again.
 */
void
inode_put(struct inode *ip)
{
	struct inode *old = NULL;

	if (ip == NULL)
		return;
	spin_lock(&table_lock);
	if (ip->d.nlink == 0 && !ip->gone && inode_is_sole(ip)) {
		spin_unlock(&table_lock);
		orphan_free(ip);
		spin_lock(&table_lock);
		if (!ip->gone)
			remove_locked(ip);
	}
	if (__atomic_sub_fetch(&ip->refs, 1, __ATOMIC_ACQ_REL) == 0) {
		if (ip->gone) {
			old = ip;
		} else {
			list_push_back(&unused, &ip->unused);
			nunused++;
		}
		if (nunused > nunused_max) {
			old = LIST_FIRST(&unused, struct inode, unused);
			list_remove(&old->unused);
			nunused--;
			remove_locked(old);
		}
	}
	spin_unlock(&table_lock);
	if (old != NULL) {
		dir_index_drop(old);
		object_free(&inodes, old);
	}
}

/* Locks an inode, whose block was read, until the operation's end. */
static void
edit_add(struct log_op *op, struct inode *ip, struct buf *home)
{
	mutex_lock(&ip->lock);
	ip->home = home;
	ip->next_edited = op->edited;
	op->edited = ip;
}

int
inode_edit_lock(struct log_op *op, struct inode *ip)
{
	struct buf *home = cache_read(ialloc_block(ip->number));

	if (IS_ERR(home))
		return (int)PTR_ERR(home);
	edit_add(op, ip, home);
	return 0;
}

int
inode_edit_begin(struct log_op *op, struct inode *ip, unsigned nblocks,
		 unsigned nfresh)
{
	int error = log_begin(op, nblocks, nfresh);

	if (error < 0)
		return error;
	error = inode_edit_lock(op, ip);
	if (error < 0)
		log_end(op);
	return error;
}

void
inode_edit_end(struct log_op *op)
{
	struct inode *ip;

	while ((ip = op->edited) != NULL) {
		op->edited = ip->next_edited;
		cache_put(ip->home);
		ip->home = NULL;
		mutex_unlock(&ip->lock);
	}
	log_end(op);
}

void
inode_store(struct log_op *op, struct inode *ip)
{
	ASSERT_CMP(ip->home, !=, NULL);
	log_write(op, ip->home);
	*ialloc_slot(ip->home, ip->number) = ip->d;
}

void
inode_store_modified(struct log_op *op, struct inode *ip)
{
	ip->d.mtime_ns = clock_realtime();
	inode_store(op, ip);
}

struct inode *
inode_create(struct log_op *op, enum disk_type type, dev_t dev)
{
	struct inode *ip = inode_new(0);
	struct buf *home;
	int number;

	if (ip == NULL)
		return ERR_PTR(-ENOMEM);
	number = ialloc_find(&home);
	if (number < 0) {
		object_free(&inodes, ip);
		return ERR_PTR(number);
	}
	edit_add(op, ip, home);
	ip->number = (uint32_t)number;
	ip->d.type = (uint16_t)type;
	ip->d.nlink = type == DISK_DIR ? DIR_NLINK : 1;
	ip->d.major = (uint16_t)DEV_MAJOR(dev);
	ip->d.minor = (uint16_t)DEV_MINOR(dev);
	inode_store_modified(op, ip);
	spin_lock(&table_lock);
	hash_add(&table, &ip->hash, ip->number);
	spin_unlock(&table_lock);
	return ip;
}

int
inode_free(struct log_op *op, struct inode *ip)
{
	int error = inode_cut(op, ip, 0);

	if (error < 0)
		return error;
	memset(&ip->d, 0, sizeof(ip->d));
	log_write(op, ip->home);
	/* At once: neither is its number given out while it is in the table,
	   nor its old contents found when it is not. */
	spin_lock(&table_lock);
	remove_locked(ip);
	*ialloc_slot(ip->home, ip->number) = ip->d;
	spin_unlock(&table_lock);
	ialloc_note_freed(ip->number);
	return 0;
}

bool
inode_is_dir(const struct inode *ip)
{
	return ip->d.type == DISK_DIR;
}

bool
inode_is_file(const struct inode *ip)
{
	return ip->d.type == DISK_FILE;
}

off_t
inode_size(const struct inode *ip)
{
	return (off_t)__atomic_load_n(&ip->d.size, __ATOMIC_RELAXED);
}

uint32_t
inode_number(const struct inode *ip)
{
	return ip->number;
}
