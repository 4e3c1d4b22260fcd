/*
 * Standard output of the shell's own commands.
 */
#include "out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "shell.h"

enum {
	FORMAT_MAX = 128,      /* bytes of one formatted piece            */
	FLUSH_SIZE = 8192,     /* do not gather more than this            */
};

static struct buf out;

void
out_bytes(const char *s, size_t n)
{
	buf_add(&out, s, n);
	if (out.n >= FLUSH_SIZE)
		out_flush();
}

void
out_char(char c)
{
	out_bytes(&c, 1);
}

void
out_string(const char *s)
{
	out_bytes(s, strlen(s));
}

void
out_format(const char *format, ...)
{
	char text[FORMAT_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	out_string(text);
}

void
out_quoted(const char *s)
{
	out_char('\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			out_string("'\\'");
		out_char(*s);
	}
	out_char('\'');
}

bool
out_flush(void)
{
	size_t n = out.n;
	const char *from = out.s;

	out.n = 0;
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, from, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			shell_warn("cannot write: %s", strerror(errno));
			return false;
		}
		from += done;
		n -= done;
	}
	return true;
}
