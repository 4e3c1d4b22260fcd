/*
 * od: the bytes of files as numbers or characters, sixteen a line. -t says
 * how: a letter (d signed, u unsigned, o octal, x hexadecimal, c characters,
 * a their names) and the bytes of one number, and may be given several times.
 * -a -b -c -d -o -s -x are short for -t a o1 c u2 o2 d2 x2. -A d, o, x or n
 * is the base of the offsets, -j skips, -N ends after so many bytes, and
 * without -v lines that repeat become one star.
 */
#include <ctype.h>
#include <limits.h>
#include <stdint.h>

#include "size.h"
#include "tool.h"

enum {
	ROW = 16,
	BITS = 8,
	SIZE_MAX_BYTES = 8,        /* of one number                       */
	CHAR_COLUMNS = 3,
	CONTROLS = 32,             /* characters below the blank          */
	DELETE = 127,
	OFFSET_DIGITS = 7,
	HEX_DIGITS = 6,
};

struct format {
	char letter;
	int size, width;           /* bytes and columns of one number     */
};

static struct format *formats;
static size_t nformats;
static char base = 'o';
static bool show_all;
static unsigned long skip, limit = ULONG_MAX;
static char **operands;
static const char *path = "-";
static FILE *input;

/* --- what to show ----------------------------------------------------- */

/* Columns that the largest number of that many bytes takes. */
static int
width_of(char letter, int size)
{
	static const struct {
		char letter;
		int widths[SIZE_MAX_BYTES + 1];    /* by size */
	} table[] = {
		{ 'd', { [1] = 4, [2] = 6, [4] = 11, [8] = 20 } },
		{ 'u', { [1] = 3, [2] = 5, [4] = 10, [8] = 20 } },
		{ 'o', { [1] = 3, [2] = 6, [4] = 11, [8] = 22 } },
		{ 'x', { [1] = 2, [2] = 4, [4] = 8, [8] = 16 } },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].letter == letter)
			return table[i].widths[size];
	return size == 1 ? CHAR_COLUMNS : 0;
}

static void
add_format(char letter, int size)
{
	int width = size <= SIZE_MAX_BYTES ? width_of(letter, size) : 0;

	if (width == 0) {
		tool_complain("no such format: %c%d", letter, size);
		exit(tool.status);
	}
	formats = tool_realloc(formats, (nformats + 1) * sizeof(*formats));
	formats[nformats++] = (struct format){ letter, size, width };
}

/* The bytes of one number: a figure, or a C type's letter, or its usual. */
static int
read_size(const char **p, int usual)
{
	switch (*(*p)++) {
	case 'C': return sizeof(char);
	case 'S': return sizeof(short);
	case 'I': return sizeof(int);
	case 'L': return sizeof(long);
	}
	(*p)--;
	if (!isdigit((unsigned char)**p))
		return usual;
	return *(*p)++ - '0';
}

static void
add_formats(const char *text)
{
	while (*text != '\0') {
		char letter = *text++;

		if (strchr("acdoux", letter) == NULL) {
			tool_complain("no such format: %c", letter);
			exit(tool.status);
		}
		if (letter == 'a' || letter == 'c')
			add_format(letter, 1);
		else
			add_format(letter, read_size(&text, sizeof(int)));
	}
}

/* --- one row ---------------------------------------------------------- */

static void
print_character(int c, int width)
{
	static const char letters[] = "0abtnvfr";  /* \0 and \a to \r */
	char text[] = { '\\', '\0', '\0' };

	if (c == '\0' || (c >= '\a' && c <= '\r')) {
		text[1] = c == '\0' ? '0' : letters[c - '\a' + 1];
		printf("%*s", width, text);
	} else if (isprint(c)) {
		printf("%*c", width, c);
	} else {
		printf("%*s%03o", width - CHAR_COLUMNS, "", (unsigned)c);
	}
}

static void
print_name(int c, int width)
{
	static const char names[][CHAR_COLUMNS + 1] = {
		"nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel",
		"bs", "ht", "nl", "vt", "ff", "cr", "so", "si",
		"dle", "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb",
		"can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp",
	};

	c &= DELETE;
	if (c <= CONTROLS)
		printf("%*s", width, names[c]);
	else if (c == DELETE)
		printf("%*s", width, "del");
	else
		printf("%*c", width, c);
}

static void
print_number(const struct format *f, const unsigned char *at, int width)
{
	int unused = (SIZE_MAX_BYTES - f->size) * BITS;
	uint64_t value = 0;

	for (int i = f->size; i > 0; i--)
		value = value << BITS | at[i - 1];
	if (f->letter == 'd')
		printf("%*ld", width, (long)(value << unused) >> unused);
	else if (f->letter == 'u')
		printf("%*lu", width, value);
	else if (f->letter == 'o')
		printf("%*s%0*lo", width - f->width, "", f->width, value);
	else
		printf("%*s%0*lx", width - f->width, "", f->width, value);
}

/* Columns of a full row in the widest format. */
static int
row_width(void)
{
	int widest = 0;

	for (size_t i = 0; i < nformats; i++) {
		int width = (formats[i].width + 1) * (ROW / formats[i].size);

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Numbers of all formats are spread so that their rows are equally wide. */
static void
print_row(const struct format *f, const unsigned char *row, int n)
{
	int numbers = ROW / f->size, total = row_width(), at = 0;

	for (int i = 0; i * f->size < n; i++) {
		int end = total * (i + 1) / numbers;

		if (f->letter == 'c')
			print_character(row[i], end - at);
		else if (f->letter == 'a')
			print_name(row[i], end - at);
		else
			print_number(f, row + i * f->size, end - at);
		at = end;
	}
	putchar('\n');
}

static void
print_offset(unsigned long offset)
{
	if (base == 'd')
		printf("%0*lu", OFFSET_DIGITS, offset);
	else if (base == 'o')
		printf("%0*lo", OFFSET_DIGITS, offset);
	else if (base == 'x')
		printf("%0*lx", HEX_DIGITS, offset);
}

static void
print_rows(unsigned long offset, const unsigned char *row, int n)
{
	for (size_t i = 0; i < nformats; i++) {
		if (i == 0)
			print_offset(offset);
		else
			printf("%*s", base == 'n' ? 0 : base == 'x' ?
			       HEX_DIGITS : OFFSET_DIGITS, "");
		print_row(&formats[i], row, n);
	}
}

/* --- reading ---------------------------------------------------------- */

/* The next byte of all files, one after the other. */
static int
next_byte(void)
{
	for (;;) {
		int c = input != NULL ? getc(input) : EOF;

		if (c != EOF)
			return c;
		if (input != NULL)
			tool_close(input, path);
		input = NULL;
		if (*operands == NULL)
			return EOF;
		path = *operands++;
		input = tool_open(path);
	}
}

static int
read_row(unsigned char *row)
{
	int n = 0, c;

	memset(row, 0, ROW);
	for (; n < ROW && limit > 0 && (c = next_byte()) != EOF; limit--)
		row[n++] = c;
	return n;
}

static void
dump(void)
{
	unsigned char row[ROW], last[ROW];
	unsigned long offset = skip;
	bool repeats = false;
	int n;

	for (unsigned long i = 0; i < skip; i++)
		if (next_byte() == EOF) {
			tool_complain("nothing is left after skipping");
			return;
		}
	for (; (n = read_row(row)) > 0; offset += n) {
		if (!show_all && offset > skip && n == ROW &&
		    memcmp(row, last, ROW) == 0) {
			if (!repeats)
				puts("*");
			repeats = true;
			continue;
		}
		repeats = false;
		print_rows(offset, row, n);
		memcpy(last, row, ROW);
	}
	print_offset(offset);
	if (base != 'n')
		putchar('\n');
}

static void
take_option(int c)
{
	switch (c) {
	case 'A':
		base = *optarg;
		if (strchr("doxn", base) == NULL || base == '\0')
			tool_usage();
		break;
	case 'a': add_format('a', 1); break;
	case 'b': add_format('o', 1); break;
	case 'c': add_format('c', 1); break;
	case 'd': add_format('u', sizeof(short)); break;
	case 'j': skip = size_parse(optarg, 0); break;
	case 'N': limit = size_parse(optarg, 0); break;
	case 'o': add_format('o', sizeof(short)); break;
	case 's': add_format('d', sizeof(short)); break;
	case 't': add_formats(optarg); break;
	case 'v': show_all = true; break;
	default:  add_format('x', sizeof(short));
	}
}

int
main(int argc, char **argv)
{
	static char standard_input[] = "-";
	static char *none[] = { standard_input, NULL };
	int c;

	tool_begin(argv, "od", "[-abcdosvx] [-A d|o|x|n] [-t format] [-j skip] "
		   "[-N count] [file ...]");
	while ((c = tool_option(argc, argv, ":A:abcdj:N:ost:vx")) != -1)
		take_option(c);
	if (nformats == 0)
		add_format('o', sizeof(short));
	operands = optind < argc ? argv + optind : none;
	dump();
	return tool_finish();
}
