/*
 * Many threads at once, switched at random: no deadlock, no lost update, a
 * sound disk. The order of locks is checked on the way (env.c).
 */
#include "env.h"
#include "lib/string.h"
#include "test.h"

#define NTHREADS 6
#define NTURNS   60

static unsigned ncreated, nremoved;

/* What several threads do to the same few names. Most calls may fail in
   several ways; what counts is what is left. */
static void
churn_names(void *arg)
{
	unsigned long me = (unsigned long)arg;
	char a[16], b[16];

	for (unsigned i = 0; i < NTURNS; i++) {
		host_format(a, sizeof(a), "d%lu/%lu", host_random(2),
			    host_random(4));
		host_format(b, sizeof(b), "d%lu/%lu", host_random(2),
			    host_random(4));
		switch (host_random(8)) {
		case 0:
		case 1:
			ncreated += open_error(a, O_CREAT | O_EXCL) == 0;
			break;
		case 2:
			nremoved += path_unlink(root(), a) == 0;
			break;
		case 3:
			path_rename(root(), a, b);
			break;
		case 4:
			path_link(root(), a, b);
			break;
		case 5:
			path_mkdir(root(), a);
			break;
		case 6:
			path_rmdir(root(), a);
			break;
		case 7:
			open_error(a, O_RDWR | (me % 2 ? O_TRUNC : 0));
			break;
		}
	}
}

TEST(churn_names, .limit_seconds = 60)
{
	CHECK_IS(path_mkdir(root(), "d0"), 0);
	CHECK_IS(path_mkdir(root(), "d1"), 0);
	env_shuffle(true);
	for (unsigned long i = 0; i < NTHREADS; i++)
		env_spawn(churn_names, (void *)i);
	env_join();
	CHECK(ncreated > 10 && nremoved > 2);
}

static void
append_lines(void *arg)
{
	struct file *f = open_ok("log", O_WRONLY | O_APPEND | O_CREAT);
	char line[100];

	memset(line, 'a' + (int)(long)arg, sizeof(line));
	for (unsigned i = 0; i < NTURNS; i++)
		CHECK_IS(write_bytes(f, line, sizeof(line)), sizeof(line));
	file_put(f);
}

/* Appended lines are all there and whole. */
TEST(appenders, .limit_seconds = 60)
{
	unsigned count[NTHREADS] = { 0 };
	char line[100];
	struct file *f;

	env_shuffle(true);
	for (long i = 0; i < NTHREADS; i++)
		env_spawn(append_lines, (void *)i);
	env_join();
	f = open_ok("log", O_RDONLY);
	while (read_bytes(f, line, sizeof(line)) == sizeof(line)) {
		for (unsigned i = 1; i < sizeof(line); i++)
			CHECK_IS(line[i], line[0]);
		count[line[0] - 'a']++;
	}
	file_put(f);
	for (unsigned i = 0; i < NTHREADS; i++)
		CHECK_IS(count[i], NTURNS);
}

static struct file *shared;

static void
write_shared(void *arg)
{
	char line[64];

	memset(line, 'a' + (int)(long)arg, sizeof(line));
	for (unsigned i = 0; i < NTURNS; i++)
		CHECK_IS(write_bytes(shared, line, sizeof(line)), sizeof(line));
}

/* Who shares an open file shares its position: nothing is overwritten. */
TEST(shared_position, .limit_seconds = 60)
{
	shared = open_ok("f", O_WRONLY | O_CREAT);
	env_shuffle(true);
	for (long i = 0; i < NTHREADS; i++)
		env_spawn(write_shared, (void *)i);
	env_join();
	file_put(shared);
	CHECK_IS(stat_ok("f").st_size, NTHREADS * NTURNS * 64);
}

static void
own_files(void *arg)
{
	static char data[NTHREADS][40000];
	unsigned long me = (unsigned long)arg;
	char name[16];

	host_format(name, sizeof(name), "own%lu", me);
	for (unsigned i = 0; i < 12; i++) {
		size_t n = host_random(sizeof(data[0]));

		fill_pattern(data[me], n, (unsigned)(me * 100 + i));
		put_file(name, data[me], n);
		if (host_random(3) == 0)
			CHECK_IS(fs_sync(), 0);
		CHECK_IS(stat_ok(name).st_size, n);
		if (host_random(3) == 0)
			CHECK_IS(path_unlink(root(), name), 0);
	}
}

/* Threads write, sync and remove files of their own, on a disk and in a
   memory that are small for all of that. */
TEST(writers_and_sync, .size = { 700, 64, 80 }, .nframes = 1200,
     .limit_seconds = 60)
{
	env_shuffle(true);
	for (unsigned long i = 0; i < NTHREADS; i++)
		env_spawn(own_files, (void *)i);
	env_join();
}

static void
look_up(void *arg)
{
	struct stat st;

	(void)arg;
	for (unsigned i = 0; i < 4 * NTURNS; i++) {
		int error = path_stat(root(), "a/b/c/f", &st);

		CHECK(error == 0 || error == -ENOENT);
	}
}

/* Walks go on while directories on their way are renamed and removed. */
TEST(walk_and_rename, .limit_seconds = 60)
{
	env_shuffle(true);
	for (unsigned i = 0; i < 3; i++)
		env_spawn(look_up, NULL);
	for (unsigned i = 0; i < 10; i++) {
		CHECK_IS(path_mkdir(root(), "a"), 0);
		CHECK_IS(path_mkdir(root(), "a/b"), 0);
		CHECK_IS(path_mkdir(root(), "a/b/c"), 0);
		put_file("a/b/c/f", "", 0);
		CHECK_IS(path_rename(root(), "a/b", "x"), 0);
		CHECK_IS(path_unlink(root(), "x/c/f"), 0);
		CHECK_IS(path_rmdir(root(), "x/c"), 0);
		CHECK_IS(path_rmdir(root(), "x"), 0);
		CHECK_IS(path_rmdir(root(), "a"), 0);
	}
	env_join();
}

/* Loses names of open files; now and then an orphan cannot be freed at once,
   so that sync looks for it, while others are being freed. */
static void
make_orphans(void *arg)
{
	char name[16];

	for (unsigned i = 0; i < NTURNS; i++) {
		struct file *f;

		host_format(name, sizeof(name), "o%lu", (unsigned long)arg);
		f = file_open(root(), name, O_CREAT | O_RDWR);
		path_unlink(root(), name);
		if (host_random(3) == 0)
			env_refuse_promise(1);
		if (!IS_ERR(f))
			file_put(f);
		env_refuse_promise(0);
		if (host_random(3) == 0)
			fs_sync();
	}
}

/* An orphan is freed once, whoever finds it; in this order of threads, sync
   once found one again that had just been freed. */
TEST(orphans_and_sync, .limit_seconds = 60)
{
	size_t before = counts().inodes_free;

	host_seed(4);
	env_capture(true);
	env_shuffle(true);
	for (unsigned long i = 0; i < NTHREADS; i++)
		env_spawn(make_orphans, (void *)i);
	env_join();
	env_shuffle(false);
	for (unsigned long i = 0; i < NTHREADS; i++) {
		char name[16];

		host_format(name, sizeof(name), "o%lu", i);
		path_unlink(root(), name);   /* if that was refused */
	}
	CHECK_IS(fs_sync(), 0);
	CHECK_IS(counts().inodes_free, before);
}
