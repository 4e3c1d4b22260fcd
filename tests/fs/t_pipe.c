/*
 * Pipes.
 */
#include "abi/limits.h"
#include "env.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/page.h"
#include "test.h"

#define CAPACITY 65536

static struct file *r, *w;
static char data[CAPACITY], got[CAPACITY];

static void
pipe_ok(void)
{
	CHECK_IS(pipe_create(&r, &w), 0);
	fill_pattern(data, sizeof(data), 5);
}

/* Bytes come out in order; EOF after the last writer; nothing leaks. */
TEST(pipe_order)
{
	size_t objects = object_live(), frames = page_count().free;
	size_t in = 0, out = 0;

	pipe_ok();
	for (unsigned i = 0; in < CAPACITY - 5000; i++) {
		size_t n = 1 + i * 37 % 5000;

		CHECK_IS(write_bytes(w, data + in, n), n);
		in += n;
		n = MIN(in - out, (size_t)(1 + i * 91 % 6000));
		CHECK_IS(read_bytes(r, got, n), n);
		CHECK_IS(memcmp(got, data + out, n), 0);
		out += n;
	}
	if (in > out)
		CHECK_IS(read_bytes(r, got, CAPACITY), in - out);
	CHECK_IS(write_bytes(w, "x", 1), 1);
	file_put(w);
	CHECK_IS(read_bytes(r, got, 10), 1);
	CHECK_IS(read_bytes(r, got, 10), 0);
	CHECK_IS(write_bytes(r, "x", 1), -EBADF);
	CHECK_IS(file_seek(r, 0, SEEK_SET), -ESPIPE);
	CHECK_IS(file_sync(r), -EINVAL);
	file_put(r);
	CHECK_IS(object_live(), objects);
	CHECK(page_count().free + 4 >= frames);   /* slabs that are kept */
}

/* It holds 64 KiB; no reader: EPIPE. */
TEST(pipe_capacity)
{
	struct stat st;

	pipe_ok();
	CHECK_IS(write_bytes(w, data, CAPACITY), CAPACITY);
	CHECK_IS(read_bytes(r, got, CAPACITY), CAPACITY);
	CHECK_IS(memcmp(got, data, CAPACITY), 0);
	CHECK_IS(write_bytes(w, data, 1), 1);
	CHECK_IS(file_stat(r, &st), 0);
	CHECK(S_ISFIFO(st.st_mode));
	file_put(r);
	CHECK_IS(write_bytes(w, data, 1), -EPIPE);
	file_put(w);
}

static void
write_much(void *arg)
{
	size_t total = (size_t)arg, done = 0;

	while (done < total) {
		size_t n = 1 + host_random(9000);
		ssize_t put;

		n = MIN(n, total - done);
		memset(data, (int)(done / 1000), n);
		put = write_bytes(w, data, n);
		CHECK(put > 0);
		done += (size_t)put;
	}
	file_put(w);
}

/* A writer and a reader that wait for each other move a megabyte. */
TEST(pipe_flow)
{
	size_t total = 1 << 20, out = 0;
	ssize_t n;

	pipe_ok();
	env_shuffle(true);
	env_spawn(write_much, (void *)total);
	while ((n = read_bytes(r, got, 1 + host_random(9000))) > 0)
		out += (size_t)n;
	CHECK_IS(out, total);
	env_join();
	file_put(r);
}

static void
write_pieces(void *arg)
{
	char piece[PIPE_BUF];

	memset(piece, (int)(long)arg, sizeof(piece));
	for (unsigned i = 0; i < 50; i++)
		CHECK_IS(write_bytes(w, piece, 1500), 1500);
	file_put(w);
}

/* Pieces up to PIPE_BUF of several writers are not mixed. */
TEST(pipe_atomic)
{
	size_t total = 0;

	pipe_ok();
	env_shuffle(true);
	for (long i = 1; i <= 4; i++) {
		file_ref(w);
		env_spawn(write_pieces, (void *)i);
	}
	file_put(w);
	for (;;) {
		size_t n = 0;
		ssize_t step;

		do {
			step = read_bytes(r, got + n, 1500 - n);
			n += (size_t)step;
		} while (step > 0 && n < 1500);
		if (n == 0)
			break;
		CHECK_IS(n, 1500);
		for (size_t i = 1; i < n; i++)
			CHECK_IS(got[i], got[0]);
		total += n;
	}
	CHECK_IS(total, 4 * 50 * 1500);
	env_join();
	file_put(r);
}
