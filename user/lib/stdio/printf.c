/* The printf family: from the functions' names to __format(). */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "stdio/format.h"
#include "stdio/stream.h"

#define TEMPORARY_SIZE 256

static int
format_to_file(FILE *f, const char *format, va_list ap)
{
	struct sink to = { .file = f };
	struct arguments args;
	int n;

	va_copy(args.ap, ap);
	n = __format(&to, format, &args);
	va_end(args.ap);
	return n;
}

/* An unbuffered stream gets a buffer for the time of one call, so that the
   text of one call reaches the file in one piece. */
static int
format_unbuffered(FILE *f, const char *format, va_list ap)
{
	unsigned char temporary[TEMPORARY_SIZE];
	int n;

	f->buf = temporary;
	f->size = sizeof(temporary);
	f->flags &= ~(unsigned int)STREAM_DIRECT;
	n = format_to_file(f, format, ap);
	if (__stream_flush(f) != 0)
		n = -1;
	f->buf = f->one;
	f->size = sizeof(f->one);
	f->flags |= STREAM_DIRECT;
	return n;
}

int
vfprintf(FILE *restrict f, const char *restrict format, va_list ap)
{
	if (!__stream_begin_write(f))
		return -1;
	if (f->flags & STREAM_DIRECT)
		return format_unbuffered(f, format, ap);
	return format_to_file(f, format, ap);
}

int
vdprintf(int fd, const char *restrict format, va_list ap)
{
	FILE f = {
		.fd = fd,
		.flags = STREAM_WRITE | STREAM_DIRECT,
		.buf = f.one,
		.size = sizeof(f.one),
	};

	return vfprintf(&f, format, ap);
}

int
vsnprintf(char *restrict s, size_t size, const char *restrict format,
	  va_list ap)
{
	char none;
	struct sink to = {
		.memory = size > 0 ? s : &none,
		.room = size > 0 ? size - 1 : 0,
	};
	struct arguments args;
	int n;

	va_copy(args.ap, ap);
	n = __format(&to, format, &args);
	va_end(args.ap);
	*to.memory = '\0';
	return n;
}

/* The room is not known: as much as there can be. */
int
vsprintf(char *restrict s, const char *restrict format, va_list ap)
{
	return vsnprintf(s, INT_MAX, format, ap);
}

int
vasprintf(char **s, const char *restrict format, va_list ap)
{
	int n = vsnprintf(NULL, 0, format, ap);

	*s = n < 0 ? NULL : malloc((size_t)n + 1);
	return *s == NULL ? -1 : vsnprintf(*s, (size_t)n + 1, format, ap);
}

int
vprintf(const char *restrict format, va_list ap)
{
	return vfprintf(stdout, format, ap);
}

int
printf(const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vfprintf(stdout, format, ap);
	va_end(ap);
	return n;
}

int
fprintf(FILE *restrict f, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vfprintf(f, format, ap);
	va_end(ap);
	return n;
}

int
dprintf(int fd, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vdprintf(fd, format, ap);
	va_end(ap);
	return n;
}

int
sprintf(char *restrict s, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsprintf(s, format, ap);
	va_end(ap);
	return n;
}

int
snprintf(char *restrict s, size_t size, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(s, size, format, ap);
	va_end(ap);
	return n;
}

int
asprintf(char **s, const char *restrict format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vasprintf(s, format, ap);
	va_end(ap);
	return n;
}
