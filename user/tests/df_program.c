/*
 * df tells of the one file system, whatever files in it are named; what is
 * not there is an error.
 */
#include <sprout.h>

#include "output.h"

int
main(void)
{
	struct sysinfo s;
	char want[64];
	const char *at;
	int status;

	CHECK_EQ(sysinfo(&s), 0);
	snprintf(want, sizeof(want), "KiB %17lu ", 4 * s.blocks_total);
	at = strstr(output_of("df / /tmp", &status), want);
	CHECK_EXITED(status, 0);
	CHECK(at != NULL);
	CHECK(strstr(at, "\ninodes ") != NULL && strstr(at + 1, "KiB") == NULL);
	CHECK(strstr(output_of("df -h", &status), "\nbytes ") != NULL);
	CHECK(strstr(output_of("df -i /", &status), "KiB") == NULL);
	check_output("df / /tmp/nosuch 2>/dev/null", "", 1);
	check_output("df -x 2>/dev/null", "", 2);
	return 0;
}
