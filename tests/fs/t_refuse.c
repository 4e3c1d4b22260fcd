/*
 * Inodes, links and directories that are damaged: what is refused, and with
 * which error. See refuse.h.
 */
#include "env.h"
#include "lib/string.h"
#include "refuse.h"

/*
 * Inodes
 */

static void
break_type(void *image)
{
	inode_of(image, "dir/sub/two")->type = 77;
}

static void
two_is_refused(void)
{
	CHECK_IS(stat_error("dir/sub/two"), -EIO);
	CHECK_IS(open_error("dir/sub/two", O_RDWR | O_CREAT), -EIO);
	CHECK_IS(path_unlink(root(), "dir/sub/two"), -EIO);
	CHECK_IS(path_rename(root(), "dir/sub/two", "three"), -EIO);
	CHECK_IS(path_link(root(), "dir/sub/two", "three"), -EIO);
	CHECK_IS(path_rename(root(), "link", "dir/sub/two"), -EIO);
	CHECK_IS(path_rmdir(root(), "dir/sub"), -ENOTEMPTY);
}

DAMAGED(inode_type, break_type, two_is_refused)

static void
break_free(void *image)
{
	inode_of(image, "dir/sub/two")->type = DISK_FREE;
}

DAMAGED(inode_free, break_free, two_is_refused)

static void
break_size(void *image)
{
	inode_of(image, "dir/sub/two")->size =
		DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE + 1;
}

DAMAGED(inode_size, break_size, two_is_refused)

/* What has a name is no orphan: looking at it does not free it. */
static void
make_orphan(void *image, const char *path)
{
	inode_of(image, path)->nlink = 0;
	((struct disk_super *)image)->norphans = 0;
}

static void
break_nlink(void *image)
{
	make_orphan(image, "dir/sub/two");
}

static void
two_is_not_freed(void)
{
	size_t before = counts().inodes_free;

	two_is_refused();
	CHECK_IS(counts().inodes_free, before);
}

DAMAGED(inode_nlink, break_nlink, two_is_not_freed)

static void
break_number(void *image)
{
	damage_find_entry(image, "dir/sub/two")->inode = 60000;
}

DAMAGED(inode_number, break_number, two_is_refused)

static void
break_device(void *image)
{
	inode_of(image, "null")->major = 999;
}

static void
no_device(void)
{
	CHECK_IS(open_error("null", O_RDWR), -ENXIO);
}

DAMAGED(device_number, break_device, no_device)

/* More than there are blocks for: zeros. */
static void
break_end(void *image)
{
	inode_of(image, "late/file")->size = 1ul << 32;
}

static void
end_is_zero(void)
{
	struct file *f = open_ok("late/file", O_RDONLY);
	char c = 1;

	CHECK_IS(file_seek(f, -1, SEEK_END), (1l << 32) - 1);
	CHECK_IS(read_bytes(f, &c, 1), 1);
	CHECK_IS(c, 0);
	file_put(f);
}

DAMAGED(size_beyond_blocks, break_end, end_is_zero)

/*
 * Links
 */

/* Of its many names, one is counted. */
static void
break_count(void *image)
{
	inode_of(image, "link")->nlink = 1;
}

static void
count_stays_zero(void)
{
	struct file *f = open_ok("link", O_RDONLY);
	struct stat st;

	CHECK_IS(path_unlink(root(), "link"), 0);
	CHECK_IS(path_unlink(root(), "many/1"), -EIO);
	CHECK_IS(path_rename(root(), "large", "many/2"), -EIO);
	CHECK_IS(path_link(root(), "many/3", "four"), -ENOENT);
	file_stat(f, &st);
	CHECK_IS(st.st_nlink, 0);
	file_put(f);
	CHECK_IS(stat_error("many/1"), -EIO);
}

DAMAGED(file_links_too_few, break_count, count_stays_zero)

/* A directory that counts none of its subdirectories. */
static void
break_dir_count(void *image)
{
	damage_inode(image, DISK_ROOT_INODE)->nlink = 2;
	inode_of(image, "dir/sub")->nlink = 2;
}

static void
dir_keeps_count(void)
{
	CHECK_IS(path_rmdir(root(), "empty"), -EIO);
	CHECK_IS(path_rename(root(), "empty", "late/empty"), -EIO);
	CHECK_IS(path_rename(root(), "late", "empty"), -EIO);
	CHECK_IS(path_rmdir(root(), "dir/sub/low"), -EIO);
	CHECK_IS(path_mkdir(root(), "other"), 0);
	CHECK_IS(path_rename(root(), "other", "empty"), 0);
	CHECK_IS(stat_ok("/").st_nlink, 2);
}

DAMAGED(dir_links_too_few, break_dir_count, dir_keeps_count)

static void
break_dir_nlink(void *image)
{
	inode_of(image, "empty")->nlink = 1;
}

static void
empty_is_refused(void)
{
	CHECK_IS(stat_error("empty"), -EIO);
	CHECK_IS(path_rmdir(root(), "empty"), -EIO);
}

DAMAGED(dir_nlink, break_dir_nlink, empty_is_refused)

/* It counts subdirectories, but has none. */
static void
break_dir_more(void *image)
{
	inode_of(image, "empty")->nlink = 3;
}

static void
empty_is_not_removed(void)
{
	CHECK_IS(path_rmdir(root(), "empty"), -EIO);
}

DAMAGED(dir_links_too_many, break_dir_more, empty_is_not_removed)

/* Two names of one directory. */
static void
break_dir_twice(void *image)
{
	damage_find_entry(image, "dir/sub/two")->inode =
		(uint16_t)damage_find(image, "empty");
}

static void
second_name_is_refused(void)
{
	CHECK_IS(path_rename(root(), "empty", "dir/sub/two/x"), -EINVAL);
	CHECK_IS(path_rmdir(root(), "empty"), 0);
	CHECK_IS(path_rmdir(root(), "dir/sub/two"), -EIO);
}

DAMAGED(dir_twice, break_dir_twice, second_name_is_refused)

/* … and it is open when the first goes. */
static void
second_name_is_refused_while_open(void)
{
	struct file *f = open_ok("empty", O_RDONLY);

	CHECK_IS(path_rmdir(root(), "empty"), 0);
	CHECK_IS(path_rmdir(root(), "dir/sub/two"), -EIO);
	file_put(f);
}

DAMAGED(dir_twice_open, break_dir_twice, second_name_is_refused_while_open)

/*
 * Directories
 */

static void
break_dir_size(void *image)
{
	inode_of(image, "many")->size = 1ul << 30;
}

static void
many_is_refused(void)
{
	CHECK_IS(stat_error("many"), -EIO);
	CHECK_IS(stat_error("many/1"), -EIO);
	CHECK_IS(open_error("many/new", O_CREAT), -EIO);
}

DAMAGED(dir_size, break_dir_size, many_is_refused)

static void
break_dir_blocks(void *image)
{
	break_dir_size(image);
	inode_of(image, "many")->nblocks = UINT32_MAX;
}

DAMAGED(dir_blocks, break_dir_blocks, many_is_refused)

/* A name in the place of . is lost with its directory, no more. */
static void
break_dot(void *image)
{
	struct disk_dirent *e = damage_entry(image,
					     damage_find(image, "empty"), 0);

	*e = (struct disk_dirent){ .name = "x" };
	e->inode = (uint16_t)damage_find(image, "late");
}

static void
empty_is_removed(void)
{
	CHECK_IS(stat_error("empty/x"), 0);
	CHECK_IS(path_rmdir(root(), "empty"), 0);
	CHECK_IS(stat_error("late/file"), 0);
}

DAMAGED(dir_dot, break_dot, empty_is_removed)

static void
break_dotdot(void *image)
{
	memcpy(damage_entry(image, damage_find(image, "empty"), 1)->name,
	       "zz", 2);
}

static void
dotdot_is_missed(void)
{
	CHECK_IS(path_rename(root(), "empty", "late/empty"), -ENOENT);
	CHECK_IS(path_rename(root(), "dir/sub", "empty/sub"), -ENOENT);
	CHECK_IS(path_rmdir(root(), "empty"), 0);
}

DAMAGED(dir_dotdot, break_dotdot, dotdot_is_missed)

/* late/.. is a directory that has been removed, to which nobody may come
   while names change: the last to leave it would free it. */
static void
break_dotdot_unlinked(void *image)
{
	damage_entry(image, damage_find(image, "late"), 1)->inode =
		(uint16_t)damage_find(image, "empty");
	make_orphan(image, "empty");
}

static void
sync_often(void *unused)
{
	(void)unused;
	for (unsigned i = 0; i < 100; i++) {
		path_link(root(), "link", "again");
		path_unlink(root(), "again");
		fs_sync();
	}
}

static void
rename_is_refused(void)
{
	env_shuffle(true);
	env_spawn(sync_often, NULL);
	for (unsigned i = 0; i < 100; i++)
		CHECK_IS(path_rename(root(), "dir/sub", "late/sub"), -EIO);
	env_join();
	env_shuffle(false);
}

DAMAGED(dotdot_unlinked, break_dotdot_unlinked, rename_is_refused)

/* late/.. and dir/.. lead to each other. */
static void
break_circle(void *image)
{
	uint32_t dir = damage_find(image, "dir");
	uint32_t late = damage_find(image, "late");

	damage_entry(image, late, 1)->inode = (uint16_t)dir;
	damage_entry(image, dir, 1)->inode = (uint16_t)late;
}

static void
circle_is_refused(void)
{
	char path[200];
	struct inode *late = path_lookup(root(), "late");

	CHECK_IS(path_rename(root(), "empty", "late/empty"), -EIO);
	CHECK_IS(path_of_dir(late, path, sizeof(path)), -ERANGE);
	inode_put(late);
}

DAMAGED(dir_circle, break_circle, circle_is_refused)

/* dir/sub/two is its own directory. */
static void
break_own_child(void *image)
{
	damage_find_entry(image, "dir/sub/two")->inode =
		(uint16_t)damage_find(image, "dir/sub");
}

static void
own_child_stays(void)
{
	CHECK_IS(path_rmdir(root(), "dir/sub/two"), -ENOTEMPTY);
	CHECK_IS(path_rename(root(), "dir/sub/two", "dir/sub/low/x"),
		 -EINVAL);
	CHECK_IS(path_rename(root(), "empty", "dir/sub/two"), -ENOTEMPTY);
}

DAMAGED(dir_own_child, break_own_child, own_child_stays)

static void
break_names(void *image)
{
	struct disk_dirent *e = damage_find_entry(image, "dir/sub/two");

	memset(e->name, 'n', DISK_NAME_MAX);
	e = damage_find_entry(image, "dir/sub");
	memcpy(e->name, "s/b", 3);
	e = damage_find_entry(image, "empty");
	memset(e->name, 0, DISK_NAME_MAX);
}

static void
names_are_not_found(void)
{
	CHECK_IS(stat_error("empty"), -ENOENT);
	CHECK_IS(stat_error("dir/s/b"), -ENOENT);
	CHECK_IS(path_rmdir(root(), "dir"), -ENOTEMPTY);
}

DAMAGED(dir_names, break_names, names_are_not_found)

/* late/.. is the next directory that is made. Here it is removed while it is
   open, and closed by somebody while a renaming looks at it. */
static void
break_dotdot_next(void *image)
{
	uint32_t number = DISK_ROOT_INODE;

	while (damage_inode(image, number)->nlink > 0)
		number++;
	damage_entry(image, damage_find(image, "late"), 1)->inode =
		(uint16_t)number;
}

static void
close_it(void *f)
{
	file_put(f);
}

static void
rename_below_it(void *unused)
{
	(void)unused;
	CHECK(path_rename(root(), "dir/sub", "late/sub") < 0);
}

static void
sync_once(void *unused)
{
	(void)unused;
	fs_sync();
}

static void
closing_does_not_hang(void)
{
	env_shuffle(true);
	for (unsigned i = 0; i < 300; i++) {
		struct file *f;

		CHECK_IS(path_mkdir(root(), "next"), 0);
		f = open_ok("next", O_RDONLY);
		CHECK_IS(path_rmdir(root(), "next"), 0);
		env_spawn(rename_below_it, NULL);
		env_spawn(close_it, f);
		env_spawn(sync_once, NULL);
		env_join();
	}
	env_shuffle(false);
}

DAMAGED(dotdot_closed, break_dotdot_next, closing_does_not_hang)
