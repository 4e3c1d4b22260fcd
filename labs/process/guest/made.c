/*
 * made [KEY COMMAND]...: what commands do to the system. The shell runs each;
 * a line opened by "@KEY" tells its pid, its status (128 + a signal that ended
 * it), processes made (itself included), left when it has ended and a moment
 * later, whether process 1 had work (orphans), and the ms that it took.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define MOMENT_US 100000

static struct sysinfo
now(unsigned long *init_ns)
{
	struct sysinfo system;
	struct procinfo init;

	if (sysinfo(&system) < 0 || procinfo(0, &init, 1) != 1)
		exit(2);
	*init_ns = init.cpu_ns;
	return system;
}

static void
run(const char *key, const char *command)
{
	unsigned long init_before, init_after, ignored;
	struct sysinfo before = now(&init_before), after;
	pid_t pid = fork(), next;
	int status = 0;

	if (pid == 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	waitpid(pid, &status, 0);
	after = now(&init_after);
	if ((next = fork()) == 0)
		_exit(0);
	waitpid(next, NULL, 0);
	if (after.nprocs > before.nprocs)
		usleep(MOMENT_US);
	printf("@%s pid %d status %d made %d left %ld stayed %ld orphans %d "
	       "ms %lu\n", key, pid, WIFEXITED(status) ? WEXITSTATUS(status) :
	       128 + WTERMSIG(status), next - pid,
	       (long)(after.nprocs - before.nprocs),
	       (long)(now(&ignored).nprocs - before.nprocs),
	       init_after > init_before,
	       (after.uptime_ns - before.uptime_ns) / 1000000);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i + 1 < argc; i += 2)
		run(argv[i], argv[i + 1]);
	return 0;
}
