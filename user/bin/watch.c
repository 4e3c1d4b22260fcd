/*
 * watch: runs a command again and again, every two seconds or -n, and shows
 * of what it prints as much as there is room for. -t leaves out the title, -e
 * ends when the command fails, -g when it prints something else than before.
 * The space bar runs it at once, q ends it. Where standard output is no
 * terminal all of it is printed.
 *
 * The command is the shell's: `watch "ps | wc -l"`.
 */
#include <time.h>

#include "command.h"
#include "display.h"

enum { DATE_SIZE = 32, TITLE_SIZE = 96, DEFAULT_SECONDS = 2 };

static bool title = true, until_failure, until_change, drawn;
static struct timespec pause_time = { .tv_sec = DEFAULT_SECONDS };

/* The words with blanks between them. */
static char *
join(char **words)
{
	size_t n = 1;
	char *line, *to;

	for (char **w = words; *w != NULL; w++)
		n += strlen(*w) + 1;
	to = line = tool_alloc(n);
	*to = '\0';
	for (char **w = words; *w != NULL; w++) {
		if (w > words)
			to = stpcpy(to, " ");
		to = stpcpy(to, *w);
	}
	return line;
}

/* What the command prints, errors included; *status is its wait status. */
static char *
run(const char *command, size_t *n, int *status)
{
	char *line = tool_alloc(strlen(command) + sizeof("{ \n} 2>&1"));
	char *text;
	FILE *f;

	sprintf(line, "{ %s\n} 2>&1", command);
	f = popen(line, "r");
	if (f == NULL) {
		tool_error("cannot run a command");
		exit(tool.status);
	}
	text = tool_read_all(f, n);
	*status = pclose(f);
	free(line);
	return text;
}

/* What stands above, nothing with -t; the caller's. */
static char *
title_of(const char *command)
{
	size_t size = strlen(command) + TITLE_SIZE;
	char *text = tool_alloc(size), date[DATE_SIZE];
	time_t now = time(NULL);
	long tenths = pause_time.tv_nsec / (DURATION_NS / DURATION_DECIMAL);

	strftime(date, sizeof(date), "%a %b %e %H:%M:%S %Y", gmtime(&now));
	*text = '\0';
	if (title)
		snprintf(text, size, "Every %ld.%lds: %s   %s\n\n",
			 (long)pause_time.tv_sec, tenths, command, date);
	return text;
}

/* The lines of a text as rows. */
static void
draw(const char *text, size_t n)
{
	while (n > 0) {
		const char *end = memchr(text, '\n', n);
		size_t length = end != NULL ? (size_t)(end - text) : n;

		display_row(text, length);
		length += end != NULL;
		text += length;
		n -= length;
	}
}

static void
show(const char *command, const char *text, size_t n)
{
	char *head = title_of(command);

	if (!drawn) {
		fputs(head, stdout);
		fwrite(text, 1, n, stdout);
		fflush(stdout);
	} else {
		display_begin();
		draw(head, strlen(head));
		draw(text, n);
		display_end();
	}
	free(head);
}

static int
watch(const char *command)
{
	char *before = NULL;
	size_t nbefore = 0;

	for (;;) {
		size_t n;
		int status;
		char *text = run(command, &n, &status);

		show(command, text, n);
		if (until_failure && status != 0)
			return TOOL_FAILED;
		if (until_change && before != NULL &&
		    (n != nbefore || memcmp(text, before, n) != 0))
			return 0;
		free(before);
		before = text;
		nbefore = n;
		if (drawn && !display_wait(&pause_time))
			return tool_finish();
		if (!drawn)
			nanosleep(&pause_time, NULL);
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "watch", "[-egt] [-n seconds] command ...");
	while ((c = tool_option(argc, argv, "+:egn:t")) != -1) {
		until_failure |= c == 'e';
		until_change |= c == 'g';
		title &= c != 't';
		if (c == 'n' && !duration_parse(optarg, &pause_time)) {
			tool_complain("not a duration: '%s'", optarg);
			tool_usage();
		}
	}
	if (optind == argc)
		tool_usage();
	drawn = display_open();
	return watch(join(argv + optind));
}
