/*
 * Damaged disks are mounted and used in every way, and again after that:
 * whatever is on them, calls fail with an errno at worst. And then fsck
 * repairs them.
 *
 * CASES=n, FIRST=n: how many disks, and the first one's number.
 */
#include "damage.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "sound.h"
#include "test.h"

#define SIZE      { 600, 128, 70 }
#define NAMES_MAX 64
#define NUSES     60
#define SEEN_MAX  400        /* a directory may hold itself */
#define DEPTH_MAX 6
#define ENTRIES   300        /* of each directory           */
#define CASES     300
#define CONSOLE_MAX 20000    /* bytes of complaints        */

static char names[NAMES_MAX][128];
static unsigned nnames, nseen;
static char data[65536];

/*
 * What is damaged
 */

/* Files with tables, directories, links, devices and an orphan; the last
   transaction is not brought home. */
static void
make_image(void *unused)
{
	char name[32];

	(void)unused;
	CHECK_IS(fs_mount(), 0);
	fill_pattern(data, sizeof(data), 1);
	for (unsigned i = 0; i < 5; i++) {
		host_format(name, sizeof(name), "dir%u", i);
		CHECK_IS(path_mkdir(root(), name), 0);
		host_format(name, sizeof(name), "dir%u/file", i);
		put_file(name, data, i * 16000);
		host_format(name, sizeof(name), "dir%u/sub", i);
		CHECK_IS(path_mkdir(root(), name), 0);
	}
	for (unsigned i = 0; i < 70; i++) {
		host_format(name, sizeof(name), "dir0/sub/%u", i);
		CHECK_IS(i % 8 ? path_link(root(), "dir1/file", name) :
			 open_error(name, O_CREAT), 0);
	}
	CHECK_IS(path_mknod(root(), "null", S_IFCHR, MAKEDEV(2, 0)), 0);
	put_file("sparse", "", 0);
	file_truncate(open_ok("sparse", O_RDWR), 8 << 20);
	for (unsigned i = 1; i < 8; i++) {
		struct file *f = open_ok("sparse", O_RDWR);

		file_seek(f, (off_t)i << 20, SEEK_SET);
		CHECK_IS(write_bytes(f, data, 5000), 5000);
		file_put(f);
	}
	CHECK_IS(fs_sync(), 0);
	open_ok("dir2/file", O_RDONLY);
	CHECK_IS(path_unlink(root(), "dir2/file"), 0);
	CHECK_IS(fs_sync(), 0);
	host_exit(0);
}

/*
 * Using
 */

static void
explore_file(const char *path)
{
	struct stat st;
	struct file *f = file_open(root(), path, O_RDONLY);

	CHECK(path_stat(root(), path, &st) <= 0);
	if (IS_ERR(f))
		return;
	CHECK(read_bytes(f, data, 9000) >= -4095);
	if (file_seek(f, -5000, SEEK_END) >= 0)
		CHECK(read_bytes(f, data, 9000) >= -4095);
	file_put(f);
}

/* The names below `path`, which is a directory or cannot be read as one. */
static void
explore(const char *path, unsigned depth)
{
	struct inode *dir = path_lookup(root(), path);
	struct disk_dirent e;
	char below[128];

	if (IS_ERR(dir))
		return;
	CHECK(path_of_dir(dir, data, 4096) <= 4096);
	for (off_t i = 0; i < ENTRIES && nseen < SEEN_MAX; i++) {
		if (inode_read_at(dir, &e, sizeof(e), i * 64) != sizeof(e))
			break;
		if (e.inode == 0 || i < 2)
			continue;
		nseen++;
		host_format(below, sizeof(below), "%s/%.62s", path, e.name);
		memcpy(names[nnames++ % NAMES_MAX], below, sizeof(below));
		explore_file(below);
		if (depth < DEPTH_MAX)
			explore(below, depth + 1);
	}
	inode_put(dir);
}

static const char *
some_name(void)
{
	static char fresh[2][32];
	char *to = fresh[host_random(2)];

	if (nnames > 0 && host_random(4) > 0)
		return names[host_random(MIN(nnames, (unsigned)NAMES_MAX))];
	host_format(to, sizeof(fresh[0]), "%s%lu",
		    host_random(2) ? "" : "dir0/", host_random(8));
	return to;
}

static int
change_file(const char *name)
{
	struct file *f = file_open(root(), name, O_RDWR |
				   (host_random(2) ? O_CREAT : 0) |
				   (host_random(4) == 0 ? O_TRUNC : 0));
	int error = IS_ERR(f) ? (int)PTR_ERR(f) : 0;

	if (error < 0)
		return error;
	if (host_random(3) == 0)
		error = file_truncate(f, (off_t)host_random(9 << 20));
	if (host_random(2))
		file_seek(f, (off_t)host_random(9 << 20), SEEK_SET);
	if (host_random(4) > 0)
		write_bytes(f, data, 1 + host_random(sizeof(data) - 1));
	file_put(f);
	return error;
}

static int
use_once(void)
{
	const char *name = some_name();

	switch (host_random(10)) {
	case 0:
		return path_mkdir(root(), name);
	case 1:
		return path_rmdir(root(), name);
	case 2:
		return path_unlink(root(), name);
	case 3:
		return path_link(root(), name, some_name());
	case 4:
	case 5:
		return path_rename(root(), name, some_name());
	case 6:
		return path_mknod(root(), name, S_IFCHR, MAKEDEV(3, 0));
	case 7:
		return host_random(4) == 0 ? fs_sync() : 0;
	default:
		return change_file(name);
	}
}

/* Exit status: 0, or 2 if it could not be mounted. */
static void
mount_and_use(void *seed)
{
	int error;

	env_capture(true);
	if (fs_mount() < 0) {
		CHECK(env_captured()[0] != '\0');
		host_exit(2);
	}
	host_seed((unsigned long)seed);
	explore(".", 0);
	for (unsigned i = 0; i < NUSES; i++) {
		error = use_once();
		CHECK(error <= 0 && error > -4096);
	}
	error = fs_sync();
	CHECK(error == 0 || error == -EIO || error == -ENOMEM);
	counts();
	env_settle();
	if (strlen(env_captured()) >= CONSOLE_MAX) {
		host_print("%.2000s\n", env_captured());
		host_exit(1);
	}
	host_exit(0);
}

/*
 * The test
 */

static unsigned nrefused;

/* One disk; false when something went wrong. */
static bool
try_disk(const void *image, const struct damage_map *map, unsigned long seed)
{
	uint32_t nblocks = map->super.nblocks;
	size_t size = (size_t)nblocks * DISK_BLOCK_SIZE;
	void *disk = host_memory(NULL, size, true);
	int status;
	bool sound;

	memcpy(disk, image, size);
	host_seed(seed);
	damage(disk, map);
	disk_insert(disk, nblocks);
	status = host_run(mount_and_use, (void *)seed, 20);
	if (status == 0)
		status = host_run(mount_and_use, (void *)(seed + 1), 20);
	sound = sound_repair(disk, nblocks, status == 2) == 0;
	host_memory_free(disk, size);
	nrefused += status == 2;
	return status == 2 || (status == 0 && sound);
}

TEST(damaged_disks, .size = SIZE, .raw = true, .limit_seconds = 3600)
{
	unsigned long ncases = host_number("CASES", CASES);
	unsigned long first = host_number("FIRST", 1);
	struct damage_map map;
	const void *image;

	CHECK_IS(host_run(make_image, NULL, 10), 0);
	image = image_copy(disk_image());
	map = damage_map(image);
	for (unsigned long i = first; i < first + ncases; i++)
		if (!try_disk(image, &map, i)) {
			host_print("repeat: CASES=1 FIRST=%lu tests/fs/run.sh "
				   "damaged_disks\n", i);
			host_exit(1);
		}
	host_print("%lu disks, %u of them refused\n", ncases, nrefused);
	CHECK(ncases < CASES || nrefused * 2 < ncases);
}
