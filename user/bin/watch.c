/*
 * watch: runs a command again and again, every two seconds or -n, and shows
 * what it prints on a cleared screen. -t leaves out the title, -e ends when
 * the command fails, -g when it prints something else than before.
 *
 * The command is the shell's: `watch "ps | wc -l"`.
 */
#include <time.h>

#include "command.h"
#include "duration.h"
#include "tool.h"

#define CLEAR "\033[H\033[J"       /* to the first place; erase the rest */

enum { DATE_SIZE = 32, DEFAULT_SECONDS = 2 };

static bool title = true, until_failure, until_change;
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

static void
show(const char *command, const char *text, size_t n)
{
	char date[DATE_SIZE];
	time_t now = time(NULL);

	fputs(CLEAR, stdout);
	strftime(date, sizeof(date), "%a %b %e %H:%M:%S %Y", gmtime(&now));
	if (title)
		printf("Every %ld.%lds: %s   %s\n\n", (long)pause_time.tv_sec,
		       (long)pause_time.tv_nsec / (DURATION_NS /
						   DURATION_DECIMAL),
		       command, date);
	fwrite(text, 1, n, stdout);
	fflush(stdout);
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
	return watch(join(argv + optind));
}
