/* stty: shows and changes the settings of the terminal on standard input. */
#include <stddef.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "tool.h"

#define KEY_MAX 255

/* The settings by name; "-name" switches one off. */
static const struct flag {
	const char *name;
	size_t field;          /* in struct termios */
	tcflag_t bit;
} flags[] = {
	{ "icrnl", offsetof(struct termios, c_iflag), ICRNL },
	{ "opost", offsetof(struct termios, c_oflag), OPOST },
	{ "onlcr", offsetof(struct termios, c_oflag), ONLCR },
	{ "isig", offsetof(struct termios, c_lflag), ISIG },
	{ "icanon", offsetof(struct termios, c_lflag), ICANON },
	{ "iexten", offsetof(struct termios, c_lflag), IEXTEN },
	{ "echo", offsetof(struct termios, c_lflag), ECHO },
};
enum { NFLAGS = sizeof(flags) / sizeof(flags[0]) };

static struct termios settings;
static struct winsize size;

static tcflag_t *
field_of(const struct flag *f)
{
	return (tcflag_t *)((char *)&settings + f->field);
}

static void
switch_all(bool on)
{
	for (const struct flag *f = flags; f < flags + NFLAGS; f++)
		*field_of(f) |= on ? f->bit : 0;
	if (!on)
		cfmakeraw(&settings);
}

/* A word without a value; false when it is none. */
static bool
take_word(const char *word)
{
	bool off = *word == '-';

	if (strcmp(word, "sane") == 0 || strcmp(word, "-raw") == 0) {
		switch_all(true);
		return true;
	}
	if (strcmp(word, "raw") == 0) {
		switch_all(false);
		return true;
	}
	for (const struct flag *f = flags; f < flags + NFLAGS; f++)
		if (strcmp(f->name, word + off) == 0) {
			*field_of(f) &= ~f->bit;
			*field_of(f) |= off ? 0 : f->bit;
			return true;
		}
	return false;
}

/* One with a value, which is a number. */
static bool
take_value(const char *word, const char *value)
{
	bool of_window = strcmp(word, "rows") == 0 || strcmp(word, "cols") == 0;
	bool of_key = strcmp(word, "min") == 0 || strcmp(word, "time") == 0;
	long n;

	if (value == NULL || (!of_window && !of_key))
		return false;
	n = tool_number(value, 0);
	if (n > (of_key ? KEY_MAX : 0xffff)) {
		tool_complain("%s: %ld is too large", word, n);
		tool_usage();
	}
	if (of_key)
		settings.c_cc[*word == 'm' ? VMIN : VTIME] = (cc_t)n;
	else if (*word == 'r')
		size.ws_row = (unsigned short)n;
	else
		size.ws_col = (unsigned short)n;
	return true;
}

static void
show(void)
{
	printf("rows %u cols %u min %u time %u\n", size.ws_row, size.ws_col,
	       settings.c_cc[VMIN], settings.c_cc[VTIME]);
	for (const struct flag *f = flags; f < flags + NFLAGS; f++)
		printf("%s%s%c", *field_of(f) & f->bit ? "" : "-", f->name,
		       f == flags + NFLAGS - 1 ? '\n' : ' ');
}

static void
change(char **words)
{
	for (; *words != NULL; words++) {
		if (strcmp(*words, "size") == 0)
			printf("%u %u\n", size.ws_row, size.ws_col);
		else if (take_value(*words, words[1]))
			words++;
		else if (!take_word(*words)) {
			tool_complain("unknown setting '%s'", *words);
			tool_usage();
		}
	}
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) < 0 ||
	    ioctl(STDIN_FILENO, TIOCSWINSZ, &size) < 0)
		tool_error("standard input");
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "stty", "[-a | size | sane | raw | [-]setting | "
		   "min n | time n | rows n | cols n] ...");
	if (tcgetattr(STDIN_FILENO, &settings) < 0 ||
	    ioctl(STDIN_FILENO, TIOCGWINSZ, &size) < 0) {
		tool_error("standard input");
		return tool.status;
	}
	if (argc == 1 || strcmp(argv[1], "-a") == 0)
		show();
	else
		change(argv + 1);
	return tool_finish();
}
