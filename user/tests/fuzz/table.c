/*
 * The calls that are made, from the one table of system calls: what an
 * argument can be follows from its type and name.
 *
 * Read next: args.c.
 */
#include <string.h>

#include "fuzz.h"

#define UPTR(T) T *
#define SYSCALL0(n, R, name) { .number = n, #name, 0, {0}, {0}, {0}, 0 },
#define SYSCALL1(n, R, name, A, a) \
	{ n, #name, 1, { #A }, { #a }, { 0 }, 0 },
#define SYSCALL2(n, R, name, A, a, B, b) \
	{ n, #name, 2, { #A, #B }, { #a, #b }, { 0 }, 0 },
#define SYSCALL3(n, R, name, A, a, B, b, C, c) \
	{ n, #name, 3, { #A, #B, #C }, { #a, #b, #c }, { 0 }, 0 },
#define SYSCALL4(n, R, name, A, a, B, b, C, c, D, d) \
	{ n, #name, 4, { #A, #B, #C, #D }, { #a, #b, #c, #d }, { 0 }, 0 },
#define SYSCALL5(n, R, name, A, a, B, b, C, c, D, d, E, e) \
	{ n, #name, 5, { #A, #B, #C, #D, #E }, { #a, #b, #c, #d, #e }, \
	  { 0 }, 0 },
#define SYSCALL6(n, R, name, A, a, B, b, C, c, D, d, E, e, F, f) \
	{ n, #name, 6, { #A, #B, #C, #D, #E, #F }, \
	  { #a, #b, #c, #d, #e, #f }, { 0 }, 0 },

struct call calls[] = {
#include "abi/syscalls.def"
};
const unsigned ncalls = sizeof(calls) / sizeof(calls[0]);
_Static_assert(sizeof(calls) / sizeof(calls[0]) <= CALLS_MAX,
	       "a record has room for all calls");

enum { USUAL = 1000 };

/* Calls that end the worker or take long are made less often. */
static const struct {
	const char *name;
	unsigned weight;
} rare[] = {
	{ "_exit", 3 }, { "fork", 50 }, { "execve", 60 }, { "nanosleep", 30 },
	{ "fsync", 4 }, { "sync", 2 }, { "kill", 150 }, { "waitpid", 300 },
	{ "write", 2000 }, { "open", 2000 },
};

static int
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static enum kind
kind_of(const char *type, const char *name)
{
	if (is(type, "UPTR(const char)") || is(type, "const char *"))
		return KIND_PATH;
	if (is(type, "UPTR(char *const)") || is(type, "char *const *"))
		return KIND_VECTOR;
	if (is(name, "wish") || is(name, "start"))
		return KIND_PLACE;
	if (strchr(type, '*') || strncmp(type, "UPTR", 4) == 0)
		return strstr(type, "const") ? KIND_IN : KIND_OUT;
	if (is(name, "fd") || is(name, "newfd"))
		return KIND_FD;
	return is(type, "size_t") ? KIND_SIZE :
	       is(type, "off_t") ? KIND_OFFSET :
	       is(type, "pid_t") ? KIND_PID : is(type, "mode_t") ? KIND_MODE :
	       is(type, "dev_t") ? KIND_DEV : KIND_INT;
}

static unsigned weights;

void
table_prepare(void)
{
	weights = 0;
	for (struct call *c = calls; c < calls + ncalls; c++) {
		c->weight = USUAL;
		for (unsigned i = 0; i < sizeof(rare) / sizeof(rare[0]); i++)
			if (is(rare[i].name, c->name))
				c->weight = rare[i].weight;
		for (int i = 0; i < c->nargs; i++)
			c->kind[i] = kind_of(c->type[i], c->arg[i]);
		weights += c->weight;
	}
}

const struct call *
table_pick(struct random *r)
{
	unsigned at = random_below(r, weights);
	const struct call *c = calls;

	while (at >= c->weight)
		at -= c++->weight;
	return c;
}

const struct call *
table_find(const char *name)
{
	for (struct call *c = calls; c < calls + ncalls; c++)
		if (is(c->name, name))
			return c;
	return NULL;
}
