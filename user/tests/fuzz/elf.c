/*
 * Program files that are nearly right: real programs whose ELF header,
 * program headers, sizes and offsets are changed at random, run one after the
 * other by several processes. What a file looks like follows from the seed and
 * its number.
 *
 * The kernel may refuse a file (ENOEXEC; ENOMEM for what is merely too much)
 * or run it; a program that does not end is killed after its time.
 */
#include <signal.h>

#include "../elffile.h"
#include "fuzz.h"

enum {
	RUNNERS_MAX = 16,
	PROGRAM_MS = 300,
	SAY_EVERY = 100,
};

static const char *const victims[] = {
	"/bin/true", "/bin/echo", "/bin/seq", "/bin/wc", "/bin/cat", "/bin/p1",
	"/bin/basename", "/tests/fork_returns", "/xv6/echo",
};

/* What became of the files. */
struct outcome {
	unsigned long refused, ended, signaled, timeout;
	unsigned long odd;       /* another error than these two          */
};

static uint64_t
odd_number(struct random *r, uint64_t old)
{
	static const uint64_t numbers[] = {
		0, 1, 2, 0xfff, 0x1000, 0x1001, 0x10000, 0x7fffffff,
		0x80000000, 0xffffffff, 0x100000000, 0x100001000,
		0x3fff7ff000, 0x3ffffff000, 0x4000000000, 0x4000001000,
		0xffffffc000000000, 0xffffffc080200000, 0xffffffffffffefff,
		0xfffffffffffff000, 0xffffffffffffffff, 1ul << 63,
	};

	switch (random_below(r, 6)) {
	case 0:  return old + 1 - 2 * random_below(r, 2);
	case 1:  return old + 4096 - 8192 * random_below(r, 2);
	case 2:  return old ^ 1ul << random_below(r, 64);
	case 3:  return random_next(r) >> random_below(r, 64);
	case 4:  return -old;
	default: return RANDOM_OF(r, numbers);
	}
}

static struct elf_segment *
some_segment(struct random *r)
{
	unsigned n = elf_header()->phnum % 8;
	uint64_t at = elf_header()->phoff % 4096;

	return (struct elf_segment *)(elf_bytes + (at & ~7ul)) +
	       random_below(r, n + 1);
}

static void
change_segment(struct random *r)
{
	struct elf_segment *s = some_segment(r);
	uint64_t *fields = &s->offset;   /* to align: all of 64 bits      */
	unsigned i = random_below(r, 10);

	if (i < 6)
		fields[i] = odd_number(r, fields[i]);
	else if (i == 6)
		s->type = (uint32_t)odd_number(r, s->type);
	else if (i == 7)
		s->flags = random_below(r, 16);
	else if (i == 8)
		*s = *some_segment(r);
	else
		s->memsz = s->filesz + odd_number(r, s->memsz);
}

static void
change_header(struct random *r)
{
	struct elf_header *h = elf_header();

	switch (random_below(r, 7)) {
	case 0:  h->entry = odd_number(r, h->entry); break;
	case 1:  h->phoff = odd_number(r, h->phoff); break;
	case 2:  h->phnum = (uint16_t)odd_number(r, h->phnum); break;
	case 3:  h->phentsize = (uint16_t)odd_number(r, h->phentsize); break;
	case 4:  h->type = (uint16_t)odd_number(r, h->type); break;
	case 5:  h->shoff = odd_number(r, h->shoff); break;
	default: h->ident[random_below(r, 16)] = (unsigned char)
			 random_next(r);
	}
}

static void
change(struct random *r)
{
	switch (random_below(r, 8)) {
	case 0:  change_header(r); break;
	case 1:  elf_size = random_below(r, (unsigned)elf_size + 1); break;
	case 2:  elf_bytes[random_below(r, 400)] ^=
			 (char)(1 << random_below(r, 8)); break;
	default: change_segment(r);
	}
}

/* Tells `news`, which an execve() that works closes, why it did not. */
static void __attribute__((noreturn))
become(const char *path, int news)
{
	char *const argv[] = { "victim", "/README", NULL };
	int fd = open("/dev/null", O_RDWR);

	fcntl(news, F_SETFD, FD_CLOEXEC);
	setpgid(0, 0);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	execve(path, argv, argv + 2);
	write(news, &errno, sizeof(errno));
	_exit(0);
}

/* Starts the program; *error tells why it was refused, or is 0. */
static pid_t
start(const char *path, int *error)
{
	int news[2];
	pid_t pid;

	CHECK_EQ(pipe(news), 0);
	pid = fork_checked();
	if (pid == 0)
		become(path, news[1]);
	CHECK_EQ(close(news[1]), 0);
	*error = 0;
	read(news[0], error, sizeof(*error));
	CHECK_EQ(close(news[0]), 0);
	return pid;
}

/* Whoever ends first, the program or its time. */
static void
run_file(const char *path, struct outcome *o)
{
	const struct timespec limit = { .tv_nsec = PROGRAM_MS * NS_PER_MS };
	int status, ignored, error;
	pid_t program = start(path, &error), timer, first;

	timer = fork_checked();
	if (timer == 0) {
		nanosleep(&limit, NULL);
		_exit(0);
	}
	first = wait(&status);
	kill(program, SIGKILL);
	kill(timer, SIGKILL);
	waitpid(first == timer ? program : timer, &ignored, 0);
	if (error == ENOEXEC || error == ENOMEM)
		o->refused++;
	else if (error != 0)
		o->odd = (unsigned long)error;
	else if (first == timer)
		o->timeout++;
	else if (WIFSIGNALED(status))
		o->signaled++;
	else
		o->ended++;
}

/* One that says nothing for long hangs: see tools/hostile.py. */
static void
say(const char *what, unsigned runner, unsigned long i,
    const struct outcome *o)
{
	char line[160];
	int n = snprintf(line, sizeof(line), "\n@@%s runner %u: %lu files, %lu "
			 "refused, %lu ended, %lu by a signal, %lu too long, "
			 "error %lu\n", what, runner, i, o->refused, o->ended,
			 o->signaled, o->timeout, o->odd);

	write(STDOUT_FILENO, line, (size_t)n);
}

/* Files number `runner`, runner + nrunners … */
static void __attribute__((noreturn))
run_files(uint64_t seed, unsigned long count, unsigned runner,
	  unsigned nrunners)
{
	struct outcome o = { 0 };
	char path[32];
	unsigned long n = 0;

	snprintf(path, sizeof(path), "/tmp/" OWN_PREFIX "%u", runner);
	for (unsigned long i = runner; i < count; i += nrunners) {
		struct random r = { random_mix(seed) ^ random_mix(i + 1) };

		elf_read(RANDOM_OF(&r, victims));
		for (unsigned k = random_below(&r, 4) + 1; k > 0; k--)
			change(&r);
		unlink(path);
		elf_write(path, elf_size);
		run_file(path, &o);
		if (++n % SAY_EVERY == 0)
			say("at", runner, n, &o);
	}
	unlink(path);
	say(o.odd ? "FOUND" : "done", runner, n, &o);
	_exit(o.odd != 0);
}

/* All files once; how many runners failed. */
static int
run_all(uint64_t seed, unsigned long count, unsigned nrunners)
{
	int status, failed = 0;

	for (unsigned i = 0; i < nrunners; i++)
		if (fork_checked() == 0)
			run_files(seed, count, i, nrunners);
	while (wait(&status) > 0)
		failed += status != 0;
	return failed;
}

int
mutate(uint64_t seed, unsigned long count, unsigned nrunners)
{
	pid_t protected[PROTECTED_MAX];
	struct resources was, is;
	int failed;

	machine_protect(protected);
	nrunners = nrunners < RUNNERS_MAX ? nrunners : RUNNERS_MAX;
	failed = run_all(seed + 1, count / 8 + nrunners, nrunners);
	failed += machine_clear(protected) > 0;
	machine_tidy();
	was = machine_resources();
	failed += run_all(seed, count, nrunners);
	failed += machine_clear(protected) > 0;
	machine_tidy();
	is = machine_resources();
	return failed + !machine_is_back(&was, &is);
}
