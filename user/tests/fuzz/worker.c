/*
 * A worker: makes calls and looks whether the answers can be true.
 *
 * It lives in a process group of its own, in a folder of its own, with the
 * console (for reading), /dev/null, files and pipes as its first descriptors.
 * Its children go on in the same way for a while.
 *
 * Read next: args.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sprout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

enum {
	FRESH_CALLS = 2048,      /* between looks at the memory           */
	WORKER_CALLS = 20000,
	CHILD_CALLS = 200,
	AGAIN_CALLS = 2000,      /* after an execve()                     */
	DEPTH_MAX = 2,
	NPIPES = 3,
	ERRNO_KNOWN = 95,
};

static long
do_call(long number, const long args[ARGS_MAX])
{
	register long a0 __asm__("a0") = args[0];
	register long a1 __asm__("a1") = args[1];
	register long a2 __asm__("a2") = args[2];
	register long a3 __asm__("a3") = args[3];
	register long a4 __asm__("a4") = args[4];
	register long a5 __asm__("a5") = args[5];
	register long a7 __asm__("a7") = number;

	__asm__ volatile ("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a3),
			  "r"(a4), "r"(a5), "r"(a7) : "memory");
	return a0;
}

static int
one_of(const char *name, const char *const list[])
{
	while (*list != NULL && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

/* Argument i must have been used by a call with such a result. */
static int
must_be_used(const struct call *c, int i, long result)
{
	static const char *const always[] = {
		"path", "old", "new", "st", "now", "info", "fds", "want", NULL,
	};
	static const char *const if_positive[] = { "status", "buf", NULL };

	return one_of(c->arg[i], always) ||
	       (result > 0 && one_of(c->arg[i], if_positive) &&
		c->kind[i] == KIND_OUT);
}

static void
found(struct worker *w, const struct call *c, const long args[ARGS_MAX],
      long result, const char *what)
{
	report_finding(w, "%s: %s(0x%lx, 0x%lx, 0x%lx, 0x%lx) = %ld", what,
		       c->name, args[0], args[1], args[2], args[3], result);
}

static void
check(struct worker *w, const struct call *c, const long args[ARGS_MAX],
      long result)
{
	if (result < 0) {
		if (result < -ERRNO_KNOWN)
			found(w, c, args, result, "no error number");
		return;
	}
	for (int i = 0; i < c->nargs; i++) {
		if (memory_is_never_mapped(args[i]) &&
		    must_be_used(c, i, result))
			found(w, c, args, result, "a wild pointer is taken");
		if (c->kind[i] == KIND_SIZE && c->kind[0] != KIND_PLACE &&
		    (unsigned long)result > (unsigned long)args[i])
			found(w, c, args, result, "more than was asked for");
	}
}

/* The child of a call of fork() goes on with numbers of its own. */
static void
become_child(struct worker *w)
{
	w->random.state = random_mix(w->random.state ^ w->ncalls);
	w->limit = w->ncalls + CHILD_CALLS;
	w->depth++;
}

static void
one_call(struct worker *w)
{
	static const char *const ends[] = { "execve", "_exit", "kill", NULL };
	static const struct call *fork_call;
	const struct call *c = table_pick(&w->random);
	long args[ARGS_MAX], result;

	if (fork_call == NULL)
		fork_call = table_find("fork");
	if (c == fork_call && w->depth >= DEPTH_MAX)
		c = table_find("getpid");
	args_make(w, c, args);
	w->ncalls++;
	/* Who may not come back tells what it did before. */
	if (strcmp(c->name, "_exit") == 0)
		report_call(w, c, 0);
	if (one_of(c->name, ends))
		report_flush(w);
	result = do_call(c->number, args);
	if (c == fork_call && result > 0)
		args_note_child((pid_t)result);
	if (c == fork_call && result == 0)
		become_child(w);
	else
		check(w, c, args, result);
	report_call(w, c, result);
}

static void
prepare_files(const struct worker *w)
{
	static const char page[PIPE_BUF];
	char path[32];
	int fds[2];

	setpgid(0, 0);
	mkdir(FOLDER, 0777);
	snprintf(path, sizeof(path), FOLDER "/fz%u", w->slot);
	mkdir(path, 0777);
	if (chdir(path) < 0 || dup2(open("/dev/null", O_RDWR), 1) < 0)
		_exit(3);
	dup2(1, 2);
	/* The console may be set, read from and waited for, but not filled;
	   so that not all wait for it, only by some. */
	close(0);
	open(w->generation % 8 == 0 ? "/dev/console" : "/dev/zero", O_RDONLY);
	sigignore(SIGPIPE, w->generation % 4 != 0);
	for (char name[] = "fz0"; name[2] < '4'; name[2]++)
		open(name, O_RDWR | O_CREAT, 0666);
	for (int i = 0; i < NPIPES; i++)
		if (pipe(fds) == 0)
			write(fds[1], page, sizeof(page));
	open(".", O_RDONLY);
}

static void __attribute__((noreturn))
worker_run(struct worker *w)
{
	while (w->ncalls < w->limit) {
		if (w->ncalls % FRESH_CALLS == 0)
			memory_prepare();
		one_call(w);
		if (w->ncalls % FRESH_CALLS == 0)
			memory_check(w);
	}
	report_flush(w);
	_exit(0);
}

static void
take_protected(struct worker *w, char **argv)
{
	for (int i = 0; i < PROTECTED_MAX && argv[i] != NULL; i++)
		w->protected[i] = atoi(argv[i]);
}

void
worker_start(char **argv)
{
	struct worker w = { .limit = WORKER_CALLS };
	uint64_t seed = strtoul(argv[0], NULL, 10);

	w.slot = (unsigned)atoi(argv[1]);
	w.generation = (unsigned)atoi(argv[2]);
	w.random.state = random_mix(random_mix(seed ^ w.slot) ^ w.generation);
	take_protected(&w, argv + 3);
	prepare_files(&w);
	table_prepare();
	worker_run(&w);
}

void
worker_again(char **argv)
{
	struct worker w = { .limit = AGAIN_CALLS };

	for (int i = 0; i < 4; i++)
		if (argv[i] == NULL)
			_exit(2);
	w.random.state = strtoul(argv[0], NULL, 10);
	w.slot = (unsigned)atoi(argv[1]);
	w.generation = (unsigned)atoi(argv[2]);
	w.depth = (unsigned)atoi(argv[3]);
	take_protected(&w, argv + 4);
	table_prepare();
	report_call(&w, table_find("execve"), 0);
	worker_run(&w);
}
