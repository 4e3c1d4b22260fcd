/*
 * wc: counts lines, words and bytes of files or of standard input, and adds
 * them up when there is more than one file.
 */
#include <ctype.h>
#include <fcntl.h>

#include "tool.h"

enum {
	BUFFER_SIZE = 16 * 1024,
	COLUMN_WIDTH = 7,
};

struct counts {
	unsigned long lines, words, bytes;
};

static bool want_lines, want_words, want_bytes;
static int width;          /* of a column; one column needs no alignment */
static char buffer[BUFFER_SIZE];

/* Counts `n` more bytes. `*in_word` carries over to the next piece. */
static void
count_piece(struct counts *c, const char *text, size_t n, bool *in_word)
{
	c->bytes += n;
	for (size_t i = 0; i < n; i++) {
		bool space = isspace((unsigned char)text[i]);

		c->lines += text[i] == '\n';
		c->words += !space && !*in_word;
		*in_word = !space;
	}
}

/* Returns false after a message when the file cannot be read. */
static bool
count_fd(struct counts *c, int fd, const char *path)
{
	bool in_word = false;
	ssize_t n;

	while ((n = read(fd, buffer, sizeof(buffer))) > 0)
		count_piece(c, buffer, n, &in_word);
	if (n < 0)
		tool_error(path);
	return n == 0;
}

static void
print_counts(const struct counts *c, const char *label)
{
	const char *separator = "";

	if (want_lines) {
		printf("%*lu", width, c->lines);
		separator = " ";
	}
	if (want_words) {
		printf("%s%*lu", separator, width, c->words);
		separator = " ";
	}
	if (want_bytes)
		printf("%s%*lu", separator, width, c->bytes);
	printf("%s%s\n", *label != '\0' ? " " : "", label);
}

static void
count_operand(struct counts *total, const char *path)
{
	struct counts c = { 0, 0, 0 };
	int fd = open(path, O_RDONLY);

	if (fd < 0) {
		tool_error(path);
		return;
	}
	if (count_fd(&c, fd, path))
		print_counts(&c, path);
	close(fd);
	total->lines += c.lines;
	total->words += c.words;
	total->bytes += c.bytes;
}

static void
read_options(int argc, char **argv)
{
	int c;

	while ((c = tool_option(argc, argv, ":lwc")) != -1) {
		want_lines |= c == 'l';
		want_words |= c == 'w';
		want_bytes |= c == 'c';
	}
	if (!want_lines && !want_words && !want_bytes)
		want_lines = want_words = want_bytes = true;
	width = want_lines + want_words + want_bytes > 1 ? COLUMN_WIDTH : 1;
}

int
main(int argc, char **argv)
{
	struct counts total = { 0, 0, 0 };

	tool_begin(argv, "wc", "[-clw] [file ...]");
	read_options(argc, argv);
	if (optind == argc && count_fd(&total, STDIN_FILENO, "standard input"))
		print_counts(&total, "");
	for (int i = optind; i < argc; i++)
		count_operand(&total, argv[i]);
	if (argc - optind > 1)
		print_counts(&total, "total");
	return tool_finish();
}
