/*
 * What a FILE is. One buffer serves reading or writing, never both at once:
 *
 *   reading   buf[pos … end) was read from the file and not yet handed out
 *   writing   buf[0 … pos) is not yet written to the file; end is 0
 *   neither   pos and end are 0
 *
 * So the file's own offset is ahead of the stream by end - pos when reading,
 * behind it by pos when writing. Names with __ may not collide with those of
 * a program.
 */
#ifndef STDIO_STREAM_H
#define STDIO_STREAM_H

#include <stdbool.h>
#include <stdio.h>

enum {
	STREAM_READ    = 1 << 0,   /* opened for reading                  */
	STREAM_WRITE   = 1 << 1,   /* opened for writing                  */
	STREAM_APPEND  = 1 << 2,   /* every write goes to the file's end  */
	STREAM_READING = 1 << 3,   /* what the buffer serves now          */
	STREAM_WRITING = 1 << 4,
	STREAM_EOF     = 1 << 5,   /* feof()                              */
	STREAM_ERROR   = 1 << 6,   /* ferror()                            */
	STREAM_ASK     = 1 << 7,   /* by lines or not? ask when writing   */
	STREAM_LINES   = 1 << 8,   /* a line end empties the buffer       */
	STREAM_DIRECT  = 1 << 9,   /* _IONBF                              */
	STREAM_HEAP    = 1 << 10,  /* the FILE came from malloc()         */
};

struct stdio_file {
	int fd;                    /* STREAM_NO_FILE: a string            */
	unsigned int flags;
	unsigned char *buf;
	size_t size;               /* bytes that fit into buf             */
	size_t pos, end;
	pid_t child;               /* of popen(), else 0                  */
	FILE *next;                /* on __open_streams                   */
	unsigned char one[1];      /* buf when STREAM_DIRECT              */
};

#define STREAM_NO_FILE (-1)

/* All streams, the standard ones included. */
extern FILE *__open_streams;

/*
 * Makes the buffer serve writing (reading). False, with STREAM_ERROR and
 * errno, when the stream was not opened for that or the change failed.
 */
bool __stream_begin_write(FILE *f);
bool __stream_begin_read(FILE *f);

/* Reads at least a byte into the empty buffer; false at the end and on
   error. */
bool __stream_fill(FILE *f);

/* Writes the buffer out. 0, or EOF with STREAM_ERROR, what is left dropped. */
int __stream_flush(FILE *f);

/* Forgets what was read ahead and moves the file's offset back by as much,
   where there is an offset. */
void __stream_unread(FILE *f);

/* Bytes taken from `p`; fewer than n after an error. */
size_t __stream_write(FILE *f, const void *p, size_t n);

/* Flags and open() flags of an fopen() mode; false with EINVAL. */
bool __stream_mode(const char *mode, unsigned int *flags, int *open_flags);

/* A stream on an open descriptor, on the list; NULL with ENOMEM. */
FILE *__stream_new(int fd, unsigned int flags);

/* Flushes and closes; the FILE stays. 0 or EOF. */
int __stream_shut(FILE *f);

/* The next byte or EOF. */
static inline int __stream_getc(FILE *f)
{
	if (f->pos >= f->end && !__stream_fill(f))
		return EOF;
	return f->buf[f->pos++];
}

/* Takes back the byte that __stream_getc() gave last. */
static inline void __stream_back(FILE *f, int c)
{
	if (c != EOF)
		f->pos--;
}

#endif
