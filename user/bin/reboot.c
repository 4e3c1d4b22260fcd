/* reboot: writes everything to the disk and starts the machine anew. */
#include <sprout.h>

#include "tool.h"

int
main(int argc, char **argv)
{
	tool_begin(argv, "reboot", "");
	if (tool_no_options(argc, argv) < argc)
		tool_usage();
	sync();
	reboot(REBOOT_RESTART, 0);
	tool_error("cannot restart");
	return tool_finish();
}
