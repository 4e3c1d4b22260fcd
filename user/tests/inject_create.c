/*
 * A folder is made, with a file, a second name, a name moved over another and
 * all of it removed again, when each thing asked for is refused in turn, or
 * each read fails: that call's errno, it was done whole or not at all.
 *
 * run: KERNEL=test
 * timeout: 120
 */
#include "inject.h"

#define DIR "/tmp/inject-create"

static const char *const names[] = { DIR "/a", DIR "/b", DIR "/c" };

/* Removes what is there; each call may be the one that fails. */
static int
remove_all(void)
{
	for (int i = 0; i < 3; i++)
		if (unlink(names[i]) < 0 && errno != ENOENT && errno != ENOTDIR)
			return errno;
	return rmdir(DIR) < 0 && errno != ENOENT ? errno : 0;
}

static nlink_t
links_of(const char *name)
{
	struct stat st;

	return stat(name, &st) < 0 ? 0 : st.st_nlink;
}

static int
create_all(void)
{
	int fd, error = remove_all();

	order("reclaim", 0);     /* so that nothing is at hand */
	if (error != 0)
		return error;
	if (mkdir(DIR, 0700) < 0)
		return errno;
	fd = open(names[0], O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || close(fd) < 0 || link(names[0], names[1]) < 0)
		return errno;
	CHECK_EQ(links_of(names[1]), 2);
	fd = open(names[2], O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || close(fd) < 0 || rename(names[1], names[2]) < 0)
		return errno;
	CHECK(links_of(names[1]) == 0 && links_of(names[2]) == 2);
	return remove_all();
}

int
main(void)
{
	every_failure("memory", create_all, ENOMEM, ENOMEM);
	every_failure("read error", create_all, EIO, EIO);
	return 0;
}
