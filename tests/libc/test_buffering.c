/*
 * When output reaches the file: at once on an unbuffered stream, in one write
 * for a whole printf(); with the line end on a line-buffered one, what follows
 * the last line end staying behind; when the buffer is full otherwise. Reading
 * from stdin first shows what stdout, by lines, holds.
 */
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "names.h"

struct sp_file *sp_fdopen(int fd, const char *mode);
extern struct sp_file sp___stdin;

static int fds[2];

/* Takes what has arrived; it must be `want`. */
static void
arrived(const char *want)
{
	char text[100];
	int n = 0;

	ioctl(fds[0], FIONREAD, &n);
	if (n > 0)
		n = (int)read(fds[0], text, sizeof(text) - 1);
	text[n] = '\0';
	CHECK(strcmp(text, want) == 0, "'%s' arrived, not '%s'", text, want);
}

static void
by_lines(struct sp_file *f)
{
	sp_setvbuf(f, NULL, _IOLBF, 0);
	sp_fputs("one", f);
	arrived("");
	sp_fputs(" line\ntwo", f);
	arrived("one line\n");
	sp_fprintf(f, "%s%d\n%c", " more", 5, 'x');
	arrived("two more5\n");
	sp_fputc('\n', f);
	arrived("x\n");
}

static void
fully(struct sp_file *f)
{
	static char buf[8];

	sp_setvbuf(f, buf, _IOFBF, sizeof(buf));
	sp_fputs("one\n", f);
	arrived("");
	sp_fputs("two\n!", f);
	arrived("one\ntwo\n");
	sp_fflush(f);
	arrived("!");
	sp_fputs("more than the buffer", f);
	sp_fflush(f);
	arrived("more than the buffer");
}

static void
not_at_all(struct sp_file *f)
{
	sp_setvbuf(f, NULL, _IONBF, 0);
	sp_fputs("a", f);
	arrived("a");
	sp_fputc('b', f);
	arrived("b");
	sp_fprintf(f, "%d-%s", 1, "c");
	arrived("1-c");
}

static void
prompt(void)
{
	dup2(fds[1], 1);
	sp_setvbuf(&sp___stdout, NULL, _IOLBF, 0);
	sp_fputs("name? ", &sp___stdout);
	arrived("");
	CHECK(sp_fgetc(&sp___stdin) == EOF, "end of stdin");
	arrived("name? ");
}

int
main(void)
{
	struct sp_file *f;

	if (pipe(fds) != 0)
		return 1;
	f = sp_fdopen(fds[1], "w");
	if (f == NULL)
		return 1;
	by_lines(f);
	fully(f);
	not_at_all(f);
	dup2(1, 9);
	prompt();
	dup2(9, 1);
	return failures;
}
