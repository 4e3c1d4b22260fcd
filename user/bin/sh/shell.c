/*
 * The shared state, its messages, positional parameters.
 */
#include "shell.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "mem.h"
#include "out.h"

struct shell shell;

static void
message(const char *format, va_list args)
{
	out_flush();
	fprintf(stderr, "%s: ", shell.name);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void
shell_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	message(format, args);
	va_end(args);
}

void
shell_fail(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	message(format, args);
	va_end(args);
	shell.status = status;
	shell.flow = FLOW_ABORT;
}

struct params
params_new(char *const *args, int n)
{
	struct params p = { NULL, 0, n };

	p.all = mem_alloc((n + 1) * sizeof(*p.all));
	for (int i = 0; i < n; i++)
		p.all[i] = mem_strdup(args[i]);
	p.all[n] = NULL;
	return p;
}

void
params_free(struct params *p)
{
	if (p->all == NULL)
		return;
	for (char **s = p->all; *s != NULL; s++)
		free(*s);
	free(p->all);
	p->all = NULL;
}

const char *
params_get(const struct params *p, int i)
{
	if (i < 1 || i > p->n)
		return NULL;
	return p->all[p->first + i - 1];
}

int
shell_number(const char *text)
{
	char *end;
	long n = strtol(text, &end, DECIMAL);

	if (end == text || *end != '\0' || n < 0 || n > INT_MAX)
		return -1;
	return n;
}
