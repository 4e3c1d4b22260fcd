/*
 * After an execve() that fails, early or late, the process is as it was:
 * memory, heap, descriptors (those to be closed by exec too), directory.
 */
#include <fcntl.h>

#include "check.h"

#define BROKEN "/tmp/exec_failure"
#define SELF "/tests/exec_failure_keeps_image"
#define HEAD_SIZE 4096     /* enough of a program to look like one */
#define MARK 1234

static char head[HEAD_SIZE];
static volatile int word = MARK;

static void
make_broken_program(void)
{
	int from = open(SELF, O_RDONLY);
	int to = open(BROKEN, O_WRONLY | O_CREAT | O_TRUNC, 0777);

	CHECK_EQ(read(from, head, HEAD_SIZE), HEAD_SIZE);
	CHECK_EQ(write(to, head, HEAD_SIZE), HEAD_SIZE);
	CHECK_EQ(close(from) + close(to), 0);
}

int
main(void)
{
	char *const argv[] = { "x", NULL };
	int fd, *heap = malloc(sizeof(int));
	char cwd[5], c = 1;
	void *end;

	make_broken_program();
	CHECK_EQ(chdir("/tmp"), 0);
	fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	*heap = MARK;
	end = sbrk(0);
	CHECK_ERRNO(execve(BROKEN, argv, argv), ENOEXEC);
	CHECK_ERRNO(execve("/no_such_file", argv, argv), ENOENT);
	CHECK_EQ(word, MARK);
	CHECK_EQ(*heap, MARK);
	CHECK(sbrk(0) == end);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ(c, 0);
	CHECK_EQ(close(fd), 0);
	CHECK(getcwd(cwd, sizeof(cwd)) != NULL);
	CHECK_EQ(strcmp(cwd, "/tmp"), 0);
	CHECK_EQ(unlink(BROKEN), 0);
	return 0;
}
