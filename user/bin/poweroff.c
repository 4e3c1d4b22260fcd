/*
 * poweroff: writes everything to the disk and turns the machine off. QEMU
 * then ends with the status given, 0 without one.
 */
#include <limits.h>
#include <sprout.h>

#include "tool.h"

int
main(int argc, char **argv)
{
	int first;
	long status = 0;

	tool_begin(argv, "poweroff", "[status]");
	first = tool_no_options(argc, argv);
	if (argc - first > 1)
		tool_usage();
	if (first < argc)
		status = tool_number(argv[first], 0);
	if (status > INT_MAX)
		tool_usage();
	sync();
	reboot(REBOOT_POWER_OFF, (int)status);
	tool_error("cannot power off");
	return tool_finish();
}
