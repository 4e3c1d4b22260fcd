/* Files by name: removing them, and temporary ones. */
#include <errno.h>
#include <stdlib.h>

#include "stdio/stream.h"
#include "sys.h"

int
remove(const char *path)
{
	int error = errno;

	if (__sys_unlink(path) == 0)
		return 0;
	if (errno != EISDIR && errno != EPERM)
		return -1;
	errno = error;
	return __sys_rmdir(path);
}

/* The file has no name any more when the caller gets it. */
FILE *
tmpfile(void)
{
	char path[] = "/tmp/stdioXXXXXX";
	int fd = mkstemp(path);
	FILE *f;

	if (fd < 0)
		return NULL;
	__sys_unlink(path);
	f = __stream_new(fd, STREAM_READ | STREAM_WRITE);
	if (f == NULL)
		__sys_close(fd);
	return f;
}
