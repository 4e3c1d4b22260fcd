/*
 * wc: counts lines, words and bytes (-m characters: the same here) of files
 * or of standard input, and adds them up when there is more than one file.
 * -L shows how wide the widest line is.
 */
#include <ctype.h>
#include <fcntl.h>

#include "tool.h"

enum {
	BUFFER_SIZE = 16 * 1024,
	COLUMN_WIDTH = 7,
	TAB = 8,
};

struct counts {
	unsigned long lines, words, bytes;
	unsigned long column, widest;  /* of the line being read; of all */
};

static bool want_lines, want_words, want_bytes, want_widest;
static int width;          /* of a column; one column needs no alignment */
static char buffer[BUFFER_SIZE];

/* The widest line ends at the last character that is shown. */
static void
measure(struct counts *c, unsigned char letter)
{
	if (letter == '\n' || letter == '\r' || letter == '\f')
		c->column = 0;
	else if (letter == '\t')
		c->column += TAB - c->column % TAB;
	else if (isprint(letter))
		c->column++;
	if (c->column > c->widest)
		c->widest = c->column;
}

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
		if (want_widest)
			measure(c, text[i]);
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
	const struct {
		bool wanted;
		unsigned long value;
	} columns[] = {
		{ want_lines, c->lines }, { want_words, c->words },
		{ want_bytes, c->bytes }, { want_widest, c->widest },
	};
	const char *separator = "";

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		if (!columns[i].wanted)
			continue;
		printf("%s%*lu", separator, width, columns[i].value);
		separator = " ";
	}
	printf("%s%s\n", *label != '\0' ? " " : "", label);
}

static void
count_operand(struct counts *total, const char *path)
{
	struct counts c = { 0 };
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY);

	if (fd < 0) {
		tool_error(path);
		return;
	}
	if (count_fd(&c, fd, path))
		print_counts(&c, path);
	if (!standard)
		close(fd);
	total->lines += c.lines;
	total->words += c.words;
	total->bytes += c.bytes;
	if (c.widest > total->widest)
		total->widest = c.widest;
}

static void
read_options(int argc, char **argv)
{
	int c;

	while ((c = tool_option(argc, argv, ":cLlmw")) != -1) {
		want_lines |= c == 'l';
		want_words |= c == 'w';
		want_bytes |= c == 'c' || c == 'm';
		want_widest |= c == 'L';
	}
	if (!want_lines && !want_words && !want_bytes && !want_widest)
		want_lines = want_words = want_bytes = true;
	width = want_lines + want_words + want_bytes + want_widest > 1 ?
		COLUMN_WIDTH : 1;
}

int
main(int argc, char **argv)
{
	struct counts total = { 0 };

	tool_begin(argv, "wc", "[-cLlmw] [file ...]");
	read_options(argc, argv);
	if (optind == argc && count_fd(&total, STDIN_FILENO, "standard input"))
		print_counts(&total, "");
	for (int i = optind; i < argc; i++)
		count_operand(&total, argv[i]);
	if (argc - optind > 1)
		print_counts(&total, "total");
	return tool_finish();
}
