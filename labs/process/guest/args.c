/*
 * args [ARGUMENT]...: prints its arguments, each in brackets, on one line.
 * What it should not find it prints too: open descriptors beyond the usual
 * three, other children of its parent, and zombies.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <sprout.h>

static void
look_for_descriptors(void)
{
	for (int fd = STDERR_FILENO + 1; fd < OPEN_MAX; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			printf("(descriptor %d is open)", fd);
}

static void
look_for_processes(void)
{
	struct procinfo p;
	pid_t after = 0;

	for (; procinfo(after, &p, 1) == 1; after = p.pid)
		if (p.state == PROC_ZOMBIE)
			printf("(%s is a zombie)", p.name);
		else if (p.ppid == getppid() && p.pid != getpid())
			printf("(%s is still running)", p.name);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("[%s]", argv[i]);
	look_for_descriptors();
	look_for_processes();
	printf("\n");
	return 0;
}
