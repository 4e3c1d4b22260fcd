/*
 * strace: what its files share.
 */
#ifndef BIN_STRACE_H
#define BIN_STRACE_H

#include <abi/systrace.h>
#include <stdbool.h>
#include <stdio.h>

/* A line of the kernel's table of system calls. */
struct call {
	const char *name, *result;         /* its type                    */
	int narguments;
	struct {
		const char *type, *name;   /* "UPTR(const char)", "path"  */
	} argument[SYSTRACE_ARGUMENTS];
};

/* Never NULL: there is one for numbers that are none of the table's. */
const struct call *call_find(unsigned number);

/* The first argument that the call fills in, or their number. */
int call_first_output(const struct call *c);

/* Prints argument i, or what the call gave, errors with their names. */
void decode_argument(FILE *to, const struct call *c, int i,
		     const struct systrace_record *r);
void decode_result(FILE *to, const struct call *c, long result);

/* Prints how a process ended: a wait status in words. */
void decode_status(FILE *to, int status);

/* -c: counts a call and prints the table of all. */
void summary_add(unsigned number, unsigned long ns, bool failed);
void summary_print(FILE *to);

#endif
