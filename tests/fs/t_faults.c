/*
 * Disks that fail, promises of memory that are refused, superblocks that lie.
 */
#include "abi/disk.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "mm/object.h"
#include "test.h"

static char data[65536];

/* A write error makes the file system read-only, and says so once. */
TEST(write_error, .raw = true)
{
	CHECK_IS(fs_mount(), 0);
	put_file("f", "x", 1);
	CHECK_IS(fs_sync(), 0);
	env_capture(true);
	disk_fail_writes_from(1);
	put_file("g", "y", 1);
	CHECK_IS(fs_sync(), -EIO);
	CHECK(file_is("f", "x", 1) && file_is("g", "y", 1));
	CHECK_IS(open_error("h", O_CREAT), -EROFS);
	CHECK_IS(path_unlink(root(), "f"), -EROFS);
	CHECK_IS(open_error("f", O_WRONLY | O_TRUNC), -EROFS);
	CHECK_IS(fs_sync(), -EIO);
	CHECK(strncmp(env_captured(), "fs: the disk cannot be written", 30)
	      == 0);
	env_settle();
}

/* What each refused operation must leave as it was. */
static int
do_operation(unsigned which)
{
	struct file *f;
	ssize_t n;

	switch (which) {
	case 0:
		return open_error("new", O_CREAT | O_EXCL);
	case 1:
		return path_mkdir(root(), "dir2");
	case 2:
		return path_link(root(), "file", "link");
	case 3:
		return path_unlink(root(), "link");
	case 4:
		return path_rename(root(), "new", "dir/new");
	case 5:
		return path_rmdir(root(), "dir2");
	case 6:
		f = open_ok("file", O_RDWR | O_APPEND);
		n = write_bytes(f, data, 10000);
		file_put(f);
		return n < 0 ? (int)n : 0;
	case 7:
		return open_error("file", O_WRONLY | O_TRUNC);
	}
	return 1;
}

/* The n-th promise refused, n = 1, 2, 3 …: ENOMEM, and nothing changes. */
TEST(promise_refused)
{
	put_file("file", data, 5000);
	CHECK_IS(path_mkdir(root(), "dir"), 0);
	for (unsigned op = 0; op < 8; op++) {
		uint64_t before = tree_hash();
		size_t objects = object_live();
		int error;

		for (unsigned nth = 1; ; nth++) {
			env_refuse_promise(nth);
			error = do_operation(op);
			if (!env_refused() || error == 0)
				break;
			env_refuse_promise(0);
			CHECK_IS(error, -ENOMEM);
			CHECK_IS(tree_hash(), before);
			CHECK(object_live() <= objects + 4);   /* cached */
		}
		env_refuse_promise(0);
		CHECK_IS(error, 0);
	}
}

/* Shared with children: the tree after each operation that worked, how many
   did, and how many of them a sync covered. */
struct progress {
	unsigned nth, ndone, nsynced;
	uint64_t hashes[9];
	bool failed;
};

/* do_operation()s with syncs between them, all writes from the nth on failing:
   first all is well, then nothing can be changed any more. */
static void
fail_writes(void *arg)
{
	struct progress *p = arg;

	CHECK_IS(fs_mount(), 0);
	put_file("file", data, 5000);
	CHECK_IS(path_mkdir(root(), "dir"), 0);
	CHECK_IS(fs_sync(), 0);
	p->hashes[0] = tree_hash();
	env_capture(true);
	disk_fail_writes_from(p->nth);
	for (unsigned op = 0; op < 8; op++) {
		int error = do_operation(op);

		p->failed = p->failed || error == -EROFS;
		CHECK(p->failed ? error < 0 : error == 0);
		p->ndone += error == 0;
		if (error == 0)
			p->hashes[p->ndone] = tree_hash();
		CHECK_IS(tree_hash(), p->hashes[p->ndone]);
		error = op % 3 == 2 ? fs_sync() : -EAGAIN;
		CHECK(error == 0 || error == -EIO || error == -EAGAIN);
		if (error == 0)
			p->nsynced = p->ndone;
	}
	p->failed = fs_sync() < 0;
	env_settle();
	host_exit(0);
}

/* What has reached the disk is what a prefix of the operations has made. */
static void
mount_after_failure(void *arg)
{
	struct progress *p = arg;
	unsigned n = p->nsynced;

	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	while (n < p->ndone && p->hashes[n] != tree_hash())
		n++;
	CHECK_IS(tree_hash(), p->hashes[n]);
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(image_check(disk_image()), 0);
}

/* The n-th write or flush fails, and all later ones, n = 1, 2, 3 …. */
TEST(write_errors_by_number, .raw = true, .limit_seconds = 60)
{
	struct progress *p = host_memory(NULL, sizeof(*p), true);
	struct image_size size = { 300, 64, 66 };

	do {
		*p = (struct progress){ .nth = p->nth + 1 };
		disk_insert(image_make(size), size.nblocks);
		if (host_run(fail_writes, p, 10) != 0 ||
		    host_run(mount_after_failure, p, 10) != 0) {
			host_print("write %u failed\n", p->nth);
			host_exit(1);
		}
	} while (p->failed);
	CHECK(p->nth > 15);
}

/* An orphan that cannot be freed for want of memory is freed by sync. */
TEST(orphan_retried)
{
	size_t before = counts().inodes_free;
	struct file *f;

	put_file("f", data, sizeof(data));
	f = open_ok("f", O_RDONLY);
	CHECK_IS(path_unlink(root(), "f"), 0);
	env_refuse_promise(1);
	file_put(f);
	CHECK(env_refused());
	env_refuse_promise(0);
	CHECK_IS(counts().inodes_free, before - 1);
	CHECK_IS(fs_sync(), 0);
	CHECK_IS(counts().inodes_free, before);
}

/* Mounts what a damaged superblock says; it must be refused in words. */
static void
mount_damaged(void *arg)
{
	uint32_t *image = image_copy(disk_image());

	image[(long)arg] ^= 0x00800001;
	disk_insert(image, ((struct disk_super *)disk_image())->nblocks);
	env_capture(true);
	CHECK_IS(fs_mount(), -EINVAL);
	CHECK(env_captured()[0] != '\0');
	host_exit(0);
}

TEST(damaged_superblock, .raw = true)
{
	for (long word = 0; word < 9; word++)
		CHECK_IS(host_run(mount_damaged, (void *)word, 10), 0);
}

static void
make_tree(void *arg)
{
	(void)arg;
	CHECK_IS(fs_mount(), 0);
	CHECK_IS(path_mkdir(root(), "dir"), 0);
	CHECK_IS(path_mkdir(root(), "dir/sub"), 0);
	for (unsigned i = 0; i < 20; i++) {
		char name[24];

		host_format(name, sizeof(name), "dir/sub/%u", i);
		put_file(name, data, i * 3000u);
	}
	CHECK_IS(fs_sync(), 0);
	env_settle();
}

/* One operation on the tree of make_tree(). */
static int
do_cold_operation(unsigned which)
{
	static const char *file = "dir/sub/19";

	switch (which) {
	case 0:
		return open_error("dir/sub/new", O_CREAT | O_EXCL);
	case 1:
		return path_mkdir(root(), "dir/sub/new");
	case 2:
		return path_link(root(), file, "dir/link");
	case 3:
		return path_unlink(root(), file);
	case 4:
		return path_rename(root(), file, "dir/sub/3");
	case 5:
		return path_rename(root(), "dir/sub", "sub");
	case 6:
		return open_error(file, O_WRONLY | O_TRUNC);
	case 7:
		return path_rmdir(root(), "dir/sub");
	}
	return 1;
}

/* The n-th read after mounting fails, in a process of its own. */
static void
fail_cold_read(void *arg)
{
	unsigned op = (unsigned)(long)arg % 8, nth = (unsigned)(long)arg / 8;
	uint64_t before;
	int error;

	disk_insert(image_copy(disk_image()),
		    ((struct disk_super *)disk_image())->nblocks);
	env_capture(true);
	CHECK_IS(fs_mount(), 0);
	disk_fail_read(nth);
	error = do_cold_operation(op);
	disk_fail_read(0);
	CHECK(error == 0 || error == -EIO || (op == 7 && error == -ENOTEMPTY));
	before = tree_hash();
	CHECK_IS(fs_sync(), 0);
	env_settle();
	CHECK_IS(tree_hash(), before);
	CHECK_IS(image_check(disk_image()), 0);
	host_exit(error == -EIO ? 2 : 0);
}

/* Read errors are reported, and what then cannot be done is not begun. */
TEST(read_errors, .raw = true, .limit_seconds = 60)
{
	unsigned nfailed = 0;

	CHECK_IS(host_run(make_tree, NULL, 10), 0);
	for (long i = 8; i < 8 * 12; i++) {
		int status = host_run(fail_cold_read, (void *)i, 10);

		CHECK(status == 0 || status == 2);
		nfailed += status == 2;
	}
	CHECK(nfailed > 16);
}

static void
fail_mount_read(void *arg)
{
	disk_insert(image_copy(disk_image()),
		    ((struct disk_super *)disk_image())->nblocks);
	env_capture(true);
	disk_fail_read((unsigned)(long)arg);
	CHECK_IS(fs_mount(), -EIO);
	CHECK(env_captured()[0] != '\0');
}

/* Superblock, log, bitmap, root: without any of them there is no mount. */
TEST(mount_read_errors, .raw = true)
{
	for (long nth = 1; nth <= 5; nth++)
		CHECK_IS(host_run(fail_mount_read, (void *)nth, 10), 0);
}
