/*
 * Rows about files.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench.h"

static char path[64];

const char *
numbered(int i)
{
	snprintf(path, sizeof(path), "%d", i);
	return path;
}

void
op_create(int i)
{
	int fd = open(numbered(i), O_CREAT | O_WRONLY, 0666);

	must(fd >= 0, path);
	must(write(fd, bench_buffer, 1024) == 1024, path);
	close(fd);
}

void
op_delete(int i)
{
	must(unlink(numbered(i)) == 0, path);
}

static void
op_mkdir(int i)
{
	(void)i;
	must(mkdir("d", 0777) == 0, "mkdir");
	must(rmdir("d") == 0, "rmdir");
}

/* The warm-up is number -1. */
static void
begin_delete(int times)
{
	for (int i = -1; i < times; i++)
		op_create(i);
	sync();
}

static int file;

static void
open_file(int flags)
{
	file = open("file", flags, 0666);
	must(file >= 0, "file");
}

static void
op_write_page(int i)
{
	(void)i;
	must(write(file, bench_buffer, PAGE) == PAGE, "write");
}

static void
op_read_page(int i)
{
	(void)i;
	must(read(file, bench_buffer, PAGE) == PAGE, "read");
}

static void
begin_file_wr(int times)
{
	(void)times;
	open_file(O_CREAT | O_TRUNC | O_RDWR);
}

/* The file is there and on disk; positioned at its beginning. */
static void
begin_file_again(int times)
{
	begin_file_wr(times);
	for (int i = 0; i <= times; i++)
		op_write_page(i);
	fsync(file);
	lseek(file, 0, SEEK_SET);
}

static void
op_open_close(int i)
{
	int fd = open("file", O_RDONLY);

	(void)i;
	must(fd >= 0, "open");
	close(fd);
}

static void
op_stat(int i)
{
	struct stat st;

	(void)i;
	must(stat("file", &st) == 0, "stat");
}

static void
op_fstat(int i)
{
	struct stat st;

	(void)i;
	must(fstat(file, &st) == 0, "fstat");
}

static void
end_file(void)
{
	close(file);
}

const struct row file_rows[] = {
	{ "create", NULL, op_create, NULL, 500, 1,
	  7300000, 103700, 20000 },
	{ "delete", begin_delete, op_delete, NULL, 500, 1,
	  3060000, 89000, 15000 },
	{ "mkdir", NULL, op_mkdir, NULL, 500, 1, 7370000, 300200, 23000 },
	{ "file_wr", begin_file_wr, op_write_page, end_file, 1024, 1,
	  4000000, 10455, 4000 },
	{ "file_rewr", begin_file_again, op_write_page, end_file, 1024, 1,
	  2760000, 3395, 2000 },
	{ "file_rd", begin_file_again, op_read_page, end_file, 1024, 1,
	  564000, 2683, 1600 },
	{ "open_close", begin_file_wr, op_open_close, end_file, 500, 1,
	  551600, 3367, 1700 },
	{ "stat", begin_file_wr, op_stat, end_file, 500, 1,
	  572000, 2194, 1200 },
	{ "fstat", begin_file_wr, op_fstat, end_file, 500, 1,
	  20750, 869, 450 },
	{ NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0 },
};
