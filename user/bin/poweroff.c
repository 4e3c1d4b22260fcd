/*
 * poweroff: writes everything to the disk and turns the machine off. QEMU
 * then ends with the status given, 0 without one.
 */
#include <sprout.h>

#include "tool.h"

int
main(int argc, char **argv)
{
	int first, status = 0;

	tool_begin(argv, "poweroff", "[status]");
	first = tool_no_options(argc, argv);
	if (argc - first > 1)
		tool_usage();
	if (first < argc)
		status = tool_number(argv[first], 0);
	sync();
	reboot(REBOOT_POWER_OFF, status);
	tool_error("cannot power off");
	return tool_finish();
}
