/*
 * hexdump: the bytes of files, sixteen a line: with -C in hexadecimal each
 * byte and what it is as text, with -b in octal, -c as characters; as numbers
 * of two bytes with -d in decimal, -o in octal, -x in hexadecimal, which they
 * are, closer together, without any of these. Several show the bytes several
 * times. -n ends after so many bytes, -s skips some, and without -v lines that
 * repeat become a star. The offset counts on from file to file.
 */
#include <ctype.h>
#include <limits.h>

#include "size.h"
#include "tool.h"

enum { ROW = 16, HALF = ROW / 2, PAIR = 2, BITS = 8, FORMATS_MAX = 16,
       UNIT_TEXT = 16 };

/* How numbers are shown. */
struct format {
	char letter;
	unsigned bytes;            /* of one number; 0: print_canonical() */
	int width;                 /* of its text, with what is before it */
	const char *text;          /* for printf; NULL: a character       */
};

/* The last is what is shown when nothing is asked for. */
static const struct format formats[] = {
	{ 'C', 0, 0, NULL },
	{ 'b', 1, 4, " %03o" },
	{ 'c', 1, 4, NULL },
	{ 'd', PAIR, 8, "   %05u" },
	{ 'o', PAIR, 8, "  %06o" },
	{ 'x', PAIR, 8, "    %04x" },
	{ '\0', PAIR, 5, " %04x" },
};
enum { NFORMATS = sizeof(formats) / sizeof(formats[0]) };

static unsigned char row[ROW], last[ROW];
static unsigned filled;
static unsigned long offset, skip, left = ULONG_MAX;
static bool show_all, repeats, any;
static const struct format *shown[FORMATS_MAX];
static int nshown;

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

/* A character, or how C writes it, or its number in octal. */
static void
format_character(char *text, unsigned value)
{
	static const char names[] = "0abtnvfr";
	static const char codes[] = "\0\a\b\t\n\v\f\r";
	const char *found = memchr(codes, value, sizeof(codes) - 1);

	if (found != NULL)
		sprintf(text, "  \\%c", names[found - codes]);
	else
		sprintf(text, isprint(value) ? "%4c" : " %03o", value);
}

static void
print_numbers(const struct format *f)
{
	printf("%07lx", offset);
	for (unsigned i = 0; i < ROW; i += f->bytes) {
		char text[UNIT_TEXT] = "";
		unsigned value = row[i];

		if (f->bytes == PAIR && i + 1 < filled)
			value |= (unsigned)row[i + 1] << BITS;
		if (i < filled && f->text == NULL)
			format_character(text, value);
		else if (i < filled)
			sprintf(text, f->text, value);
		printf("%-*s", f->width, text);
	}
	putchar('\n');
}

static void
print_formats(void)
{
	for (int i = 0; i < nshown; i++) {
		if (shown[i]->bytes == 0)
			print_canonical();
		else
			print_numbers(shown[i]);
	}
}

static void
print_row(void)
{
	bool same = !show_all && any && filled == ROW &&
		    memcmp(row, last, ROW) == 0;

	if (same && !repeats)
		puts("*");
	else if (!same)
		print_formats();
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

static void
take_option(int c)
{
	show_all |= c == 'v';
	if (c == 'n')
		left = size_parse(optarg, 0);
	if (c == 's')
		skip = size_parse(optarg, 0);
	for (int i = 0; i < NFORMATS - 1; i++)
		if (formats[i].letter == c && nshown < FORMATS_MAX)
			shown[nshown++] = &formats[i];
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "hexdump", "[-bCcdovx] [-n bytes] [-s skip] "
		   "[file ...]");
	while ((c = tool_option(argc, argv, ":bCcdn:os:vx")) != -1)
		take_option(c);
	if (nshown == 0)
		shown[nshown++] = &formats[NFORMATS - 1];
	tool_each_file(argv + optind, dump);
	if (filled > 0)
		print_row();
	if (offset > 0)
		printf(shown[nshown - 1]->bytes == 0 ? "%08lx\n" : "%07lx\n",
		       offset);
	return tool_finish();
}
