/*
 * hexdump: the bytes of files in hexadecimal, sixteen a line: with -C each
 * byte and what it is as text, else numbers of two bytes. -n ends after so
 * many bytes, -s skips some, and without -v lines that repeat become a star.
 * The offset counts on from file to file.
 */
#include <ctype.h>
#include <limits.h>

#include "size.h"
#include "tool.h"

enum { ROW = 16, HALF = ROW / 2, PAIR = 2, BITS = 8 };

static unsigned char row[ROW], last[ROW];
static unsigned filled;
static unsigned long offset, skip, left = ULONG_MAX;
static bool canonical, show_all, repeats, any;

static void
print_canonical(void)
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
}

static void
print_pairs(void)
{
	printf("%07lx", offset);
	for (unsigned i = 0; i < ROW; i += PAIR) {
		unsigned value = row[i];

		if (i + 1 < filled)
			value |= (unsigned)row[i + 1] << BITS;
		if (i < filled)
			printf(" %04x", value);
		else
			printf("     ");
	}
	putchar('\n');
}

static void
print_row(void)
{
	bool same = !show_all && any && filled == ROW &&
		    memcmp(row, last, ROW) == 0;

	if (same && !repeats)
		puts("*");
	else if (!same && canonical)
		print_canonical();
	else if (!same)
		print_pairs();
	repeats = same;
	any = true;
	memcpy(last, row, ROW);
	offset += filled;
	filled = 0;
}

static void
dump(FILE *f, const char *path)
{
	int c;

	(void)path;
	while (left > 0 && (c = getc(f)) != EOF) {
		if (offset < skip) {
			offset++;
			continue;
		}
		left--;
		row[filled++] = c;
		if (filled == ROW)
			print_row();
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "hexdump", "[-Cv] [-n bytes] [-s skip] [file ...]");
	while ((c = tool_option(argc, argv, ":Cn:s:v")) != -1) {
		canonical |= c == 'C';
		show_all |= c == 'v';
		if (c == 'n')
			left = size_parse(optarg, 0);
		if (c == 's')
			skip = size_parse(optarg, 0);
	}
	tool_each_file(argv + optind, dump);
	if (filled > 0)
		print_row();
	if (offset > 0)
		printf(canonical ? "%08lx\n" : "%07lx\n", offset);
	return tool_finish();
}
