/*
 * cat: copies files, or standard input, to standard output, byte by byte and
 * without waiting for a buffer to fill (so that `cat` alone echoes lines).
 * -n numbers lines, -b those that are not empty, -s makes one of several
 * empty lines; -E shows a $ at the end of lines, -T tabs as ^I, -v what else
 * cannot be seen; -e is -vE, -t -vT, -A all three.
 */
#include <ctype.h>
#include <fcntl.h>

#include "tool.h"

enum {
	BUFFER_SIZE = 32 * 1024,
	META = 0x80,               /* M- is shown for this bit            */
	CONTROL = 0x40,            /* ^A is A without this bit            */
	DELETE = 0x7f,
};

static bool number, number_filled, squeeze, show_ends, show_tabs, show_hidden;

static char buffer[BUFFER_SIZE];

/* Writes all `n` bytes; a failure ends the program. */
static void
write_all(const char *from, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, from, n);

		if (done < 0) {
			tool_error("standard output");
			exit(tool.status);
		}
		from += done;
		n -= done;
	}
}

/* As ^X, M-x; a newline is itself. */
static void
put_visible(int c)
{
	if (c == '\t' && show_tabs) {
		fputs("^I", stdout);
		return;
	}
	if (!show_hidden || c == '\t' || c == '\n') {
		putchar(c);
		return;
	}
	if (c & META)
		fputs("M-", stdout);
	c &= ~META;
	if (c < ' ' || c == DELETE)
		putchar('^');
	putchar(c < ' ' || c == DELETE ? c ^ CONTROL : c);
}

/* The last character before and whether the line before was empty carry over
   from piece to piece and from file to file. */
static void
put_changed(int c)
{
	static int before = '\n';
	static bool was_empty;
	static unsigned long line;
	bool empty = before == '\n' && c == '\n';

	if (before == '\n') {
		if (squeeze && empty && was_empty)
			return;
		was_empty = empty;
		if (number_filled ? !empty : number)
			printf("%6lu\t", ++line);
	}
	if (c == '\n' && show_ends)
		putchar('$');
	put_visible(c);
	before = c;
}

static void
write_changed(const char *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_changed((unsigned char)from[i]);
	fflush(stdout);
}

static void
copy(int fd, const char *path)
{
	bool change = number || number_filled || squeeze || show_ends ||
		      show_tabs || show_hidden;
	ssize_t n;

	while ((n = read(fd, buffer, sizeof(buffer))) > 0) {
		if (change)
			write_changed(buffer, n);
		else
			write_all(buffer, n);
	}
	if (n < 0)
		tool_error(path);
}

static void
copy_operand(const char *path)
{
	int fd;

	if (strcmp(path, "-") == 0) {
		copy(STDIN_FILENO, path);
		return;
	}
	fd = open(path, O_RDONLY);
	if (fd < 0) {
		tool_error(path);
		return;
	}
	copy(fd, path);
	close(fd);
}

static void
take_option(int c)
{
	number |= c == 'n';
	number_filled |= c == 'b';
	squeeze |= c == 's';
	show_ends |= c == 'A' || c == 'E' || c == 'e';
	show_tabs |= c == 'A' || c == 'T' || c == 't';
	show_hidden |= c == 'A' || c == 'v' || c == 'e' || c == 't';
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "cat", "[-AbEensTtuv] [file ...]");
	while ((c = tool_option(argc, argv, ":AbEensTtuv")) != -1)
		take_option(c);
	if (optind == argc)
		copy_operand("-");
	for (int i = optind; i < argc; i++)
		copy_operand(argv[i]);
	return tool_finish();
}
