/* Files by name: removing them, and temporary ones. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stdio/stream.h"
#include "stdlib/temp.h"
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

char *
tmpnam(char *name)
{
	static const char template[] = P_tmpdir "/stdioXXXXXX";
	static char own[L_tmpnam];
	int error = errno;

	_Static_assert(sizeof(template) <= L_tmpnam, "tmpnam() needs room");
	if (name == NULL)
		name = own;
	memcpy(name, template, sizeof(template));
	if (__temp_name(name) != 0)
		return NULL;
	errno = error;
	return name;
}

/* The file has no name any more when the caller gets it. */
FILE *
tmpfile(void)
{
	char path[] = P_tmpdir "/stdioXXXXXX";
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
