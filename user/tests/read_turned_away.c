/*
 * A background group that reads the terminal is stopped; one that is brought
 * to the front and continued before it has come to its stop reads on, and is
 * not left asleep. One that ignores SIGTTIN gets EIO.
 *
 * run: KERNEL=test
 * run: KERNEL=test CPUS=4
 */
#include <termios.h>

#include "inject.h"
#include "stopping.h"

static int console;

/* In a background group: 0 when the read gives the end of file. */
static pid_t
start_reader(void (*ttin)(int))
{
	pid_t pid = fork_checked();
	char c;

	if (pid == 0) {
		signal(SIGTTIN, ttin);
		CHECK_EQ(setpgid(0, 0), 0);
		CHECK_EQ(tcsetpgrp(console, getppid()), 0);
		_exit(read(console, &c, 1) < 0 ? errno : 0);
	}
	return pid;
}

int
main(void)
{
	struct termios old, raw;
	pid_t reader;

	console = open("/dev/console", O_RDWR);
	CHECK_EQ(setpgid(0, 0), 0);
	CHECK_EQ(tcgetattr(console, &old), 0);
	raw = old;
	cfmakeraw(&raw);         /* a read gives what there is: nothing */
	raw.c_cc[VMIN] = raw.c_cc[VTIME] = 0;
	CHECK_EQ(tcsetattr(console, TCSANOW, &raw), 0);
	order("hold turned away", 1);
	reader = start_reader(SIG_DFL);
	expect_news(reader, WUNTRACED, W_STOPPED(SIGTTIN));
	CHECK_EQ(tcsetpgrp(console, reader), 0);
	CHECK_EQ(kill(reader, SIGCONT), 0);
	order("hold turned away", 0);
	CHECK_EXITED(reap(reader), 0);
	CHECK_EQ(tcsetpgrp(console, getpid()), 0);
	CHECK_EXITED(reap(start_reader(SIG_IGN)), EIO);
	CHECK_EQ(tcsetattr(console, TCSANOW, &old), 0);
	CHECK_EQ(tcsetpgrp(console, 0), 0);
	return 0;
}
