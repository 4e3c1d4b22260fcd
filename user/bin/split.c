/*
 * split: cuts a file into pieces xaa, xab ... of 1000 lines, or -l, or of -b
 * bytes (k, m: 1024 times as many). A second operand replaces the x, -a says
 * how many letters follow it, -d makes them digits.
 */
#include "size.h"
#include "tool.h"

enum { DEFAULT_LINES = 1000, DEFAULT_LETTERS = 2, LETTERS_MAX = 32 };

static long lines = DEFAULT_LINES, bytes;
static long nletters = DEFAULT_LETTERS;
static const char *letters = "abcdefghijklmnopqrstuvwxyz";

/* The name of piece number i; ends the program when they are used up. */
static char *
piece_name(const char *prefix, unsigned long i)
{
	size_t n = strlen(prefix), base = strlen(letters);
	char *name = tool_alloc(n + nletters + 1);

	strcpy(name, prefix);
	for (long at = nletters; at > 0; at--, i /= base)
		name[n + at - 1] = letters[i % base];
	name[n + nletters] = '\0';
	if (i > 0) {
		tool_complain("no more names for pieces");
		exit(tool.status);
	}
	return name;
}

static FILE *
open_piece(const char *prefix, unsigned long i)
{
	char *name = piece_name(prefix, i);
	FILE *f = fopen(name, "w");

	if (f == NULL) {
		tool_error(name);
		exit(tool.status);
	}
	free(name);
	return f;
}

static void
close_piece(FILE *f)
{
	if (f == NULL || fclose(f) == 0)
		return;
	tool_error("cannot write a piece");
	exit(tool.status);
}

static void
split(FILE *in, const char *prefix)
{
	unsigned long piece = 0;
	FILE *out = NULL;
	long left = 0;
	int c;

	while ((c = getc(in)) != EOF) {
		if (left == 0) {
			close_piece(out);
			out = open_piece(prefix, piece++);
			left = bytes > 0 ? bytes : lines;
		}
		putc(c, out);
		left -= bytes > 0 || c == '\n';
	}
	close_piece(out);
}

static void
take_option(int c)
{
	switch (c) {
	case 'a':
		nletters = tool_number(optarg, 1);
		if (nletters > LETTERS_MAX)
			tool_usage();
		break;
	case 'b':
		bytes = size_parse(optarg, 1);
		break;
	case 'd':
		letters = "0123456789";
		break;
	default:
		lines = tool_number(optarg, 1);
		bytes = 0;
	}
}

int
main(int argc, char **argv)
{
	const char *path = "-", *prefix = "x";
	FILE *f;
	int c;

	tool_begin(argv, "split",
		   "[-l lines | -b bytes] [-d] [-a letters] [file [prefix]]");
	while ((c = tool_option(argc, argv, ":a:b:dl:")) != -1)
		take_option(c);
	if (argc - optind > 2)
		tool_usage();
	if (optind < argc)
		path = argv[optind++];
	if (optind < argc)
		prefix = argv[optind];
	f = tool_open(path);
	if (f == NULL)
		return tool.status;
	split(f, prefix);
	tool_close(f, path);
	return tool_finish();
}
