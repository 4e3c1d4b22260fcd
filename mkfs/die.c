/*
 * How mkfs gives up, and memory that is there or mkfs gives up.
 */
#include "host.h"
#include "die.h"

#define EXIT_FAILED 1

void
die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("mkfs: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(EXIT_FAILED);
}

void *
must_realloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		die("out of memory");
	return p;
}

char *
must_strdup(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(must_realloc(NULL, size), s, size);
}

void *
must_grow(void *array, size_t n, size_t element)
{
	bool full = (n & (n - 1)) == 0;   /* 0, 1, 2, 4, 8 … */

	if (!full)
		return array;
	return must_realloc(array, (n ? 2 * n : 1) * element);
}

char *
must_format(const char *format, ...)
{
	va_list args;
	char *s;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		die("out of memory");
	s = must_realloc(NULL, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(s, (size_t)n + 1, format, args);
	va_end(args);
	return s;
}
