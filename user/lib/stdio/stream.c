/*
 * The buffer of a stream: filling, emptying and turning it round. Everything
 * in stdio goes through here; stream.h says what holds between calls.
 * Read next: read.c, write.c.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "stdio/stream.h"
#include "sys.h"

static unsigned char stdin_buffer[BUFSIZ];
static unsigned char stdout_buffer[BUFSIZ];

FILE __stderr = {
	.fd = STDERR_FILENO,
	.flags = STREAM_WRITE | STREAM_DIRECT,
	.buf = __stderr.one,
	.size = sizeof(__stderr.one),
};

FILE __stdout = {
	.fd = STDOUT_FILENO,
	.flags = STREAM_WRITE | STREAM_ASK,
	.buf = stdout_buffer,
	.size = sizeof(stdout_buffer),
	.next = &__stderr,
};

FILE __stdin = {
	.fd = STDIN_FILENO,
	.flags = STREAM_READ,
	.buf = stdin_buffer,
	.size = sizeof(stdin_buffer),
	.next = &__stdout,
};

FILE *__open_streams = &__stdin;

static bool
refuse(FILE *f, int error)
{
	errno = error;
	f->flags |= STREAM_ERROR;
	return false;
}

/* Writes all of it, in as many calls as that takes; what it got done. */
static size_t
write_through(FILE *f, const unsigned char *p, size_t n)
{
	size_t done = 0;
	ssize_t now;

	while (done < n) {
		now = __sys_write(f->fd, p + done, n - done);
		if (now <= 0) {
			f->flags |= STREAM_ERROR;
			break;
		}
		done += (size_t)now;
	}
	return done;
}

int
__stream_flush(FILE *f)
{
	size_t n = f->pos;

	if (!(f->flags & STREAM_WRITING))
		return 0;
	f->pos = 0;
	return write_through(f, f->buf, n) == n ? 0 : EOF;
}

void
__stream_unread(FILE *f)
{
	off_t ahead = (off_t)(f->end - f->pos);
	int error = errno;

	if (f->flags & STREAM_READING && ahead > 0)
		__sys_lseek(f->fd, -ahead, SEEK_CUR);
	errno = error;             /* a pipe has no offset: no matter */
	f->flags &= ~(unsigned int)STREAM_READING;
	f->pos = f->end = 0;
}

/* A character device may have a reader who waits for the line. */
static void
choose_buffering(FILE *f)
{
	struct stat st;
	int error = errno;

	if (__sys_fstat(f->fd, &st) == 0 && S_ISCHR(st.st_mode))
		f->flags |= STREAM_LINES;
	errno = error;
	f->flags &= ~(unsigned int)STREAM_ASK;
}

bool
__stream_begin_write(FILE *f)
{
	if (!(f->flags & STREAM_WRITE))
		return refuse(f, EBADF);
	if (f->flags & STREAM_ASK)
		choose_buffering(f);
	if (!(f->flags & STREAM_WRITING)) {
		__stream_unread(f);
		f->flags |= STREAM_WRITING;
	}
	return true;
}

bool
__stream_begin_read(FILE *f)
{
	if (!(f->flags & STREAM_READ))
		return refuse(f, EBADF);
	if (__stream_flush(f) != 0)
		return false;
	f->flags &= ~(unsigned int)STREAM_WRITING;
	f->flags |= STREAM_READING;
	return true;
}

bool
__stream_fill(FILE *f)
{
	ssize_t n;

	if (f->flags & STREAM_EOF || !__stream_begin_read(f))
		return false;
	f->pos = f->end = 0;
	if (f == stdin && stdout->flags & STREAM_LINES)
		__stream_flush(stdout);        /* a prompt, most likely */
	n = f->fd == STREAM_NO_FILE ? 0 : __sys_read(f->fd, f->buf, f->size);
	if (n > 0)
		f->end = (size_t)n;
	else
		f->flags |= n == 0 ? STREAM_EOF : STREAM_ERROR;
	return n > 0;
}

/* Fills the buffer, and lets what is large pass it by. */
static size_t
write_buffered(FILE *f, const unsigned char *p, size_t n)
{
	size_t room = f->size - f->pos;

	if (n >= room) {
		memcpy(f->buf + f->pos, p, room);
		f->pos += room;
		if (__stream_flush(f) != 0)
			return 0;
		p += room;
		n -= room;
		if (n >= f->size)
			return room + write_through(f, p, n);
	} else {
		room = 0;
	}
	memcpy(f->buf + f->pos, p, n);
	f->pos += n;
	return room + n;
}

size_t
__stream_write(FILE *f, const void *p, size_t n)
{
	const unsigned char *newline = NULL;
	size_t nlines, done;

	if (n == 0 || !__stream_begin_write(f))
		return 0;
	if (f->flags & STREAM_DIRECT)
		return write_through(f, p, n);
	if (f->flags & STREAM_LINES)
		newline = memrchr(p, '\n', n);
	if (newline == NULL)
		return write_buffered(f, p, n);

	nlines = (size_t)(newline + 1 - (const unsigned char *)p);
	done = write_buffered(f, p, nlines);
	if (done < nlines || __stream_flush(f) != 0)
		return done < nlines ? done : 0;
	return nlines + write_buffered(f, newline + 1, n - nlines);
}

int
fflush(FILE *f)
{
	int result = 0;

	if (f == NULL) {
		for (f = __open_streams; f != NULL; f = f->next)
			result |= __stream_flush(f);
		return result;
	}
	if (f->flags & STREAM_READING)
		__stream_unread(f);
	return __stream_flush(f);
}

/*
 * Called by exit() in programs that have streams. What stdin has read ahead
 * is not given back: a child that exits would then make its parent, which
 * shares the offset, read the same lines again.
 */
void __stdio_exit(void);

void
__stdio_exit(void)
{
	fflush(NULL);
}
