/* uname() names the system and its machine, and every name has an end. */
#include <sys/utsname.h>

#include "check.h"

int
main(void)
{
	struct utsname names;

	memset(&names, 'x', sizeof(names));
	CHECK_EQ(uname(&names), 0);
	CHECK_EQ(strcmp(names.sysname, "Sprout"), 0);
	CHECK_EQ(strcmp(names.machine, "riscv64"), 0);
	CHECK(strlen(names.nodename) > 0);
	CHECK(strlen(names.release) > 0);
	CHECK(strlen(names.version) < sizeof(names.version));
	return 0;
}
