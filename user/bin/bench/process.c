/*
 * Rows about processes: calls, pipes, switches, fork, exec, memory.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench.h"

#define RING    8                /* processes of ctx8           */
#define BLOCKED 48               /* other processes of wake48   */

static int ends[RING][2];        /* pipes of the rows that need some   */
static char *volatile memory;    /* touched by fork_1m and fork_16m    */

static void
open_pipes(int n)
{
	for (int i = 0; i < n; i++)
		must(pipe(ends[i]) == 0, "pipe");
}

static void
close_pipes(int n)
{
	for (int i = 0; i < n; i++) {
		close(ends[i][0]);
		close(ends[i][1]);
	}
}

static void
op_null(int i)
{
	(void)i;
	getpid();
}

static void
op_dup(int i)
{
	(void)i;
	close(dup(0));
}

static void
op_write1(int i)
{
	(void)i;
	must(write(ends[0][1], bench_buffer, 1) == 1, "write");
}

static void
op_read1(int i)
{
	(void)i;
	must(read(ends[0][0], bench_buffer, 1) == 1, "read");
}

static void
begin_write1(int times)
{
	(void)times;
	open_pipes(1);
}

/* The bytes that will be read; the warm-up reads one too. */
static void
begin_read1(int times)
{
	open_pipes(1);
	for (int i = 0; i <= times; i++)
		op_write1(i);
}

static void
end_pipe(void)
{
	close_pipes(1);
}

/* A child that passes each byte on from its pipe to the next. */
static void
relay(int from, int to)
{
	char c;

	if (fork() != 0)
		return;
	for (int i = 0; i < RING; i++) {
		if (ends[i][1] != ends[to][1])
			close(ends[i][1]);
	}
	while (read(ends[from][0], &c, 1) == 1)
		if (write(ends[to][1], &c, 1) != 1)
			break;
	_exit(0);
}

static int ring_size;

void
begin_ring(int n)
{
	ring_size = n;
	open_pipes(RING);
	for (int i = 1; i < n; i++)
		relay(i - 1, i);
}

static void
begin_ctx(int times)
{
	(void)times;
	begin_ring(2);
}

static void
begin_ctx8(int times)
{
	(void)times;
	begin_ring(RING);
}

/* Our byte goes into pipe 0 and comes out of the last one. */
void
op_ring(int i)
{
	(void)i;
	must(write(ends[0][1], bench_buffer, 1) == 1, "write");
	must(read(ends[ring_size - 1][0], bench_buffer, 1) == 1, "read");
}

void
end_ring(void)
{
	close_pipes(RING);
	while (wait(NULL) > 0)
		;
}

static int gate[2];

void
begin_blocked(int n)
{
	char c;

	must(pipe(gate) == 0, "pipe");
	for (int i = 0; i < n; i++) {
		pid_t child = fork();

		must(child >= 0, "fork");
		if (child == 0) {
			close(gate[1]);
			_exit(read(gate[0], &c, 1) == 0 ? 0 : 1);
		}
	}
}

void
end_blocked(void)
{
	close(gate[0]);
	close(gate[1]);
}

static void
begin_wake48(int times)
{
	(void)times;
	begin_blocked(BLOCKED);
	begin_ring(2);
}

static void
end_wake48(void)
{
	end_blocked();
	end_ring();
}

static void
begin_pipebw(int times)
{
	(void)times;
	open_pipes(1);
	if (fork() != 0)
		return;
	close(ends[0][1]);
	while (read(ends[0][0], bench_buffer, PAGE) > 0)
		;
	_exit(0);
}

static void
op_pipebw(int i)
{
	(void)i;
	must(write(ends[0][1], bench_buffer, PAGE) == PAGE, "write");
}

static void
end_pipebw(void)
{
	close_pipes(1);
	wait(NULL);
}

void
op_fork(int i)
{
	(void)i;
	if (fork() == 0)
		_exit(0);
	wait(NULL);
}

static long touched;

void
touch(long size)
{
	touched = size;
	memory = sbrk(size);
	must((long)memory != -1, "sbrk");
	for (long at = 0; at < size; at += PAGE)
		memory[at] = 1;
}

static void
begin_fork_1m(int times)
{
	(void)times;
	touch(MIB);
}

static void
begin_fork_16m(int times)
{
	(void)times;
	touch(16 * MIB);
}

static void
end_touched(void)
{
	sbrk(-touched);
}

static void
op_fork_exec(int i)
{
	(void)i;
	if (fork() == 0) {
		execl("/bin/true", "true", (char *)NULL);
		_exit(1);
	}
	wait(NULL);
}

static void
op_kill(int i)
{
	pid_t child;
	char c;

	(void)i;
	open_pipes(2);
	child = fork();
	if (child == 0) {
		must(write(ends[1][1], "", 1) == 1, "write");
		_exit(read(ends[0][0], &c, 1) == 1 ? 0 : 1);
	}
	must(read(ends[1][0], &c, 1) == 1, "read");
	kill(child, SIGKILL);
	wait(NULL);
	close_pipes(2);
}

static void
op_sbrk_page(int i)
{
	char *volatile p = sbrk(PAGE);

	p[0] = (char)i;
	sbrk(-PAGE);
}

static void
op_sbrk_touch(int i)
{
	(void)i;
	touch(MIB);
	end_touched();
}

const struct row process_rows[] = {
	{ "null", NULL, op_null, NULL, 1000, 1, 1130, 172, 110 },
	{ "dup", NULL, op_dup, NULL, 1000, 1, 3408, 729, 350 },
	{ "write1", begin_write1, op_write1, end_pipe, 1000, 1,
	  20300, 780, 400 },
	{ "read1", begin_read1, op_read1, end_pipe, 1000, 1,
	  20100, 753, 400 },
	{ "ctx", begin_ctx, op_ring, end_ring, 500, 1, 95800, 7074, 2400 },
	{ "ctx8", begin_ctx8, op_ring, end_ring, 200, 1,
	  345000, 34150, 9600 },
	{ "wake48", begin_wake48, op_ring, end_wake48, 500, 1,
	  96200, 7076, 2400 },
	{ "pipebw", begin_pipebw, op_pipebw, end_pipebw, 1024, 4,
	  664500, 2053, 900 },
	{ "fork", NULL, op_fork, NULL, 200, 1, 610000, 56460, 16000 },
	{ "fork_1m", begin_fork_1m, op_fork, end_touched, 100, 1,
	  12300000, 122850, 24000 },
	{ "fork_16m", begin_fork_16m, op_fork, end_touched, 20, 1,
	  188000000, 1136000, 120000 },
	{ "fork_exec", NULL, op_fork_exec, NULL, 200, 1,
	  1660000, 122275, 45000 },
	{ "kill", NULL, op_kill, NULL, 200, 1, 805000, 81400, 20000 },
	{ "sbrk_page", NULL, op_sbrk_page, NULL, 1000, 1,
	  40600, 11240, 2500 },
	{ "sbrk_touch", NULL, op_sbrk_touch, NULL, 20, 1,
	  9600000, 714500, 330000 },
	{ NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0 },
};
