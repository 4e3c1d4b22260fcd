/*
 * Rows that come in sizes (-s), for seeing how a cost grows, and rows whose
 * time is the disk's.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

#define CHUNK   (64 * 1024)      /* bytes read or written at once  */
#define ENTRIES 100              /* operations in a large directory */

static char *chunk;
static int megabytes;            /* of the file that is streamed */
static int nentries;             /* of the directory, to begin with */

/* Fork against memory: `size` MiB that were touched. */
static void
begin_memory(int size)
{
	touch((long)size * MIB);
}

/* A switch against processes: `size` that are blocked. */
static void
begin_switch(int size)
{
	begin_blocked(size);
	begin_ring(2);
}

static void
end_switch(void)
{
	end_blocked();
	end_ring();
}

/* Names against a directory's size: `size` files are there before. */
static void
begin_directory(int size)
{
	nentries = size;
	for (int i = 0; i < size; i++)
		close(open(numbered(i), O_CREAT | O_WRONLY, 0666));
}

static void
op_dir_create(int i)
{
	int fd = open(numbered(nentries + i + 1), O_CREAT | O_WRONLY, 0666);

	must(fd >= 0, "create");
	close(fd);
}

/* What to look up and to remove is spread over the whole directory. */
static int
spread(int i)
{
	return (int)((long)(i + 1) * (nentries - 1) / ENTRIES);
}

static void
op_dir_lookup(int i)
{
	struct stat st;

	must(stat(numbered(spread(i)), &st) == 0, "stat");
}

static void
op_dir_unlink(int i)
{
	must(unlink(numbered(spread(i))) == 0, "unlink");
}

/* A file of `size` MiB, written to the disk or read from its beginning. */
static void
begin_stream(int size)
{
	megabytes = size;
	chunk = malloc(CHUNK);
	must(chunk != NULL, "malloc");
	for (int i = 0; i < CHUNK; i++)
		chunk[i] = (char)((unsigned)i * (unsigned)i >> 8);
}

static void
stream(int flags, ssize_t (*move)(int fd))
{
	int fd = open("stream", flags, 0666);

	must(fd >= 0, "stream");
	for (long left = (long)megabytes * MIB; left > 0; left -= CHUNK)
		must(move(fd) == CHUNK, "stream");
	if (flags & O_CREAT)
		must(fsync(fd) == 0, "fsync");
	close(fd);
}

static ssize_t
write_chunk(int fd)
{
	return write(fd, chunk, CHUNK);
}

static ssize_t
read_chunk(int fd)
{
	return read(fd, chunk, CHUNK);
}

static void
op_stream_write(int i)
{
	if (i >= 0)
		stream(O_CREAT | O_WRONLY, write_chunk);
}

static void
begin_stream_read(int size)
{
	begin_stream(size);
	stream(O_CREAT | O_WRONLY, write_chunk);
}

static void
op_stream_read(int i)
{
	if (i >= 0)
		stream(O_RDONLY, read_chunk);
}

/* A file that is made to last, and removed. */
static void
op_durable(int i)
{
	int fd = open("durable", O_CREAT | O_WRONLY, 0666);

	(void)i;
	must(fd >= 0 && write(fd, bench_buffer, 1024) == 1024, "write");
	must(fsync(fd) == 0, "fsync");
	close(fd);
	must(unlink("durable") == 0, "unlink");
}

const struct row scale_rows[] = {
	{ "fork_mib", begin_memory, op_fork, NULL, 10, 1, 0, 0, 0 },
	{ "ctx_n", begin_switch, op_ring, end_switch, 500, 1, 0, 0, 0 },
	{ "dir_create", begin_directory, op_dir_create, NULL, ENTRIES, 1,
	  0, 0, 0 },
	{ "dir_lookup", begin_directory, op_dir_lookup, NULL, ENTRIES, 1,
	  0, 0, 0 },
	{ "dir_unlink", begin_directory, op_dir_unlink, NULL, ENTRIES - 1, 1,
	  0, 0, 0 },
	{ "stream_wr", begin_stream, op_stream_write, NULL, 1, 1, 0, 0, 0 },
	{ "stream_rd", begin_stream_read, op_stream_read, NULL, 1, 1,
	  0, 0, 0 },
	{ NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0 },
};

const struct row disk_rows[] = {
	{ "durable", NULL, op_durable, NULL, 200, 1, 0, 0, 0 },
	{ NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0 },
};
