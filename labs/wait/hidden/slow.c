/*
 * slow N BLOCKS CODE: processes whose end takes long, as the disk has work: N
 * children end with CODE (not 0) at the same time, each with a file of BLOCKS
 * blocks open that has no name any more, and is freed with them. As many end
 * whose parent does not wait for them but ends at the same time too. Prints
 * how many statuses were right, and how many processes there are more than
 * before, soon afterwards.
 */
#include <fcntl.h>
#include <signal.h>
#include "meter.h"

#define BLOCK 4096

static char block[BLOCK], name[] = "/tmp/fA";
static int gate[2];

static void
children(int n, int blocks, int code)
{
	char c;

	for (int i = 0; i < n; i++, name[6]++) {
		if (fork() > 0)
			continue;
		int fd = open(name, O_CREAT | O_RDWR, 0666);

		for (int b = 0; b < blocks; b++)
			write(fd, block, BLOCK);
		unlink(name);
		close(gate[1]);
		read(gate[0], &c, 1);
		_exit(code);
	}
}

/* Keeps the disk busy, until it is killed. */
static pid_t
busy(void)
{
	int fd = open("/tmp/busy", O_CREAT | O_RDWR, 0666);
	pid_t pid = fork();

	while (pid == 0)
		if (write(fd, block, BLOCK) < 0 || fsync(fd) < 0)
			_exit(1);
	return pid;
}

/* Ends while its children do. */
static void
middle(int n, int blocks)
{
	char c;

	children(n, blocks, 0);
	close(gate[1]);
	read(gate[0], &c, 1);
	_exit(0);
}

int
main(int argc, char **argv)
{
	int n = atoi(argv[1]), blocks = atoi(argv[2]), right = 0, status;
	int code = atoi(argv[argc - 1]);
	long before = nprocs();
	pid_t writer;

	pipe(gate);
	children(n, blocks, code);
	if (fork() == 0)
		middle(n, blocks);
	usleep(500 * MOMENT_US);
	writer = busy();
	close(gate[1]);
	while (right + 1 < n && wait(&status) > 0)
		right += status == W_EXITCODE(code);
	kill(writer, SIGKILL);
	while (wait(&status) > 0)
		right += status == W_EXITCODE(code);
	printf("%d %ld\n", right, more_than(before));
	return 0;
}
