/*
 * uniq: drops lines that are equal to the one before. -c counts them, -d
 * shows only those that were repeated, -u only those that were not.
 */
#include "tool.h"

static bool count, repeated, single;

static void
show(const char *line, unsigned long times)
{
	if ((repeated && times == 1) || (single && times > 1))
		return;
	if (count)
		printf("%7lu ", times);
	fputs(line, stdout);
	putchar('\n');
}

static void
filter(FILE *f, const char *path)
{
	char *line = NULL, *previous = NULL;
	size_t size = 0, previous_size = 0;
	unsigned long times = 0;
	ssize_t n;

	(void)path;
	while ((n = getline(&line, &size, f)) > 0) {
		char *old = previous;
		size_t old_size = previous_size;

		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (times > 0 && strcmp(line, previous) == 0) {
			times++;
			continue;
		}
		if (times > 0)
			show(previous, times);
		times = 1;
		previous = line;
		previous_size = size;
		line = old;
		size = old_size;
	}
	if (times > 0)
		show(previous, times);
	free(line);
	free(previous);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "uniq", "[-cdu] [file]");
	while ((c = tool_option(argc, argv, ":cdu")) != -1) {
		count |= c == 'c';
		repeated |= c == 'd';
		single |= c == 'u';
	}
	if (argc - optind > 1)
		tool_usage();
	tool_each_file(argv + optind, filter);
	return tool_finish();
}
