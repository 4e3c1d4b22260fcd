/*
 * When disk or memory run out, and come back.
 */
#include "abi/disk.h"
#include "disk.h"
#include "env.h"
#include "lib/string.h"
#include "mm/page.h"
#include "test.h"

static char data[65536];

/* Writes until nothing more fits; the bytes written. */
static size_t
fill_disk(const char *path)
{
	struct file *f = open_ok(path, O_WRONLY | O_CREAT);
	size_t total = 0;
	ssize_t n;

	while ((n = write_bytes(f, data, sizeof(data))) > 0)
		total += (size_t)n;
	CHECK_IS(n, -ENOSPC);
	file_put(f);
	return total;
}

/* A full disk says ENOSPC, still works, and is as large after deleting. */
TEST(full_disk)
{
	struct sysinfo before = counts();
	size_t first;

	fill_pattern(data, sizeof(data), 4);
	first = fill_disk("big");
	CHECK_IS(counts().blocks_free, 0);
	CHECK_IS(open_error("small", O_CREAT | O_WRONLY), 0);
	CHECK_IS(path_mkdir(root(), "d"), -ENOSPC);
	for (unsigned i = 0; i < 3; i++) {
		CHECK_IS(path_unlink(root(), "big"), 0);
		CHECK_IS(fill_disk("big"), first);
	}
	CHECK_IS(path_unlink(root(), "big"), 0);
	CHECK_IS(path_unlink(root(), "small"), 0);
	CHECK_IS(counts().blocks_free, before.blocks_free);
}

/* All inodes used: ENOSPC; one freed: one more file. */
TEST(full_inodes, .size = { 2048, 100, 128 })
{
	size_t nfree = counts().inodes_free;
	char name[16];

	CHECK_IS(nfree, 98);
	for (unsigned i = 0; i < nfree; i++) {
		host_format(name, sizeof(name), "%u", i);
		put_file(name, "", 0);
	}
	CHECK_IS(open_error("more", O_CREAT), -ENOSPC);
	CHECK_IS(path_mkdir(root(), "more"), -ENOSPC);
	CHECK_IS(path_unlink(root(), "50"), 0);
	CHECK_IS(path_mkdir(root(), "more"), 0);
	CHECK_IS(counts().inodes_free, 0);
}

/* A large sequential file lies in one piece and travels in large requests. */
TEST(sequential_layout, .size = { 8192, 512, 512 })
{
	struct file *f = open_ok("f", O_WRONLY | O_CREAT);
	struct disk_totals before, after;

	fs_sync();
	before = disk_totals();
	for (unsigned i = 0; i < 64; i++)
		CHECK_IS(write_bytes(f, data, sizeof(data)), sizeof(data));
	fs_sync();
	env_settle();
	after = disk_totals();
	CHECK(after.writes - before.writes < 50);
	CHECK(after.blocks - before.blocks < 1024 + 60);
	file_put(f);
}

/* A file that is deleted before it was written costs no data writes. */
TEST(short_lived_file)
{
	unsigned before;

	fs_sync();
	env_settle();
	before = disk_totals().blocks;
	put_file("tmp", data, sizeof(data));
	CHECK_IS(path_unlink(root(), "tmp"), 0);
	fs_sync();
	env_settle();
	CHECK(disk_totals().blocks - before < 16);
}

/* The cache holds more than memory has: it gives way, and promises of all
   free memory are kept. */
TEST(cache_gives_way, .size = { 16384, 512, 256 }, .nframes = 4096,
     .limit_seconds = 60)
{
	size_t n = 0;
	struct page_counts c;

	for (unsigned i = 0; i < 40; i++) {
		char name[8];

		host_format(name, sizeof(name), "%u", i);
		for (unsigned k = 0; k < 16; k++) {
			struct file *f = open_ok(name, O_WRONLY | O_CREAT |
						 O_APPEND);

			CHECK_IS(write_bytes(f, data, sizeof(data)),
				 sizeof(data));
			file_put(f);
		}
	}
	fs_sync();
	env_settle();
	c = page_count();
	CHECK(c.free + c.reclaimable - c.promised > 3500);
	n = c.free + c.reclaimable - c.promised;
	CHECK(page_promise(n));
	CHECK(!page_promise(1));
	for (size_t i = 0; i < n; i++)
		CHECK(page_alloc_promised() != NULL);
	CHECK(file_is("7", data, 0) == false);     /* still readable */
}

/* With all memory promised away, reading works and writing says ENOMEM. */
TEST(no_memory, .nframes = 2048)
{
	struct page_counts c;
	struct file *f;
	char buffer[100];

	put_file("f", data, sizeof(data));
	fs_sync();
	env_settle();
	c = page_count();
	CHECK(page_promise(c.free + c.reclaimable - c.promised));
	for (unsigned i = 0; i < c.free; i++)
		CHECK(page_alloc_promised() != NULL);
	f = open_ok("f", O_RDWR);
	CHECK_IS(read_bytes(f, buffer, sizeof(buffer)), sizeof(buffer));
	CHECK_IS(write_bytes(f, buffer, 1), -ENOMEM);
	CHECK_IS(path_unlink(root(), "f"), -ENOMEM);
	page_unpromise(20);
	CHECK_IS(write_bytes(f, buffer, 1), 1);
	file_put(f);
	CHECK_IS(path_unlink(root(), "f"), 0);
}

/* Lent frames are not counted as reclaimable, and again when they return. */
TEST(lent_frames_counted)
{
	struct inode *ip;
	void *frames[16];
	size_t before;

	put_file("f", data, sizeof(data));
	fs_sync();
	env_settle();
	ip = path_lookup(root(), "f");
	counts();      /* reads the inode table */
	before = page_count().reclaimable;
	for (unsigned i = 0; i < ARRAY_SIZE(frames); i++)
		frames[i] = inode_frame(ip, i);
	CHECK_IS(page_count().reclaimable, before - ARRAY_SIZE(frames));
	for (unsigned i = 0; i < ARRAY_SIZE(frames); i++)
		page_unref(frames[i]);
	counts();
	CHECK_IS(page_count().reclaimable, before);
	inode_put(ip);
}

/* Nothing dirty, nothing done: an idle file system does no requests. */
TEST(idle)
{
	unsigned before;

	put_file("f", data, 100);
	env_settle();
	before = disk_totals().writes + disk_totals().flushes;
	for (unsigned i = 0; i < 10; i++)
		env_settle();
	CHECK_IS(fs_sync(), 0);
	CHECK_IS(disk_totals().writes + disk_totals().flushes, before);
}
