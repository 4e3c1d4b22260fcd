/*
 * Inodes in memory: see inode.h.
 *
 * Invariant: an inode that is READY or LOADING is in the table, once for its
 * number; one without references is on the list of unused ones too.
 * Locks: table_lock for the table, the list and the step from one reference
 * to none and back.
 * Read next: alloc.c (free inodes), inode_io.c (contents), dir.c.
 */
#include "abi/errno.h"
#include "drivers/board.h"
#include "fs/alloc.h"
#include "fs/dirindex.h"
#include "fs/inode.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"

#define UNUSED_SHARE     8     /* frames for each unused inode in memory   */
#define INODES_PER_SLOT  8

static struct spinlock table_lock = SPINLOCK_INIT(RANK_INODE_TABLE, "inodes");
static struct hash table;        /* (t) by number                          */
static struct list unused = LIST_INIT(unused);   /* (t) oldest first       */
static size_t nunused, nunused_max;
static struct waitq loaded = WAITQ_INIT(loaded); /* (t) one is not LOADING */

static struct object_cache inodes = OBJECT_CACHE(inodes, "inode",
						 struct inode);

int
inode_init(void)
{
	nunused_max = page_count().total / UNUSED_SHARE;
	return hash_init(&table, super.ninodes / INODES_PER_SLOT);
}

static void
remove_locked(struct inode *ip)
{
	hash_remove(&table, &ip->hash);
	ip->state = INODE_GONE;
}

static void
ref_locked(struct inode *ip)
{
	if (__atomic_fetch_add(&ip->refs, 1, __ATOMIC_ACQUIRE) > 0)
		return;
	list_remove(&ip->unused);
	nunused--;
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

static int
disk_inode_read(struct inode *ip)
{
	struct buf *b = cache_read(ialloc_block(ip->number));

	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	ip->d = *ialloc_slot(b, ip->number);
	cache_put(b);
	if (ip->d.type != DISK_FREE && ip->d.type <= DISK_DEVICE &&
	    ip->d.size <= INODE_SIZE_MAX)
		return 0;
	kprint("fs: inode %u is not one\n", ip->number);
	return -EIO;
}

/* Waits until an inode is READY; an ERR_PTR if it could not be read.
   table_lock is held and let go. */
static struct inode *
await_unlock(struct inode *ip)
{
	enum inode_state state;

	while (ip->state == INODE_LOADING)
		waitq_sleep_firm(&loaded, &table_lock);
	state = ip->state;
	spin_unlock(&table_lock);
	if (state == INODE_READY)
		return ip;
	inode_put(ip);
	return ERR_PTR(-EIO);
}

/* Reads an inode that has just been entered. */
static struct inode *
load(struct inode *ip)
{
	int error = disk_inode_read(ip);

	spin_lock(&table_lock);
	if (error == 0)
		ip->state = INODE_READY;
	else
		remove_locked(ip);
	waitq_wake_all(&loaded);
	return await_unlock(ip);
}

struct inode *
inode_get(uint32_t number)
{
	struct inode *ip, *fresh = NULL;

	if (number == 0 || number >= super.ninodes) {
		kprint("fs: there is no inode %u\n", number);
		return ERR_PTR(-EIO);
	}
	for (;;) {
		spin_lock(&table_lock);
		ip = hash_find(&table, number);
		if (ip != NULL || fresh != NULL)
			break;
		spin_unlock(&table_lock);
		fresh = inode_new(number);
		if (fresh == NULL)
			return ERR_PTR(-ENOMEM);
	}
	if (ip == NULL) {
		hash_add(&table, &fresh->hash, number);
		spin_unlock(&table_lock);
		return load(fresh);
	}
	ref_locked(ip);
	ip = await_unlock(ip);
	if (fresh != NULL)
		object_free(&inodes, fresh);
	return ip;
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

/* Gives a reference back that is not the last one. */
static bool
put_shared(struct inode *ip)
{
	uint32_t n = __atomic_load_n(&ip->refs, __ATOMIC_RELAXED);

	while (n > 1)
		if (__atomic_compare_exchange_n(&ip->refs, &n, n - 1, false,
						__ATOMIC_RELEASE,
						__ATOMIC_RELAXED))
			return true;
	return false;
}

/* Puts `ip` with the unused ones; which inode is to be discarded for it. */
static struct inode *
put_last_locked(struct inode *ip)
{
	struct inode *oldest;

	ip->refs = 0;
	if (ip->state == INODE_GONE)
		return ip;
	list_push_back(&unused, &ip->unused);
	if (nunused++ < nunused_max)
		return NULL;
	oldest = LIST_FIRST(&unused, struct inode, unused);
	list_remove(&oldest->unused);
	nunused--;
	remove_locked(oldest);
	return oldest;
}

/*
 * The last reference to an orphan frees it. One that cannot be freed now
 * leaves memory all the same; fs_sync() finds it again.
 */
void
inode_put(struct inode *ip)
{
	struct inode *old;

	while (!put_shared(ip)) {
		spin_lock(&table_lock);
		if (!inode_is_sole(ip)) {
			spin_unlock(&table_lock);
			continue;
		}
		if (ip->state == INODE_READY && ip->d.nlink == 0) {
			spin_unlock(&table_lock);
			if (orphan_free(ip) == 0)
				continue;
			spin_lock(&table_lock);
			remove_locked(ip);
			spin_unlock(&table_lock);
			continue;
		}
		old = put_last_locked(ip);
		spin_unlock(&table_lock);
		if (old == NULL)
			return;
		dirindex_drop(old);
		object_free(&inodes, old);
		return;
	}
}

int
inode_edit_lock(struct inode *ip)
{
	struct buf *b = cache_read(ialloc_block(ip->number));

	if (IS_ERR(b))
		return (int)PTR_ERR(b);
	mutex_lock(&ip->lock);
	ip->home = b;
	return 0;
}

void
inode_edit_unlock(struct inode *ip)
{
	struct buf *b = ip->home;

	ip->home = NULL;
	mutex_unlock(&ip->lock);
	cache_put(b);
}

int
inode_edit_begin(struct log_op *op, struct inode *ip, unsigned nblocks,
		 unsigned nfresh)
{
	int error = log_begin(op, nblocks, nfresh);

	if (error < 0)
		return error;
	error = inode_edit_lock(ip);
	if (error < 0)
		log_end(op);
	return error;
}

void
inode_edit_end(struct log_op *op, struct inode *ip)
{
	inode_edit_unlock(ip);
	log_end(op);
}

void
inode_store(struct log_op *op, struct inode *ip)
{
	ASSERT(ip->home != NULL);
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
inode_create(struct log_op *op, enum disk_type type)
{
	struct inode *ip = inode_new(0);
	struct buf *b;
	int number;

	if (ip == NULL)
		return ERR_PTR(-ENOMEM);
	number = ialloc_find(&b);
	if (number < 0) {
		object_free(&inodes, ip);
		return ERR_PTR(number);
	}
	ip->number = (uint32_t)number;
	ip->state = INODE_READY;
	ip->d.type = (uint16_t)type;
	mutex_lock(&ip->lock);
	ip->home = b;
	inode_store_modified(op, ip);
	spin_lock(&table_lock);
	hash_add(&table, &ip->hash, ip->number);
	spin_unlock(&table_lock);
	return ip;
}

void
inode_free(struct log_op *op, struct inode *ip)
{
	inode_cut(op, ip, 0);
	spin_lock(&table_lock);
	remove_locked(ip);      /* before the number can be given out again */
	spin_unlock(&table_lock);
	memset(&ip->d, 0, sizeof(ip->d));
	inode_store(op, ip);
	ialloc_note_freed(ip->number);
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
