/*
 * init: process 1. It never ends: it brings up a shell, adopts orphans, and
 * turns the machine off.
 *
 * With an argument (the kernel passes its bootargs) it runs that command line
 * and powers off with the command's status, which becomes the status of the
 * emulator. Without one it keeps an interactive shell running.
 *
 * Read next: sh/main.c, and kernel/proc/exit.c for how orphans come here.
 */
#include <errno.h>
#include <fcntl.h>
#include <sprout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	STATUS_CANNOT_RUN = 127,   /* the shell's "command not found"     */
	STATUS_SIGNAL_BASE = 128,  /* plus the signal that ended it       */
};

static char *const shell_env[] = { "PATH=/bin", "HOME=/", "PWD=/", NULL };

static void __attribute__((noreturn))
power_off(int status)
{
	sync();
	reboot(REBOOT_POWER_OFF, status);
	fprintf(stderr, "init: cannot power off: %s\n", strerror(errno));
	exit(status);
}

/* Descriptors 0, 1 and 2: the kernel leaves them closed. */
static void
open_console(void)
{
	int fd = open("/dev/console", O_RDWR);

	while (fd >= 0 && fd < STDERR_FILENO)
		fd = dup(fd);
	if (fd > STDERR_FILENO)
		close(fd);
}

/*
 * Starts the shell with these arguments; its pid. Without a shell there is
 * nothing to do here: whoever notices turns the machine off.
 */
static pid_t
shell_start(char *const argv[])
{
	pid_t pid = fork();

	if (pid < 0) {
		fprintf(stderr, "init: cannot fork: %s\n", strerror(errno));
		power_off(STATUS_CANNOT_RUN);
	}
	if (pid > 0)
		return pid;
	execve("/bin/sh", argv, shell_env);
	fprintf(stderr, "init: cannot run /bin/sh: %s\n", strerror(errno));
	power_off(STATUS_CANNOT_RUN);
}

/* Buries every dead child until `pid` is among them; its wait status. */
static int
reap_until(pid_t pid)
{
	int status = 0;
	pid_t dead;

	do {
		dead = waitpid(-1, &status, 0);
	} while (dead != pid && dead > 0);
	return status;
}

static int
exit_status(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return STATUS_SIGNAL_BASE + WTERMSIG(wait_status);
	return WEXITSTATUS(wait_status);
}

static void __attribute__((noreturn))
run_command(char *command)
{
	char *const argv[] = { "sh", "-c", command, NULL };

	power_off(exit_status(reap_until(shell_start(argv))));
}

/* An interactive shell, and another one when that ends. */
static void __attribute__((noreturn))
run_shells(void)
{
	char *const argv[] = { "sh", NULL };

	puts("Welcome to Sprout. 'cat README' says what is here, "
	     "'poweroff' leaves.");
	fflush(stdout);
	for (;;)
		reap_until(shell_start(argv));
}

int
main(int argc, char **argv)
{
	open_console();
	if (getpid() != 1) {
		fputs("init: only the kernel starts me\n", stderr);
		return 1;
	}
	if (argc > 1)
		run_command(argv[1]);
	run_shells();
}
