/* sleep: waits for the sum of the durations given (see duration.h). */
#include "duration.h"
#include "tool.h"

int
main(int argc, char **argv)
{
	int first;

	tool_begin(argv, "sleep", "seconds[.fraction][s|m|h|d] ...");
	first = tool_no_options(argc, argv);
	if (first == argc)
		tool_usage();
	for (int i = first; i < argc; i++) {
		struct timespec t;

		if (!duration_parse(argv[i], &t)) {
			tool_complain("not a duration: '%s'", argv[i]);
			tool_usage();
		}
		if (nanosleep(&t, NULL) < 0)
			tool_error(argv[i]);
	}
	return tool_finish();
}
