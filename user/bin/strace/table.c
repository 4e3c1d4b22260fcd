/*
 * The kernel's table of system calls, with names and types as text.
 */
#include <string.h>

#include "strace.h"

#define SYSCALL0(n, R, f) [n] = { #f, #R, 0, { { NULL, NULL } } },
#define SYSCALL1(n, R, f, A, a) [n] = { #f, #R, 1, { { #A, #a } } },
#define SYSCALL2(n, R, f, A, a, B, b) \
	[n] = { #f, #R, 2, { { #A, #a }, { #B, #b } } },
#define SYSCALL3(n, R, f, A, a, B, b, C, c) \
	[n] = { #f, #R, 3, { { #A, #a }, { #B, #b }, { #C, #c } } },
#define SYSCALL4(n, R, f, A, a, B, b, C, c, D, d) \
	[n] = { #f, #R, 4, { { #A, #a }, { #B, #b }, { #C, #c }, \
			     { #D, #d } } },
#define SYSCALL5(n, R, f, A, a, B, b, C, c, D, d, E, e) \
	[n] = { #f, #R, 5, { { #A, #a }, { #B, #b }, { #C, #c }, \
			     { #D, #d }, { #E, #e } } },
#define SYSCALL6(n, R, f, A, a, B, b, C, c, D, d, E, e, F, g) \
	[n] = { #f, #R, 6, { { #A, #a }, { #B, #b }, { #C, #c }, \
			     { #D, #d }, { #E, #e }, { #F, #g } } },

static const struct call calls[] = {
#include "abi/syscalls.def"
};

enum { NCALLS = sizeof(calls) / sizeof(calls[0]) };

const struct call *
call_find(unsigned number)
{
	static const struct call unknown = {
		"(unknown)", "long", 1, { { "long", "a0" } },
	};

	return number < NCALLS && calls[number].name != NULL ?
	       &calls[number] : &unknown;
}

int
call_first_output(const struct call *c)
{
	int i = 0;

	while (i < c->narguments &&
	       (strncmp(c->argument[i].type, "UPTR(", strlen("UPTR(")) != 0 ||
		strstr(c->argument[i].type, "const") != NULL))
		i++;
	return i;
}
