/* uptime: how long the machine has been running, with how many processes. */
#include <sprout.h>

#include "tool.h"

enum {
	NS_PER_CENTISECOND = 10 * 1000 * 1000,
	CENTISECONDS = 100,            /* in a second */
	SECONDS = 60,                  /* in a minute */
	MINUTES = 60,                  /* in an hour  */
};

static void
print_uptime(unsigned long ns)
{
	unsigned long centis = ns / NS_PER_CENTISECOND;
	unsigned long seconds = centis / CENTISECONDS;
	unsigned long minutes = seconds / SECONDS;

	printf("up %lu:%02lu:%02lu.%02lu", minutes / MINUTES,
	       minutes % MINUTES, seconds % SECONDS, centis % CENTISECONDS);
}

int
main(int argc, char **argv)
{
	struct sysinfo info;

	tool_begin(argv, "uptime", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	if (sysinfo(&info) < 0) {
		tool_error("cannot ask the system");
		return tool.status;
	}
	print_uptime(info.uptime_ns);
	printf(", %lu processes, %lu hart%s\n", info.nprocs, info.nharts,
	       info.nharts == 1 ? "" : "s");
	return tool_finish();
}
