/*
 * Blocks, bitmap, superblock and log that are damaged: what is refused, and
 * with which error. See refuse.h.
 */
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "refuse.h"

static char data[65536];

static struct disk_super *
super_of(void *image)
{
	return image;
}

static ssize_t
read_first(const char *path)
{
	struct file *f = open_ok(path, O_RDONLY);
	char c;
	ssize_t n = read_bytes(f, &c, 1);

	file_put(f);
	return n;
}

/*
 * Block numbers
 */

/* Into the inode table, the log, behind the disk. */
static void
break_pointers(void *image)
{
	inode_of(image, "dir/one")->direct[0] = super_of(image)->inode_start;
	inode_of(image, "dir/sub/two")->direct[0] = super_of(image)->log_start;
	inode_of(image, "late/file")->direct[0] = super_of(image)->nblocks;
	inode_of(image, "dir")->direct[0] = UINT32_MAX;
	inode_of(image, "large")->indirect = super_of(image)->bitmap_start;
}

static int
write_first(const char *path)
{
	struct file *f = open_ok(path, O_WRONLY);
	ssize_t n = write_bytes(f, "x", 1);

	file_put(f);
	return (int)n;
}

static void
pointers_are_refused(void)
{
	struct file *f = open_ok("large", O_RDWR);

	CHECK_IS(read_first("many/1"), -EIO);
	CHECK_IS(write_first("many/1"), -EIO);
	CHECK_IS(read_first("late/file"), -EIO);
	CHECK_IS(write_first("late/file"), -EIO);
	CHECK_IS(stat_error("dir/one"), -EIO);
	CHECK_IS(path_mkdir(root(), "dir/x"), -EIO);
	CHECK_IS(file_seek(f, 12 * DISK_BLOCK_SIZE, SEEK_SET),
		 12 * DISK_BLOCK_SIZE);
	CHECK_IS(read_bytes(f, data, 1), -EIO);
	CHECK_IS(write_bytes(f, data, 1), -EIO);
	file_put(f);
	CHECK_IS(path_unlink(root(), "late/file"), 0);
	CHECK_IS(path_unlink(root(), "large"), 0);
}

DAMAGED(block_pointers, break_pointers, pointers_are_refused)

/* Every entry of a table is nonsense, and said to be so a few times. */
static void
break_table(void *image)
{
	struct disk_inode *d = inode_of(image, "large");

	memset(damage_block(image, d->indirect), 0x77, DISK_BLOCK_SIZE);
	d->size = DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE;
}

static void
table_is_refused_shortly(void)
{
	struct file *f = open_ok("large", O_RDWR);

	for (off_t at = 12; at < 1000; at++) {
		file_seek(f, at * DISK_BLOCK_SIZE, SEEK_SET);
		CHECK_IS(read_bytes(f, data, 1), -EIO);
	}
	CHECK_IS(file_truncate(f, 0), 0);
	file_put(f);
}

DAMAGED(block_table, break_table, table_is_refused_shortly)

/* A table that is its own entry, and a tree of tables that is one block. */
static void
break_own_table(void *image)
{
	struct disk_inode *d = inode_of(image, "large");
	uint32_t *table = damage_block(image, d->indirect);

	for (unsigned i = 0; i < DISK_PER_BLOCK; i++)
		table[i] = d->indirect;
	d->double_indirect = d->indirect;
}

static void
own_table_is_used(void)
{
	struct file *f = open_ok("large", O_RDWR);

	CHECK_IS(file_seek(f, 100 * DISK_BLOCK_SIZE, SEEK_SET),
		 100 * DISK_BLOCK_SIZE);
	CHECK_IS(write_bytes(f, data, 20000), 20000);
	file_put(f);
	CHECK_IS(path_unlink(root(), "large"), 0);
}

DAMAGED(block_own_table, break_own_table, own_table_is_used)

/* A file's block is a directory's too. */
static void
break_shared(void *image)
{
	inode_of(image, "late/file")->direct[0] =
		inode_of(image, "many")->direct[0];
}

static void
shared_is_used(void)
{
	CHECK_IS(stat_error("many/1"), 0);       /* makes the index */
	memset(data, 0xff, sizeof(data));
	put_file("late/file", data, DISK_BLOCK_SIZE);
	path_unlink(root(), "many/1");
	path_rename(root(), "many/2", "many/3");
	open_error("many/new", O_CREAT);
}

DAMAGED(block_shared, break_shared, shared_is_used)

/* A directory that is as large as can be, and all holes. */
static void
make_dir(void *unused)
{
	(void)unused;
	CHECK_IS(fs_mount(), 0);
	CHECK_IS(path_mkdir(root(), "dir"), 0);
	CHECK_IS(fs_sync(), 0);
	env_settle();
}

TEST(dir_full, .raw = true, .size = { 1100000, 64, 128 },
     .limit_seconds = 60)
{
	struct disk_inode *d;

	CHECK_IS(host_run(make_dir, NULL, 10), 0);
	damage_log_empty(disk_image());
	d = inode_of(disk_image(), "dir");
	d->size = DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE;
	d->nblocks = DISK_MAX_FILE_BLOCKS;
	memset(d->direct, 0, sizeof(d->direct));
	CHECK_IS(fs_mount(), 0);
	CHECK_IS(open_error("dir/new", O_CREAT), -ENOSPC);
}

/*
 * The bitmap
 */

static uint8_t *
bitmap_of(void *image)
{
	return damage_block(image, super_of(image)->bitmap_start);
}

/* The one free block is the first of "many". */
static void
break_bitmap(void *image)
{
	uint32_t block = inode_of(image, "many")->direct[0];

	memset(bitmap_of(image), 0xff, DISK_BLOCK_SIZE);
	bitmap_of(image)[block / 8] &= (uint8_t)~(1 << block % 8);
}

/* "full" takes it, while a name in it is on its way there. */
static void
name_is_overwritten(void)
{
	CHECK_IS(path_rename(root(), "many/99", "full/new"), 0);
	CHECK_IS(stat_error("full/new"), 0);
	CHECK_IS(open_error("many/98", O_RDONLY), -ENOENT);
}

DAMAGED(bitmap_one_free, break_bitmap, name_is_overwritten)

static void
break_bitmap_all_free(void *image)
{
	memset(bitmap_of(image), 0, DISK_BLOCK_SIZE);
}

static void
all_free_is_used(void)
{
	put_file("other", data, sizeof(data));
	path_unlink(root(), "other");
}

DAMAGED(bitmap_all_free, break_bitmap_all_free, all_free_is_used)

/*
 * The superblock and the root
 */

static void
break_norphans(void *image)
{
	super_of(image)->norphans = UINT32_MAX;
}

static void
orphans_are_freed(void)
{
	CHECK_IS(counts().inodes_free > 200, 1);
}

DAMAGED(orphans_too_many, break_norphans, orphans_are_freed)

static void
break_root_type(void *image)
{
	damage_inode(image, DISK_ROOT_INODE)->type = DISK_FILE;
}

UNMOUNTABLE(root_type, break_root_type, -EINVAL)

static void
break_root_nlink(void *image)
{
	damage_inode(image, DISK_ROOT_INODE)->nlink = 0;
}

UNMOUNTABLE(root_nlink, break_root_nlink, -EIO)

static void
break_root_size(void *image)
{
	damage_inode(image, DISK_ROOT_INODE)->size = 1ul << 40;
}

UNMOUNTABLE(root_size, break_root_size, -EIO)

/*
 * The log
 */

/* The last transaction's first image becomes the superblock's. */
static void
break_log_super(void *image)
{
	struct disk_log_header *h = damage_log(image);
	struct disk_super *s = (void *)((char *)h + DISK_BLOCK_SIZE);

	memset(s, 0, DISK_BLOCK_SIZE);
	*s = *super_of(image);
	s->ninodes -= 32;
	h->home[0] = 0;
	damage_log_seal(h);
}

/* It is refused, and does not reach the superblock. */
static void
check_log_super(void)
{
	uint32_t ninodes = super_of(disk_image())->ninodes;

	refuse_mount(break_log_super, true, -EINVAL);
	CHECK_IS(super_of(disk_image())->ninodes, ninodes);
}

REFUSE(log_moves_areas, check_log_super())

/* A number after which there is none: such a header is none. */
static void
break_sequence(void *image)
{
	struct disk_log_header *h = damage_log(image);

	h->sequence = UINT64_MAX - 1 + h->sequence % 2;
	damage_log_seal(h);
}

static void
synced_stays(void)
{
	put_file("kept", "x", 1);
	CHECK_IS(fs_sync(), 0);
	host_exit(0);
}

static void
mount_and_sync(void *unused)
{
	(void)unused;
	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	synced_stays();
}

static void
kept_is_there(void)
{
	CHECK(file_is("kept", "x", 1));
}

static void
break_sequence_and_sync(void *image)
{
	break_sequence(image);
	CHECK_IS(host_run(mount_and_sync, NULL, 10), 0);
}

LOG_DAMAGED(log_sequence_ends, break_sequence_and_sync, kept_is_there)

/* Homes in the log itself: nothing goes there. */
static uint32_t
log_end(void *image)
{
	const struct disk_super *s = super_of(image);

	return s->log_start + 2 * (s->log_blocks + 1);
}

static void
break_home(void *image)
{
	struct disk_log_header *h = damage_log(image);

	h->home[0] = log_end(image) - 1;
	damage_log_seal(h);
}

static void
log_is_untouched(void)
{
	const char *block = damage_block(disk_image(),
					 log_end(disk_image()) - 1);

	for (unsigned i = 0; i < DISK_BLOCK_SIZE; i++)
		CHECK_IS(block[i], 0);
}

LOG_DAMAGED(log_home_in_log, break_home, log_is_untouched)

static void
break_home_end(void *image)
{
	struct disk_log_header *h = damage_log(image);

	h->home[0] = super_of(image)->nblocks;
	damage_log_seal(h);
}

LOG_DAMAGED(log_home_past_end, break_home_end, log_is_untouched)

static void
break_log_count(void *image)
{
	struct disk_log_header *h = damage_log(image);

	h->count = DISK_LOG_MAX;
	damage_log_seal(h);
}

LOG_DAMAGED(log_count, break_log_count, log_is_untouched)
