/*
 * hexdump: the bytes of files in hexadecimal, sixteen a line, and what they
 * are as text. The offset counts on from file to file.
 */
#include <ctype.h>

#include "tool.h"

enum { ROW = 16, HALF = ROW / 2 };

static unsigned char row[ROW];
static unsigned filled;
static unsigned long offset;

static void
print_row(void)
{
	printf("%08lx", offset);
	for (unsigned i = 0; i < ROW; i++) {
		printf("%s", i % HALF == 0 ? "  " : " ");
		if (i < filled)
			printf("%02x", row[i]);
		else
			printf("  ");
	}
	printf("  |");
	for (unsigned i = 0; i < filled; i++)
		putchar(isprint(row[i]) ? row[i] : '.');
	printf("|\n");
	offset += filled;
	filled = 0;
}

static void
dump(FILE *f, const char *path)
{
	int c;

	(void)path;
	while ((c = getc(f)) != EOF) {
		row[filled++] = c;
		if (filled == ROW)
			print_row();
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "hexdump", "[-C] [file ...]");
	while ((c = tool_option(argc, argv, ":C")) != -1)
		;
	tool_each_file(argv + optind, dump);
	if (filled > 0)
		print_row();
	printf("%08lx\n", offset);
	return tool_finish();
}
