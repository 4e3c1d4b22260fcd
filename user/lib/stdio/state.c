/* Where a stream stands, and how it fares. */
#include <errno.h>

#include "stdio/stream.h"
#include "sys.h"

int
fseeko(FILE *f, off_t offset, int whence)
{
	if (fflush(f) != 0 || __sys_lseek(f->fd, offset, whence) < 0)
		return -1;
	f->flags &= ~(unsigned int)(STREAM_EOF | STREAM_WRITING);
	return 0;
}

int
fseek(FILE *f, long offset, int whence)
{
	return fseeko(f, offset, whence);
}

/* What waits to be appended will go to the end, wherever the offset is. */
off_t
ftello(FILE *f)
{
	bool appends = f->flags & STREAM_APPEND && f->flags & STREAM_WRITING &&
		       f->pos > 0;
	off_t at = __sys_lseek(f->fd, 0, appends ? SEEK_END : SEEK_CUR);

	if (at < 0)
		return -1;
	if (f->flags & STREAM_WRITING)
		return at + (off_t)f->pos;
	return at - (off_t)(f->end - f->pos);
}

long
ftell(FILE *f)
{
	return ftello(f);
}

void
rewind(FILE *f)
{
	fseeko(f, 0, SEEK_SET);
	clearerr(f);
}

int
fgetpos(FILE *restrict f, fpos_t *restrict position)
{
	*position = ftello(f);
	return *position < 0 ? -1 : 0;
}

int
fsetpos(FILE *f, const fpos_t *position)
{
	return fseeko(f, *position, SEEK_SET);
}

int
feof(FILE *f)
{
	return (f->flags & STREAM_EOF) != 0;
}

int
ferror(FILE *f)
{
	return (f->flags & STREAM_ERROR) != 0;
}

void
clearerr(FILE *f)
{
	f->flags &= ~(unsigned int)(STREAM_EOF | STREAM_ERROR);
}

int
fileno(FILE *f)
{
	if (f->fd == STREAM_NO_FILE)
		errno = EBADF;
	return f->fd;
}
