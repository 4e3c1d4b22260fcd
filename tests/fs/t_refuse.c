/*
 * What a disk may not say: each damage by itself, and the error that the call
 * which meets it gives; the rest of the disk goes on to work.
 */
#include "damage.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "test.h"

#define SIZE     { 600, 128, 70 }
#define NSIBLINGS 70         /* enough for an index of the directory */

static char data[65536];

static void
make_image(void *unused)
{
	char name[32];

	(void)unused;
	CHECK_IS(fs_mount(), 0);
	CHECK_IS(path_mkdir(root(), "dir"), 0);
	CHECK_IS(path_mkdir(root(), "dir/sub"), 0);
	CHECK_IS(path_mkdir(root(), "other"), 0);
	put_file("file", data, sizeof(data));
	put_file("dir/file", data, 100);
	for (unsigned i = 0; i < NSIBLINGS; i++) {
		host_format(name, sizeof(name), "other/%u", i);
		CHECK_IS(open_error(name, O_CREAT), 0);
	}
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(open_error("last", O_CREAT), 0);
	CHECK_IS(fs_sync(), 0);  /* sealed, and not brought home */
	host_exit(0);
}

/*
 * Damages. The last transaction is to be recovered, but where it is done away
 * with, as it has newer inodes.
 */

static void *
block_at(void *image, uint32_t block)
{
	return (char *)image + (size_t)block * DISK_BLOCK_SIZE;
}

static struct disk_log_header *
newest_header(void *image)
{
	struct disk_super *s = image;
	struct disk_log_header *h[2];

	for (uint32_t i = 0; i < 2; i++)
		h[i] = block_at(image, s->log_start + i * (s->log_blocks + 1));
	return h[0]->sequence > h[1]->sequence ? h[0] : h[1];
}

static void
forget_log(void *image)
{
	struct disk_super *s = image;

	for (uint32_t i = 0; i < 2; i++)
		memset(block_at(image, s->log_start + i * (s->log_blocks + 1)),
		       0, DISK_BLOCK_SIZE);
}

static struct disk_dirent *
entry_of(void *image, const struct disk_inode *dir, const char *name)
{
	struct disk_dirent *e = block_at(image, dir->direct[0]);

	while (strncmp(e->name, name, DISK_NAME_MAX) != 0)
		e++;
	return e;
}

static struct disk_inode *
inode_at(void *image, uint32_t number)
{
	const struct disk_super *s = image;

	return (struct disk_inode *)block_at(image, s->inode_start) + number;
}

static struct disk_inode *
named(void *image, const char *name)
{
	return inode_at(image, entry_of(image, inode_at(image,
		DISK_ROOT_INODE), name)->inode);
}

static struct disk_dirent *
root_entry(void *image, const char *name)
{
	return entry_of(image, inode_at(image, DISK_ROOT_INODE), name);
}

/* As if one image of the last transaction were the superblock. */
static void
superblock_moves(void *image)
{
	struct disk_log_header *h = newest_header(image);
	struct disk_super *s = (void *)((char *)h + DISK_BLOCK_SIZE);

	h->home[0] = 0;
	*s = *(struct disk_super *)image;
	s->log_blocks--;
	h->checksum = disk_log_checksum(h);
}

static void
sequence_ends(void *image)
{
	struct disk_log_header *h = newest_header(image);

	h->sequence = UINT64_MAX - 1 + h->sequence % 2;
	h->checksum = disk_log_checksum(h);
}

static void
home_in_log(void *image)
{
	struct disk_log_header *h = newest_header(image);

	h->home[0] = ((struct disk_super *)image)->log_start;
	h->checksum = disk_log_checksum(h);
}

static void
root_is_file(void *image)
{
	inode_at(image, DISK_ROOT_INODE)->type = DISK_FILE;
}

static void
root_has_one_link(void *image)
{
	inode_at(image, DISK_ROOT_INODE)->nlink = 1;
}

static void
type_unknown(void *image)
{
	named(image, "file")->type = DISK_DEVICE + 1;
}

static void
size_too_large(void *image)
{
	named(image, "file")->size = UINT64_MAX;
}

static void
dir_too_large(void *image)
{
	named(image, "dir")->size = DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE;
}

static void
entry_of_free_inode(void *image)
{
	root_entry(image, "file")->inode = 127;
}

static void
entry_beyond_inodes(void *image)
{
	root_entry(image, "file")->inode = 500;
}

static void
block_in_log(void *image)
{
	named(image, "file")->direct[0] =
		((struct disk_super *)image)->log_start;
}

static void
block_beyond_disk(void *image)
{
	named(image, "file")->direct[0] = UINT32_MAX;
}

static void
table_in_bitmap(void *image)
{
	named(image, "file")->indirect =
		((struct disk_super *)image)->bitmap_start;
}

/* dir/.. leads to an inode without a name. */
static void
parent_is_orphan(void *image)
{
	struct disk_super *s = image;
	struct disk_inode *orphan = inode_at(image, s->ninodes - 1);

	*orphan = *named(image, "dir");
	orphan->nlink = 0;
	entry_of(image, named(image, "dir"), "..")->inode =
		(uint16_t)(s->ninodes - 1);
}

/* dir/.. is dir/sub, whose .. is dir. */
static void
parents_in_circle(void *image)
{
	struct disk_inode *dir = named(image, "dir");

	entry_of(image, dir, "..")->inode = entry_of(image, dir, "sub")->inode;
}

/* Two directories hold the same block of entries. */
static void
block_held_twice(void *image)
{
	named(image, "dir")->direct[0] = named(image, "other")->direct[0];
	named(image, "dir")->size = 4096;
}

/*
 * Calls
 */

static int
open_file(void)
{
	return open_error("file", O_RDONLY);
}

static int
read_file(void)
{
	ssize_t n = read_bytes(open_ok("file", O_RDONLY), data, sizeof(data));

	return n < 0 ? (int)n : 0;
}

static int
read_end(void)
{
	struct file *f = open_ok("file", O_RDONLY);
	ssize_t n;

	file_seek(f, 15 * 4096, SEEK_SET);
	n = read_bytes(f, data, 100);
	return n < 0 ? (int)n : 0;
}

static int
write_file(void)
{
	ssize_t n = write_bytes(open_ok("file", O_WRONLY), data, 100);

	return n < 0 ? (int)n : 0;
}

static int
open_in_dir(void)
{
	return open_error("dir/file", O_RDONLY);
}

static int
move_below(void)
{
	return path_rename(root(), "other", "dir/other");
}

static int
last_is_there(void)
{
	return exists("last") ? 0 : -ENOENT;
}

/* Names change in both directories, by turns. */
static int
churn_both(void)
{
	char old[32], new[32];

	for (unsigned i = 0; i < NSIBLINGS; i++) {
		host_format(old, sizeof(old), "%s/%u", i % 2 ? "dir" : "other",
			    i);
		host_format(new, sizeof(new), "%s/n%u",
			    i % 3 ? "dir" : "other", i);
		path_rename(root(), old, new);
		open_error(old, O_CREAT);
		path_unlink(root(), new);
	}
	return 0;
}

static const struct refusal {
	const char *name;
	void (*damage)(void *image);
	bool keeps_log;          /* what is damaged is in it        */
	int mount;               /* what fs_mount() gives           */
	int (*call)(void);       /* and then this                   */
	int error;
} refusals[] = {
	{ "a superblock that moves", superblock_moves, true, -EINVAL, 0, 0 },
	{ "the last number of all", sequence_ends, true, 0, last_is_there,
	  -ENOENT },
	{ "a log image of the log", home_in_log, true, 0, last_is_there,
	  -ENOENT },
	{ "a root that is a file", root_is_file, false, -EINVAL, 0, 0 },
	{ "a root with one link", root_has_one_link, false, -EIO, 0, 0 },
	{ "an unknown type", type_unknown, false, 0, open_file, -EIO },
	{ "a size no file has", size_too_large, false, 0, open_file, -EIO },
	{ "a directory of holes", dir_too_large, false, 0, open_in_dir, -EIO },
	{ "an entry of a free inode", entry_of_free_inode, false, 0, open_file,
	  -EIO },
	{ "an entry of no inode", entry_beyond_inodes, false, 0, open_file,
	  -EIO },
	{ "a block of the log, read", block_in_log, false, 0, read_file, -EIO },
	{ "a block of the log, written", block_in_log, false, 0, write_file,
	  -EIO },
	{ "a block beyond the disk", block_beyond_disk, false, 0, read_file,
	  -EIO },
	{ "a table in the bitmap", table_in_bitmap, false, 0, read_end, -EIO },
	{ "an orphan as parent", parent_is_orphan, false, 0, move_below,
	  -EIO },
	{ "parents in a circle", parents_in_circle, false, 0, move_below,
	  -EIO },
	{ "a block held twice", block_held_twice, false, 0, churn_both, 0 },
};

/* The calls that follow it must work. */
static void
meet(void *arg)
{
	const struct refusal *r = arg;

	env_capture(true);
	CHECK_IS(fs_mount(), r->mount);
	CHECK(r->mount == 0 || env_captured()[0] != '\0');
	if (r->mount < 0)
		host_exit(0);
	CHECK_IS(r->call(), r->error);
	CHECK_IS(open_error("new", O_CREAT | O_EXCL), 0);
	CHECK_IS(fs_sync(), 0);
	env_settle();
	host_exit(0);
}

/* After another boot, too. */
static void
meet_again(void *arg)
{
	(void)arg;
	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	CHECK(exists("new"));
	host_exit(0);
}

TEST(refusals, .size = SIZE, .raw = true, .limit_seconds = 60)
{
	struct disk_super *s = disk_image();
	size_t size = (size_t)s->nblocks * DISK_BLOCK_SIZE;
	void *disk = host_memory(NULL, size, true);
	const void *image;

	CHECK_IS(host_run(make_image, NULL, 10), 0);
	image = image_copy(disk_image());
	disk_insert(disk, s->nblocks);
	for (unsigned i = 0; i < ARRAY_SIZE(refusals); i++) {
		const struct refusal *r = &refusals[i];

		memcpy(disk, image, size);
		if (!r->keeps_log)
			forget_log(disk);
		r->damage(disk);
		if (host_run(meet, (void *)r, 10) != 0 ||
		    (r->mount == 0 && host_run(meet_again, NULL, 10) != 0)) {
			host_print("with %s\n", r->name);
			host_exit(1);
		}
	}
}
