/*
 * Using a disk: see use.h.
 *
 * The walk is bounded by a budget of visits, as names of a damaged disk may
 * lead round in circles.
 */
#include "abi/disk.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "mm/page.h"
#include "test.h"
#include "use.h"

#define MANY        100     /* names: such a directory has an index      */
#define FULL        62      /* names: such a directory is one full block */
#define VISITS      120
#define DEPTH_MAX   6
#define ENTRIES_MAX 80      /* looked at in each directory               */
#define HELD_MAX    8       /* files kept open                           */
#define USERS       2

static char data[65536];
static struct file *held[HELD_MAX];
static unsigned visits;

/*
 * Preparing
 */

static void
names_make(const char *dir, unsigned n)
{
	char name[24];

	CHECK_IS(path_mkdir(root(), dir), 0);
	while (n-- > 0) {
		host_format(name, sizeof(name), "%s/%u", dir, n);
		CHECK_IS(path_link(root(), "dir/one", name), 0);
	}
}

static void
large_make(void)
{
	struct file *f = open_ok("large", O_RDWR | O_CREAT);
	off_t twice = (DISK_NDIRECT + DISK_PER_BLOCK + 3l) * DISK_BLOCK_SIZE;

	CHECK_IS(write_bytes(f, data, sizeof(data)), sizeof(data));
	CHECK_IS(file_seek(f, twice, SEEK_SET), twice);
	CHECK_IS(write_bytes(f, data, 10000), 10000);
	file_put(f);
}

void
use_prepare(void)
{
	fill_pattern(data, sizeof(data), 1);
	CHECK_IS(path_mkdir(root(), "dir"), 0);
	CHECK_IS(path_mkdir(root(), "dir/sub"), 0);
	CHECK_IS(path_mkdir(root(), "dir/sub/low"), 0);
	CHECK_IS(path_mkdir(root(), "empty"), 0);
	put_file("dir/one", data, 5000);
	put_file("dir/sub/two", data, 20000);
	CHECK_IS(path_mknod(root(), "null", S_IFCHR, MAKEDEV(2, 0)), 0);
	CHECK_IS(path_link(root(), "dir/one", "link"), 0);
	names_make("many", MANY);
	names_make("full", FULL);
	large_make();
	put_file("orphan", data, 100);
	open_ok("orphan", O_RDONLY);             /* nobody closes it */
	CHECK_IS(path_unlink(root(), "orphan"), 0);
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(path_mkdir(root(), "late"), 0);
	put_file("late/file", data, 9000);
	CHECK_IS(fs_sync(), 0);
	env_settle();
}

/*
 * Using
 */

static void
use_file(struct file *f)
{
	static const off_t places[] = {
		0, 4000, DISK_NDIRECT * DISK_BLOCK_SIZE,
		(DISK_NDIRECT + DISK_PER_BLOCK + 2l) * DISK_BLOCK_SIZE,
		(off_t)DISK_MAX_FILE_BLOCKS * DISK_BLOCK_SIZE - 5000,
	};

	for (unsigned n = 0; n < 3; n++) {
		file_seek(f, places[host_random(5)], SEEK_SET);
		if (host_random(2))
			read_bytes(f, data, 10000);
		else
			write_bytes(f, data, host_random(12000));
	}
	file_seek(f, 0, SEEK_END);
	write_bytes(f, data, 100);
	if (host_random(3) == 0)
		file_truncate(f, places[host_random(5)] + 3);
	if (host_random(8) == 0)
		file_sync(f);
}

/* Opens a file, uses it, and perhaps keeps it open. */
static void
use_opened(struct inode *dir, const char *name)
{
	int truncate = host_random(8) == 0 ? O_TRUNC : 0;
	struct file *f = file_open(dir, name, O_RDWR | truncate);
	struct file **slot = &held[host_random(HELD_MAX)], *old;
	struct stat st;

	if (IS_ERR(f))
		f = file_open(dir, name, O_RDONLY);
	if (IS_ERR(f))
		return;
	file_stat(f, &st);
	if (S_ISREG(st.st_mode))
		use_file(f);
	if (host_random(2)) {
		file_put(f);
		return;
	}
	old = *slot;
	*slot = f;
	if (old != NULL)
		file_put(old);
}

static void
use_space(struct inode *ip)
{
	void *frame = inode_frame(ip, host_random(20));

	if (!IS_ERR(frame))
		page_unref(frame);
}

/* Changes names around `name`, which stands in `dir`. */
static void
use_names(struct inode *dir, const char *name)
{
	static const char *const others[] = {
		"dir/sub", "dir", "/", "empty", "late", "new", "many/5",
		"dir/sub/low", "link", "full/new", "many/new", "..",
	};
	const char *other = others[host_random(12)];
	const char *third = others[host_random(12)];

	switch (host_random(9)) {
	case 0:
		path_unlink(dir, name);
		break;
	case 1:
		path_rmdir(dir, name);
		break;
	case 2:
		path_rename(dir, name, other);
		break;
	case 3:
		path_rename(dir, other, name);
		break;
	case 4:
		path_rename(root(), other, third);
		break;
	case 5:
		path_link(dir, name, other);
		break;
	case 6:
		path_mkdir(dir, other);
		break;
	case 7:
		open_error(other, O_CREAT);
		break;
	case 8:
		path_rmdir(root(), other);
		break;
	}
}

static void use_dir(struct inode *dir, unsigned depth);

static void
use_name(struct inode *dir, const char *name, unsigned depth)
{
	struct inode *ip = path_lookup(dir, name);
	struct stat st;

	path_stat(dir, name, &st);
	if (!IS_ERR(ip)) {
		if (inode_is_dir(ip) && depth < DEPTH_MAX)
			use_dir(ip, depth + 1);
		use_space(ip);
		inode_put(ip);
	}
	use_opened(dir, name);
	use_names(dir, name);
}

static void
use_dir(struct inode *dir, unsigned depth)
{
	char path[300];
	struct disk_dirent e;

	path_of_dir(dir, path, sizeof(path));
	for (off_t i = 0; i < ENTRIES_MAX && visits < VISITS; i++) {
		char name[DISK_NAME_MAX + 1] = "";

		if (inode_read_at(dir, &e, sizeof(e),
				  i * (off_t)sizeof(e)) <= 0)
			break;
		memcpy(name, e.name, DISK_NAME_MAX);
		if (e.inode == 0 || (i < 2 && host_random(4) > 0))
			continue;
		visits++;
		use_name(dir, name, depth);
	}
	if (host_random(4) == 0)
		fs_sync();
}

static void
use_alone(void *unused)
{
	(void)unused;
	use_dir(root(), 0);
}

void
use_disk(void)
{
	struct sysinfo info;

	env_shuffle(true);
	for (unsigned i = 0; i < USERS; i++)
		env_spawn(use_alone, NULL);
	env_join();
	env_shuffle(false);
	for (unsigned i = 0; i < HELD_MAX; i++)
		if (held[i] != NULL)
			file_put(held[i]);
	fs_count(&info);
	fs_sync();
	env_settle();
}
