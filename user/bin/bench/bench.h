/*
 * What the files of bench share: the helpers, and the rows.
 */
#ifndef BENCH_H
#define BENCH_H

#define PAGE   4096
#define FOLDER "/tmp/bench"      /* each row's own */

extern char bench_buffer[PAGE];

/* Ends bench with perror(what) unless `ok`. */
void must(int ok, const char *what);

/* A row: begin(times), then op(-1) to warm up, then op(0) … op(times - 1),
   which are measured, then end(). One op is `units` of what is printed. */
struct row {
	const char *name;
	void (*begin)(int times);
	void (*op)(int i);
	void (*end)(void);
	int times;
	int units;
	long xv6, linux_, goal;  /* guest instructions, for comparison */
};

/* Each ends with a row without a name. */
extern const struct row process_rows[];
extern const struct row file_rows[];

#endif
