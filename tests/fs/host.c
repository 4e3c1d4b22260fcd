/*
 * The host: see host.h. Coroutines are ucontexts; the address sanitizer is
 * told of each switch, as it looks at stacks.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>
#include "host.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#define SWITCH_START(save, stack, size) \
	__sanitizer_start_switch_fiber(save, stack, size)
#define SWITCH_FINISH(save) __sanitizer_finish_switch_fiber(save, NULL, NULL)
#else
#define SWITCH_START(save, stack, size) ((void)(save))
#define SWITCH_FINISH(save) ((void)(save))
#endif

#define STACK_SIZE (256 * 1024)

struct host_routine {
	ucontext_t context;
	void *stack;             /* NULL: the process's own */
	void *fake_stack;
	void (*fn)(void *);
	void *arg;
};

static struct host_routine first, *self = &first;

void *
host_memory(void *at, size_t size, bool shared)
{
	int flags = MAP_ANONYMOUS | MAP_NORESERVE |
		    (shared ? MAP_SHARED : MAP_PRIVATE) |
		    (at != NULL ? MAP_FIXED_NOREPLACE : 0);
	void *p = mmap(at, size, PROT_READ | PROT_WRITE, flags, -1, 0);

	if (p == MAP_FAILED || (at != NULL && p != at)) {
		perror("mmap");
		exit(EXIT_FAILURE);
	}
	return p;
}

void
host_memory_free(void *memory, size_t size)
{
	munmap(memory, size);
}

void
host_print_args(const char *format, va_list args)
{
	vprintf(format, args);
	fflush(stdout);
}

void
host_print(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	host_print_args(format, args);
	va_end(args);
}

void
host_format(char *to, size_t size, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(to, size, format, args);
	va_end(args);
}

void
host_exit(int status)
{
	fflush(stdout);
	_exit(status);
}

unsigned long
host_number(const char *name, unsigned long otherwise)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? strtoul(value, NULL, 10) :
						    otherwise;
}

int
host_run(void (*fn)(void *), void *arg, unsigned limit_seconds)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		alarm(limit_seconds);
		fn(arg);
		host_exit(EXIT_SUCCESS);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

struct host_routine *
host_self(void)
{
	return self;
}

static void
routine_begin(void)
{
	SWITCH_FINISH(self->fake_stack);
	self->fn(self->arg);
	host_exit(EXIT_FAILURE);     /* routines never return */
}

struct host_routine *
host_routine(void (*fn)(void *), void *arg)
{
	struct host_routine *r = calloc(1, sizeof(*r));

	r->stack = malloc(STACK_SIZE);
	r->fn = fn;
	r->arg = arg;
	getcontext(&r->context);
	r->context.uc_stack.ss_sp = r->stack;
	r->context.uc_stack.ss_size = STACK_SIZE;
	makecontext(&r->context, routine_begin, 0);
	return r;
}

void
host_switch(struct host_routine *to)
{
	struct host_routine *from = self;

	if (to == from)
		return;
	self = to;
	SWITCH_START(&from->fake_stack, to->stack, STACK_SIZE);
	swapcontext(&from->context, &to->context);
	SWITCH_FINISH(self->fake_stack);
}

static unsigned long random_state = 1;

void
host_seed(unsigned long seed)
{
	random_state = seed * 2 + 1;
}

/* A multiplicative generator modulo 2^64, its upper bits. */
unsigned long
host_random(unsigned long below)
{
	random_state = random_state * 6364136223846793005ul +
		       1442695040888963407ul;
	return (random_state >> 33) % below;
}
