/* which: where in PATH the programs of these names are; -a shows all. */
#include <sys/stat.h>

#include "tool.h"

static bool all;

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	       access(path, X_OK) == 0;
}

/* Looks into one folder of PATH; "" means where we are. */
static bool
look_into(const char *folder, size_t n, const char *name)
{
	char *dir = strndup(n > 0 ? folder : ".", n > 0 ? n : 1);
	char *full;
	bool found;

	if (dir == NULL) {
		tool_error(name);
		return false;
	}
	full = tool_join(dir, name);
	found = is_program(full);
	if (found)
		puts(full);
	free(full);
	free(dir);
	return found;
}

static bool
look_everywhere(const char *name)
{
	const char *path = getenv("PATH");
	bool found = false;

	if (path == NULL)
		path = "/bin";
	for (;;) {
		size_t n = strcspn(path, ":");

		found |= look_into(path, n, name);
		if ((found && !all) || path[n] == '\0')
			return found;
		path += n + 1;
	}
}

int
main(int argc, char **argv)
{
	tool_begin(argv, "which", "[-a] name ...");
	while (tool_option(argc, argv, ":a") != -1)
		all = true;
	if (optind == argc)
		tool_usage();
	for (int i = optind; i < argc; i++) {
		if (strchr(argv[i], '/') == NULL) {
			if (!look_everywhere(argv[i]))
				tool.status = TOOL_FAILED;
		} else if (is_program(argv[i])) {
			puts(argv[i]);
		} else {
			tool.status = TOOL_FAILED;
		}
	}
	return tool_finish();
}
