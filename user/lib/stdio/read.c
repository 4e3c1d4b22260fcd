/* Unformatted input. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "stdio/stream.h"
#include "sys.h"

#define LINE_START 128         /* first size of a line's array */

int
fgetc(FILE *f)
{
	return __stream_getc(f);
}

int
getc(FILE *f)
{
	return __stream_getc(f);
}

int
getchar(void)
{
	return __stream_getc(stdin);
}

/* One byte can always be put back: after a read, pos is above 0. */
int
ungetc(int c, FILE *f)
{
	if (c == EOF || !__stream_begin_read(f))
		return EOF;
	if (f->pos == 0) {
		if (f->end == f->size)
			return EOF;
		memmove(f->buf + 1, f->buf, f->end);
		f->end++;
		f->pos++;
	}
	f->buf[--f->pos] = (unsigned char)c;
	f->flags &= ~(unsigned int)STREAM_EOF;
	return (unsigned char)c;
}

/* Hands out up to n bytes of the buffer. */
static size_t
take(FILE *f, void *to, size_t n)
{
	size_t have = f->end - f->pos;

	if (n > have)
		n = have;
	memcpy(to, f->buf + f->pos, n);
	f->pos += n;
	return n;
}

/* One read() past the empty buffer, for what would fill it anyway. */
static size_t
read_through(FILE *f, void *to, size_t n)
{
	ssize_t now;

	if (f->flags & STREAM_EOF || !__stream_begin_read(f))
		return 0;
	now = __sys_read(f->fd, to, n);
	if (now > 0)
		return (size_t)now;
	f->flags |= now == 0 ? STREAM_EOF : STREAM_ERROR;
	return 0;
}

size_t
fread(void *restrict p, size_t size, size_t n, FILE *restrict f)
{
	size_t want = size * n, done = 0, now;

	if (want == 0)
		return 0;
	while (done < want) {
		char *to = (char *)p + done;

		if (f->pos >= f->end && want - done >= f->size) {
			now = read_through(f, to, want - done);
			if (now == 0)
				break;
		} else {
			if (f->pos >= f->end && !__stream_fill(f))
				break;
			now = take(f, to, want - done);
		}
		done += now;
	}
	return done / size;
}

/* Length of what the buffer has of a line, up to n bytes; fills the buffer
   when it is empty. 0 at the end. */
static size_t
line_part(FILE *f, int end, size_t n)
{
	size_t have;
	const unsigned char *found;

	if (f->pos >= f->end && !__stream_fill(f))
		return 0;
	have = f->end - f->pos;
	if (n > have)
		n = have;
	found = memchr(f->buf + f->pos, end, n);
	return found ? (size_t)(found + 1 - (f->buf + f->pos)) : n;
}

char *
fgets(char *restrict s, int size, FILE *restrict f)
{
	size_t len = 0, part = 1;

	if (size <= 0)
		return NULL;
	while (len + 1 < (size_t)size) {
		part = line_part(f, '\n', (size_t)size - 1 - len);
		len += take(f, s + len, part);
		if (part == 0 || s[len - 1] == '\n')
			break;
	}
	if (part == 0 && (len == 0 || !feof(f)))
		return NULL;
	s[len] = '\0';
	return s;
}

/* Makes room for `need` bytes; false with ENOMEM. */
static bool
grow_line(char **line, size_t *size, size_t need)
{
	size_t new = *line != NULL && *size > 0 ? *size : LINE_START;
	char *p;

	if (*line != NULL && *size >= need)
		return true;
	while (new < need)
		new *= 2;
	p = realloc(*line, new);
	if (p == NULL)
		return false;
	*line = p;
	*size = new;
	return true;
}

ssize_t
getdelim(char **restrict line, size_t *restrict size, int end,
	 FILE *restrict f)
{
	size_t len = 0, part;

	do {
		part = line_part(f, end, SSIZE_MAX);
		if (!grow_line(line, size, len + part + 1)) {
			f->flags |= STREAM_ERROR;
			return -1;
		}
		len += take(f, *line + len, part);
	} while (part > 0 && (unsigned char)(*line)[len - 1] != end);
	(*line)[len] = '\0';
	return part == 0 && (len == 0 || !feof(f)) ? -1 : (ssize_t)len;
}

ssize_t
getline(char **restrict line, size_t *restrict size, FILE *restrict f)
{
	return getdelim(line, size, '\n', f);
}
