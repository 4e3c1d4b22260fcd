/*
 * reboot() with what it does not know fails with EINVAL; the machine goes on.
 */
#include <limits.h>
#include <sprout.h>

#include "check.h"

int
main(void)
{
	CHECK_ERRNO(reboot(-1, 0), EINVAL);
	CHECK_ERRNO(reboot(2, 0), EINVAL);
	CHECK_ERRNO(reboot(INT_MAX, 0), EINVAL);
	CHECK_ERRNO(reboot(INT_MIN, 1), EINVAL);
	return 0;
}
