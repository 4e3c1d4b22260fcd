/*
 * cmp: are two files the same, byte by byte? -s says it by the status only:
 * 0 the same, 1 different, 2 an error. -l lists all bytes that differ, -n
 * ends after so many, -i skips so many of both files, or of each as the third
 * and fourth operand say.
 */
#include "size.h"
#include "tool.h"

enum { DIFFERENT = 1, TROUBLE = 2, NFILES = 2 };

static bool silent, list;
static long limit = -1, skip[NFILES];

static int
report_end(const char *path, unsigned long byte)
{
	if (silent)
		return DIFFERENT;
	fflush(stdout);
	if (byte == 0)
		fprintf(stderr, "cmp: EOF on %s which is empty\n", path);
	else
		fprintf(stderr, "cmp: EOF on %s after byte %lu\n", path, byte);
	return DIFFERENT;
}

static int
compare(FILE *a, const char *a_path, FILE *b, const char *b_path)
{
	unsigned long byte = 0, line = 1;
	int status = 0;

	while (limit != (long)byte) {
		int x = getc(a), y = getc(b);

		if (x == EOF && y == EOF)
			break;
		if (x == EOF || y == EOF)
			return report_end(x == EOF ? a_path : b_path, byte);
		byte++;
		if (x != y) {
			status = DIFFERENT;
			if (list)
				printf("%lu %3o %3o\n", byte, (unsigned)x,
				       (unsigned)y);
			else if (!silent)
				printf("%s %s differ: char %lu, line %lu\n",
				       a_path, b_path, byte, line);
			if (!list)
				break;
		}
		line += x == '\n';
	}
	return status;
}

/* N for both files, or N:M. */
static void
read_skips(char *text)
{
	char *colon = strchr(text, ':');

	if (colon != NULL)
		*colon++ = '\0';
	skip[0] = size_parse(text, 0);
	skip[1] = colon != NULL ? size_parse(colon, 0) : skip[0];
}

static void
take_option(int c)
{
	silent |= c == 's';
	list |= c == 'l';
	if (c == 'n')
		limit = size_parse(optarg, 0);
	if (c == 'i')
		read_skips(optarg);
}

int
main(int argc, char **argv)
{
	const char *paths[NFILES] = { "-", "-" };
	FILE *files[NFILES];
	int c, status;

	tool_begin(argv, "cmp", "[-ls] [-i skip[:skip]] [-n bytes] "
		   "file [file [skip [skip]]]");
	while ((c = tool_option(argc, argv, ":i:ln:s")) != -1)
		take_option(c);
	if (optind == argc || argc - optind > 2 * NFILES)
		tool_usage();
	for (int i = 0; i < NFILES && optind < argc; i++)
		paths[i] = argv[optind++];
	for (int i = 0; i < NFILES && optind < argc; i++)
		skip[i] = size_parse(argv[optind++], 0);
	for (int i = 0; i < NFILES; i++) {
		files[i] = tool_open(paths[i]);
		if (files[i] == NULL)
			return TROUBLE;
		for (long n = 0; n < skip[i] && getc(files[i]) != EOF; n++)
			;
	}
	status = compare(files[0], paths[0], files[1], paths[1]);
	for (int i = 0; i < NFILES; i++)
		tool_close(files[i], paths[i]);
	return tool_finish() != 0 ? TROUBLE : status;
}
