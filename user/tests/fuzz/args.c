/*
 * The arguments of a call: random ones of the right kind, most of them nearly
 * right, some of any kind. Then what would hurt the machine is made tame:
 * the supervisor's processes and descriptor, the power, others' files.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "abi/reboot.h"
#include "abi/stat.h"
#include "fuzz.h"

enum { NCHILDREN = 8, NFDS = 24, MUCH = 1 << 20 };

static pid_t children[NCHILDREN];
static unsigned children_at;

void
args_note_child(pid_t pid)
{
	children[children_at++ % NCHILDREN] = pid;
}

static const long ints[] = {
	0, 1, 2, 3, -1, 9, 16, 255, 256, 4095, 4096, 0x7fffffff, -0x80000000l,
	0xffffffff, 0x100000000, 0x100000001, 1l << 62, 1l << 63,
	(1ul << 63) - 1,
};

static long
any_int(struct random *r)
{
	long x = RANDOM_OF(r, ints);

	return random_below(r, 4) ? x : (long)random_next(r) >>
					random_below(r, 64);
}

/* The bits or values that make sense for an argument of this name. */
static const struct {
	const char *arg;
	int is_set;
	long value[12];
} meanings[] = {
	{ "flags", 1, { 0, 1, 2, O_CREAT, O_TRUNC, O_APPEND, O_EXCL, O_CLOEXEC,
			O_DIRECTORY, MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS } },
	{ "options", 1, { 0, WNOHANG, WNOHANG, WNOHANG, WNOHANG | WUNTRACED,
			  WUNTRACED, WCONTINUED, 4 } },
	{ "rights", 1, { 0, PROT_READ, PROT_WRITE, PROT_READ, PROT_EXEC } },
	{ "whence", 0, { SEEK_SET, SEEK_CUR, SEEK_END, 3 } },
	{ "command", 0, { F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, 5 } },
	{ "request", 0, { TCGETS, TCSETS, TCSETSW, TCSETSF, TIOCGPGRP,
			  TIOCSPGRP, TIOCGWINSZ, TIOCSWINSZ, 0 } },
	{ "sig", 0, { 0, SIGKILL, SIGSTOP, SIGCONT, SIGTERM, SIGCHLD, SIGTTIN,
		      SIGPIPE, 31, 32, -1, SIGHUP } },
	{ "clock", 0, { 0, 1, 2, 3, -1 } },
	{ "how", 0, { 0, 1, -1, 2 } },
};

static long
make_int(struct random *r, const char *name)
{
	unsigned i = 0, n = sizeof(meanings) / sizeof(meanings[0]);
	long x;

	while (i < n && strcmp(meanings[i].arg, name) != 0)
		i++;
	if (i == n || random_below(r, 10) == 0)
		return any_int(r);
	x = RANDOM_OF(r, meanings[i].value);
	while (meanings[i].is_set && random_below(r, 2))
		x |= RANDOM_OF(r, meanings[i].value);
	return x;
}

static long
make_pid(struct random *r)
{
	switch (random_below(r, 8)) {
	case 0:  return getpid();
	case 1:  return 0;
	case 2:  return -getpid();
	case 3:  return -1;
	case 4:  return any_int(r);
	case 5:  return getpid() + (long)random_below(r, 16) - 8;
	default: return children[random_below(r, NCHILDREN)];
	}
}

static long
make_dev(struct random *r)
{
	return MAKEDEV(random_below(r, 5), random_below(r, 3));
}

static long
make_mode(struct random *r)
{
	static const long types[] = { 0, S_IFREG, S_IFCHR, S_IFDIR, S_IFMT };

	return RANDOM_OF(r, types) | (long)random_below(r, 01000);
}

static long
make(struct worker *w, const struct call *c, int i)
{
	struct random *r = &w->random;

	switch (c->kind[i]) {
	case KIND_FD:     return random_below(r, 12) ?
				 random_below(r, NFDS) : any_int(r);
	case KIND_PATH:   return path_make(r);
	case KIND_VECTOR: return path_vector(w);
	case KIND_IN:
	case KIND_OUT:    return memory_pointer(r);
	case KIND_PLACE:  return memory_place(r);
	case KIND_SIZE:   return memory_size(r, c->kind[0] == KIND_PLACE);
	case KIND_OFFSET: return random_below(r, 3) ? memory_size(r, 1) :
						      any_int(r);
	case KIND_PID:    return make_pid(r);
	case KIND_MODE:   return make_mode(r);
	case KIND_DEV:    return make_dev(r);
	default:          return make_int(r, c->arg[i]);
	}
}

/* The kernel sees the lower half of an int. */
static int
is_protected(const struct worker *w, long pid)
{
	int cut = (int)pid;

	return machine_protects(w->protected, cut < 0 ? -cut : cut);
}

/* A quarter go on as this program. */
static void
tame_execve(struct worker *w, long args[ARGS_MAX])
{
	if (random_below(&w->random, 4) != 0)
		return;
	args[0] = (long)"/tests/fuzz";
	args[1] = path_vector_again(w);
	args[2] = args[1];
}

/* Absurdly much is refused; what is just about all of the memory would leave
   none to those who keep us alive. */
static long
tame_amount(long amount)
{
	return amount > MUCH && amount <= INT32_MAX ? amount % MUCH : amount;
}

/* Whole pages of zeros to live on: a half of the mappings without a file. */
static void
tame_mmap(struct random *r, long args[ARGS_MAX])
{
	if (random_below(r, 2))
		args[3] = MAP_PRIVATE | MAP_ANONYMOUS |
			  (random_below(r, 4) ? MAP_FIXED : 0);
	/* What is put in another's place is ours only in the playground. */
	if (args[3] & MAP_FIXED)
		args[0] = memory_place(r);
	args[1] = tame_amount(args[1]);
}

static void
tame_kill(const struct worker *w, long args[ARGS_MAX])
{
	if ((int)args[0] == -1)
		args[1] = 0;
	if (is_protected(w, args[0]))
		args[0] = INT32_MAX;
}

/* A worker that reads into its own stack's upper part is no test. */
static void
tame_size(const struct call *c, long args[ARGS_MAX])
{
	for (int i = 1; i < c->nargs; i++)
		if (c->kind[i] == KIND_SIZE && c->kind[i - 1] == KIND_OUT &&
		    (unsigned long)args[i] >
		    (unsigned long)memory_room(args[i - 1]))
			args[i] = memory_room(args[i - 1]);
}

/* Looks, but does not touch: what is not ours. */
static void
tame_path(struct random *r, const struct call *c, long args[ARGS_MAX])
{
	static const char *const looks[] = { "chdir", "stat", "execve" };

	for (unsigned i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		if (strcmp(c->name, looks[i]) == 0)
			return;
	for (int i = 0; i < c->nargs; i++) {
		if (c->kind[i] != KIND_PATH || path_is_harmless(args[i]))
			continue;
		if (strcmp(c->name, "open") == 0)
			args[1] &= O_CLOEXEC | O_DIRECTORY;
		else
			args[i] = path_own(r);
	}
}

/* Who records its calls into a pipe that it should read itself stands still:
   most do so into /dev/null, or stop. */
static void
tame_systrace(struct random *r, long args[ARGS_MAX])
{
	if (random_below(r, 16) != 0)
		args[0] = random_below(r, 2) ? 1 : -1;
}

static void
tame(struct worker *w, const struct call *c, long args[ARGS_MAX])
{
	for (int i = 0; i < c->nargs; i++)
		if (c->kind[i] == KIND_FD && (int)args[i] == REPORT_FD)
			args[i] = 0;
	if (strcmp(c->name, "kill") == 0)
		tame_kill(w, args);
	else if (strcmp(c->name, "setpgid") == 0)
		for (int i = 0; i < 2; i++)
			args[i] = is_protected(w, args[i]) ? 0 : args[i];
	else if (strcmp(c->name, "reboot") == 0)
		args[0] = (args[0] & ~1l) | 2;
	else if (strcmp(c->name, "execve") == 0)
		tame_execve(w, args);
	else if (strcmp(c->name, "systrace") == 0)
		tame_systrace(&w->random, args);
	else if (strcmp(c->name, "sbrk") == 0)
		args[0] = tame_amount(args[0]);
	else if (strcmp(c->name, "mmap") == 0)
		tame_mmap(&w->random, args);
	else if (strcmp(c->name, "mknod") == 0 &&
		 DEV_MAJOR((dev_t)args[2]) == MAJOR_CONSOLE)
		args[2] = MAKEDEV(MAJOR_NULL, 0);
	tame_size(c, args);
	tame_path(&w->random, c, args);
}

void
args_make(struct worker *w, const struct call *c, long args[ARGS_MAX])
{
	for (int i = 0; i < ARGS_MAX; i++)
		args[i] = i < c->nargs ? make(w, c, i) :
			  (long)random_next(&w->random);
	/* Now and then something that belongs elsewhere. */
	if (c->nargs > 0 && random_below(&w->random, 64) == 0)
		args[random_below(&w->random, (unsigned)c->nargs)] =
			random_below(&w->random, 2) ? any_int(&w->random) :
			memory_pointer(&w->random);
	tame(w, c, args);
}
