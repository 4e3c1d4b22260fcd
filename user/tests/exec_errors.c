/*
 * execve() says why it cannot: ENOENT, ENOTDIR, EACCES for a directory or a
 * device, ENAMETOOLONG, ENOEXEC for what is no program, EFAULT for each kind
 * of bad pointer. The caller goes on.
 */
#include <fcntl.h>
#include <limits.h>

#include "check.h"

#define SELF "/tests/exec_errors"
#define TEXT "/tmp/exec_errors"
#define BAD_POINTER ((char *)0xffffffc080200000ul)

static char long_path[PATH_MAX * 10];
static char *const none[] = { NULL };

static int
exec_file_with(const char *contents)
{
	int fd = open(TEXT, O_WRONLY | O_CREAT | O_TRUNC, 0777);

	CHECK_EQ(write(fd, contents, strlen(contents)), strlen(contents));
	CHECK_EQ(close(fd), 0);
	return execve(TEXT, none, none);
}

int
main(void)
{
	char *const bad_element[] = { SELF, BAD_POINTER, NULL };
	char *const *volatile bad_vector = (char *const *)BAD_POINTER;

	memset(long_path, 'a', sizeof(long_path) - 1);
	CHECK_ERRNO(execve("/tests/no_such_program", none, none), ENOENT);
	CHECK_ERRNO(execve("", none, none), ENOENT);
	CHECK_ERRNO(execve(SELF "/x", none, none), ENOTDIR);
	CHECK_ERRNO(execve("/tmp", none, none), EACCES);
	CHECK_ERRNO(execve("/dev/null", none, none), EACCES);
	CHECK_ERRNO(execve(long_path, none, none), ENAMETOOLONG);
	CHECK_ERRNO(exec_file_with(""), ENOEXEC);
	CHECK_ERRNO(exec_file_with("echo hello\n"), ENOEXEC);
	CHECK_ERRNO(exec_file_with("\177ELF"), ENOEXEC);
	CHECK_ERRNO(exec_file_with("#!"), ENOEXEC);
	CHECK_ERRNO(exec_file_with("#!/tmp/no_such_interpreter\n"), ENOENT);
	CHECK_ERRNO(execve(BAD_POINTER, none, none), EFAULT);
	CHECK_ERRNO(execve(SELF, bad_vector, none), EFAULT);
	CHECK_ERRNO(execve(SELF, bad_element, none), EFAULT);
	CHECK_ERRNO(execve(SELF, none, bad_vector), EFAULT);
	CHECK_ERRNO(execve(SELF, none, bad_element), EFAULT);
	CHECK_EQ(unlink(TEXT), 0);
	return 0;
}
