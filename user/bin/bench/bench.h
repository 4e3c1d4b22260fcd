/*
 * What the files of bench share: the helpers, and the rows.
 */
#ifndef BENCH_H
#define BENCH_H

#define PAGE   4096
#define MIB    (1024 * 1024)
#define FOLDER "/tmp/bench"      /* each row's own: a number follows */

extern char bench_buffer[PAGE];

/* Ends bench with perror(what) unless `ok`. */
void must(int ok, const char *what);

/* The name of file number `i`; valid until the next call. */
const char *numbered(int i);

/* Grows the heap by `size` bytes and writes to every page. */
void touch(long size);

/* Creates file number `i` with 1 KiB in it; removes it. */
void op_create(int i);
void op_delete(int i);

void op_fork(int i);             /* fork, exit, wait */

/* A byte goes once around `n` processes (begin_ring(n)), or around two. */
void begin_ring(int n);
void op_ring(int i);
void end_ring(void);

/* Forks `n` children that wait for a pipe; and lets them go. */
void begin_blocked(int n);
void end_blocked(void);

/*
 * A row: begin(size), then op(-1) to warm up, then op(0) … op(times - 1),
 * which are measured, then end(). One op is `units` of what is printed. The
 * size is the one of option -s or else the number of operations.
 */
struct row {
	const char *name;
	void (*begin)(int size);
	void (*op)(int i);
	void (*end)(void);
	int times;
	int units;
	long xv6, linux_, goal;  /* guest instructions, for comparison */
};

/* Each ends with a row without a name. */
extern const struct row process_rows[];
extern const struct row file_rows[];

/* Rows that are run only when they are named: with the disk in them, or of a
   size that must be given. */
extern const struct row disk_rows[];
extern const struct row scale_rows[];

#endif
