/*
 * exec(): by path, by the bare name of a program of /xv6, from any directory;
 * descriptors stay open. -1, and the old program goes on, for what is not
 * there, is a directory or a device, or is no program.
 */
#include "check.h"

static void
echo(long name)
{
	char *argv[] = { "echo", "one", "two", 0 };

	CHECK_EQ(close(1), 0);
	CHECK_EQ(open("/tmp/xv6_exec", O_CREATE | O_WRONLY | O_TRUNC), 1);
	exec((char *)name, argv);
	exit(9);
}

static void
check_echo(char *name)
{
	char text[16];
	int fd;

	CHECK_EQ(run_child(echo, (long)name), 0);
	fd = open("/tmp/xv6_exec", O_RDONLY);
	CHECK_EQ(read(fd, text, sizeof(text)), 8);
	CHECK_EQ(memcmp(text, "one two\n", 8), 0);
	CHECK_EQ(close(fd), 0);
}

int
main(void)
{
	char *argv[] = { "x", 0 };

	check_echo("/xv6/echo");
	check_echo("echo");
	CHECK_EQ(chdir("/xv6"), 0);
	check_echo("echo");
	check_echo("../xv6/./echo");
	CHECK_EQ(chdir("/tmp"), 0);
	check_echo("echo");
	CHECK_FAILS(exec("nosuch", argv));
	CHECK_FAILS(exec("/nosuch", argv));
	CHECK_FAILS(exec("/xv6/nosuch", argv));
	CHECK_FAILS(exec("/xv6/echo/x", argv));
	CHECK_FAILS(exec("/xv6", argv));
	CHECK_FAILS(exec("/dev/null", argv));
	CHECK_FAILS(exec("/README", argv));
	CHECK_FAILS(exec("", argv));
	CHECK_EQ(unlink("/tmp/xv6_exec"), 0);
	exit(0);
}
