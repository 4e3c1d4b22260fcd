/*
 * paste: the lines of several files side by side, with a tab between them or
 * the characters of -d in turn. -s makes one line of each file.
 */
#include "escape.h"
#include "tool.h"

static char tab[] = "\t";
static char *separators = tab;     /* '\0' among them means none      */
static size_t nseparators = 1;
static bool serial;

/* Reads \n, \t, \\ and \0 (no separator at all) in the text of -d. */
static void
read_separators(char *text)
{
	const char *from = text;

	separators = text;
	nseparators = 0;
	while (*from != '\0') {
		int c = (unsigned char)*from++;

		if (c == '\\' && *from != '\0') {
			int escaped = escape_read(&from, false);

			c = escaped >= 0 ? escaped : (unsigned char)*from++;
		}
		separators[nseparators++] = c;
	}
}

static void
print_separator(size_t i)
{
	if (nseparators > 0 && separators[i % nseparators] != '\0')
		putchar(separators[i % nseparators]);
}

/* Prints a line without its end. False at the end of the file. */
static bool
copy_line(FILE *f)
{
	int c = getc(f);

	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc(f))
		putchar(c);
	return true;
}

static void
paste_serially(FILE *f, const char *path)
{
	size_t i = 0;

	(void)path;
	if (copy_line(f)) {
		int c;

		while ((c = getc(f)) != EOF) {
			ungetc(c, f);
			print_separator(i++);
			copy_line(f);
		}
	}
	putchar('\n');
}

/* One line of each. What is held back is printed when a file has a line. */
static bool
paste_row(FILE **files, size_t n)
{
	size_t printed = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		int c = files[i] != NULL ? getc(files[i]) : EOF;

		if (c == EOF)
			continue;
		ungetc(c, files[i]);
		for (; printed < i; printed++)
			print_separator(printed);
		any = true;
		copy_line(files[i]);
	}
	if (!any)
		return false;
	for (; printed + 1 < n; printed++)
		print_separator(printed);
	putchar('\n');
	return true;
}

static void
paste_parallel(char **paths, size_t n)
{
	FILE **files = tool_alloc(n * sizeof(*files));

	for (size_t i = 0; i < n; i++) {
		files[i] = tool_open(paths[i]);
		if (files[i] == NULL)
			exit(tool.status);
	}
	while (paste_row(files, n))
		;
	for (size_t i = 0; i < n; i++)
		tool_close(files[i], paths[i]);
	free(files);
}

int
main(int argc, char **argv)
{
	static char standard_input[] = "-";
	static char *none[] = { standard_input, NULL };
	int c;

	tool_begin(argv, "paste", "[-s] [-d characters] [file ...]");
	while ((c = tool_option(argc, argv, ":d:s")) != -1) {
		if (c == 's')
			serial = true;
		else
			read_separators(optarg);
	}
	if (serial)
		tool_each_file(argv + optind, paste_serially);
	else if (optind == argc)
		paste_parallel(none, 1);
	else
		paste_parallel(argv + optind, argc - optind);
	return tool_finish();
}
