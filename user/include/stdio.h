/*
 * Buffered streams and formatted text (C11 7.21, POSIX).
 *
 * A stream on a character device collects a line, any other a buffer full;
 * stderr collects nothing beyond one call. What is in a buffer when fork() is
 * called is there twice afterwards: call fflush() first, or end the child
 * with _exit().
 */
#ifndef _STDIO_H
#define _STDIO_H

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>

#include "abi/limits.h"

#define EOF          (-1)
#define BUFSIZ       4096
#define FILENAME_MAX PATH_MAX
#define FOPEN_MAX    OPEN_MAX
#define L_tmpnam     20
#define P_tmpdir     "/tmp"
#define TMP_MAX      1000000

#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

#define _PRINTF(text, first) __attribute__((format(printf, text, first)))
#define _SCANF(text, first)  __attribute__((format(scanf, text, first)))

typedef struct stdio_file FILE;
typedef off_t fpos_t;

extern FILE __stdin, __stdout, __stderr;
#define stdin  (&__stdin)
#define stdout (&__stdout)
#define stderr (&__stderr)

/* Streams; NULL with errno on failure. */
FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *fdopen(int fd, const char *mode);
FILE *freopen(const char *restrict path, const char *restrict mode,
	FILE *restrict f);
FILE *tmpfile(void);

/* A name that no file has, in `name` (L_tmpnam bytes) or, for NULL, in an
   array of its own. Another process may take it first: better use mkstemp().
   NULL when there is no such name. */
char *tmpnam(char *name);

/* Runs `sh -c command`; the stream is its input ("w") or output ("r"). */
FILE *popen(const char *command, const char *mode);
/* The command's wait status. */
int pclose(FILE *f);

/* 0, or EOF with errno. fflush(NULL) flushes every stream. */
int fclose(FILE *f);
int fflush(FILE *f);
int setvbuf(FILE *restrict f, char *restrict buf, int mode, size_t size);
void setbuf(FILE *restrict f, char *restrict buf);
void setlinebuf(FILE *f);

size_t fread(void *restrict p, size_t size, size_t n, FILE *restrict f);
size_t fwrite(const void *restrict p, size_t size, size_t n, FILE *restrict f);
int fgetc(FILE *f);
int getc(FILE *f);
int getchar(void);
int ungetc(int c, FILE *f);
int fputc(int c, FILE *f);
int putc(int c, FILE *f);
int putchar(int c);

/* A process has one thread: a lock on a stream is always free. */
void flockfile(FILE *f);
int ftrylockfile(FILE *f);
void funlockfile(FILE *f);
int getc_unlocked(FILE *f);
int getchar_unlocked(void);
int putc_unlocked(int c, FILE *f);
int putchar_unlocked(int c);

char *fgets(char *restrict s, int size, FILE *restrict f);
int fputs(const char *restrict s, FILE *restrict f);
int puts(const char *s);

/*
 * A line, its end included, into *line, which is grown with realloc() as
 * needed and belongs to the caller. Its length, or -1 at the end of the file.
 */
ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict f);
ssize_t getdelim(char **restrict line, size_t *restrict size, int end,
	FILE *restrict f);

int fseek(FILE *f, long offset, int whence);
int fseeko(FILE *f, off_t offset, int whence);
long ftell(FILE *f);
off_t ftello(FILE *f);
void rewind(FILE *f);
int fgetpos(FILE *restrict f, fpos_t *restrict position);
int fsetpos(FILE *f, const fpos_t *position);

int feof(FILE *f);
int ferror(FILE *f);
void clearerr(FILE *f);
int fileno(FILE *f);

/* "what: text of errno" to stderr. */
void perror(const char *what);

int remove(const char *path);
int rename(const char *old, const char *new);

/* Characters written (or that would have been), negative on failure. */
int printf(const char *restrict format, ...) _PRINTF(1, 2);
int fprintf(FILE *restrict f, const char *restrict format, ...) _PRINTF(2, 3);
int dprintf(int fd, const char *restrict format, ...) _PRINTF(2, 3);
int sprintf(char *restrict s, const char *restrict format, ...) _PRINTF(2, 3);
int snprintf(char *restrict s, size_t size, const char *restrict format, ...)
	_PRINTF(3, 4);
int vprintf(const char *restrict format, va_list ap) _PRINTF(1, 0);
int vfprintf(FILE *restrict f, const char *restrict format, va_list ap)
	_PRINTF(2, 0);
int vdprintf(int fd, const char *restrict format, va_list ap) _PRINTF(2, 0);
int vsprintf(char *restrict s, const char *restrict format, va_list ap)
	_PRINTF(2, 0);
int vsnprintf(char *restrict s, size_t size, const char *restrict format,
	va_list ap) _PRINTF(3, 0);

/* The text is from malloc(). */
int asprintf(char **s, const char *restrict format, ...) _PRINTF(2, 3);
int vasprintf(char **s, const char *restrict format, va_list ap) _PRINTF(2, 0);

/* Items assigned; EOF when the input ended before the first. */
int scanf(const char *restrict format, ...) _SCANF(1, 2);
int fscanf(FILE *restrict f, const char *restrict format, ...) _SCANF(2, 3);
int sscanf(const char *restrict s, const char *restrict format, ...)
	_SCANF(2, 3);
int vscanf(const char *restrict format, va_list ap) _SCANF(1, 0);
int vfscanf(FILE *restrict f, const char *restrict format, va_list ap)
	_SCANF(2, 0);
int vsscanf(const char *restrict s, const char *restrict format, va_list ap)
	_SCANF(2, 0);

#endif
