/* Making, remaking and closing streams. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "stdio/stream.h"
#include "sys.h"

#define NEW_FILE_MODE \
	(S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)

/* A stream and its buffer in one piece. */
struct heap_stream {
	FILE file;
	unsigned char buf[BUFSIZ];
};

static bool
invalid(void)
{
	errno = EINVAL;
	return false;
}

/* What follows the first letter of a mode, in any order. */
static bool
mode_options(const char *s, unsigned int *flags, int *open_flags)
{
	for (; *s != '\0'; s++) {
		if (*s == '+') {
			*flags |= STREAM_READ | STREAM_WRITE;
			*open_flags = (*open_flags & ~O_ACCMODE) | O_RDWR;
		} else if (*s == 'e') {
			*open_flags |= O_CLOEXEC;
		} else if (*s == 'x') {
			*open_flags |= O_EXCL;
		} else if (*s != 'b') {
			return invalid();
		}
	}
	return true;
}

bool
__stream_mode(const char *mode, unsigned int *flags, int *open_flags)
{
	switch (mode[0]) {
	case 'r':
		*flags = STREAM_READ;
		*open_flags = O_RDONLY;
		break;
	case 'w':
		*flags = STREAM_WRITE;
		*open_flags = O_WRONLY | O_CREAT | O_TRUNC;
		break;
	case 'a':
		*flags = STREAM_WRITE | STREAM_APPEND;
		*open_flags = O_WRONLY | O_CREAT | O_APPEND;
		break;
	default:
		return invalid();
	}
	return mode_options(mode + 1, flags, open_flags);
}

FILE *
__stream_new(int fd, unsigned int flags)
{
	struct heap_stream *h = malloc(sizeof(*h));
	FILE *f;

	if (h == NULL)
		return NULL;
	f = &h->file;
	*f = (FILE){
		.fd = fd,
		.flags = flags | STREAM_ASK | STREAM_HEAP,
		.buf = h->buf,
		.size = sizeof(h->buf),
		.next = __open_streams,
	};
	__open_streams = f;
	return f;
}

FILE *
fdopen(int fd, const char *mode)
{
	unsigned int flags;
	int open_flags, have;

	if (!__stream_mode(mode, &flags, &open_flags))
		return NULL;
	have = __sys_fcntl(fd, F_GETFL, 0);
	if (have < 0)
		return NULL;
	if ((have & O_ACCMODE) != O_RDWR &&
	    (have & O_ACCMODE) != (open_flags & O_ACCMODE)) {
		invalid();
		return NULL;
	}
	if (open_flags & O_APPEND && !(have & O_APPEND))
		__sys_fcntl(fd, F_SETFL, have | O_APPEND);
	return __stream_new(fd, flags);
}

FILE *
fopen(const char *restrict path, const char *restrict mode)
{
	unsigned int flags;
	int open_flags, fd;
	FILE *f;

	if (!__stream_mode(mode, &flags, &open_flags))
		return NULL;
	fd = __sys_open(path, open_flags, NEW_FILE_MODE);
	if (fd < 0)
		return NULL;
	f = __stream_new(fd, flags);
	if (f == NULL)
		__sys_close(fd);
	return f;
}

int
__stream_shut(FILE *f)
{
	int result = fflush(f);

	if (__sys_close(f->fd) != 0)
		result = EOF;
	return result;
}

int
fclose(FILE *f)
{
	int result = __stream_shut(f);
	FILE **link = &__open_streams;

	while (*link != f)
		link = &(*link)->next;
	*link = f->next;
	if (f->flags & STREAM_HEAP)
		free(f);
	return result;
}

/* Opens the path in place of `fd`, so that the number stays. */
static int
reopen_descriptor(int fd, const char *path, int open_flags)
{
	int new = __sys_open(path, open_flags, NEW_FILE_MODE);
	int result;

	if (new < 0) {
		__sys_close(fd);
		return -1;
	}
	if (new == fd)
		return fd;
	result = __sys_dup2(new, fd);
	__sys_close(new);
	return result;
}

FILE *
freopen(const char *restrict path, const char *restrict mode,
	FILE *restrict f)
{
	unsigned int flags;
	int open_flags;

	fflush(f);
	if (path == NULL)
		errno = EINVAL;        /* another mode for the same file */
	if (path == NULL || !__stream_mode(mode, &flags, &open_flags) ||
	    reopen_descriptor(f->fd, path, open_flags) < 0) {
		int error = errno;

		fclose(f);
		errno = error;
		return NULL;
	}
	f->flags = flags | STREAM_ASK | (f->flags & STREAM_HEAP);
	f->pos = f->end = 0;
	if (f->size == sizeof(f->one))
		f->flags |= STREAM_DIRECT;
	return f;
}

int
setvbuf(FILE *restrict f, char *restrict buf, int mode, size_t size)
{
	const unsigned int how = STREAM_ASK | STREAM_LINES | STREAM_DIRECT;

	if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF)
		return invalid() - 1;
	fflush(f);
	f->flags &= ~how;
	if (mode == _IONBF) {
		f->flags |= STREAM_DIRECT;
		f->buf = f->one;
		f->size = sizeof(f->one);
		return 0;
	}
	if (mode == _IOLBF)
		f->flags |= STREAM_LINES;
	if (buf != NULL && size > 0) {
		f->buf = (unsigned char *)buf;
		f->size = size;
	}
	return 0;
}

void
setbuf(FILE *restrict f, char *restrict buf)
{
	setvbuf(f, buf, buf ? _IOFBF : _IONBF, BUFSIZ);
}

void
setlinebuf(FILE *f)
{
	setvbuf(f, NULL, _IOLBF, 0);
}
