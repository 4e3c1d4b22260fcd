/*
 * inspect() of open files: the current directory, then the descriptors in
 * order; both ends of a pipe have the same identity and no other pipe has it;
 * a file tells inode, position, flags; dup() shares it.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"
#include <sprout.h>

#define NFILES 32

static union inspect_record files[NFILES];

static const struct inspect_file *
file_of(long fd)
{
	for (int i = 0; i < NFILES; i++)
		if (files[i].key == fd && files[i].file.holders > 0)
			return &files[i].file;
	CHECK(!"the descriptor is told of");
	return NULL;
}

int
main(void)
{
	int one[2], two[2], fd = open("/tmp/inspect", O_RDWR | O_CREAT, 0666);
	struct stat st;
	ssize_t n;

	CHECK(fd >= 0 && pipe(one) == 0 && pipe(two) == 0 && dup(fd) > fd);
	CHECK_EQ(write(fd, "12345", 5), 5);
	n = inspect(INSPECT_FILES, getpid(), INSPECT_FIRST, files, NFILES);
	CHECK(n >= 9);
	for (ssize_t i = 1; i < n; i++)
		CHECK(files[i - 1].key < files[i].key);
	CHECK_EQ(stat(".", &st), 0);
	CHECK_EQ(file_of(INSPECT_CWD)->identity, st.st_ino);
	CHECK(S_ISDIR(file_of(INSPECT_CWD)->mode));
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(file_of(fd)->identity, st.st_ino);
	CHECK_EQ(file_of(fd)->position, 5);
	CHECK_EQ(file_of(fd)->holders, 2);
	CHECK_EQ(file_of(fd)->flags & O_ACCMODE, O_RDWR);
	CHECK_EQ(file_of(one[0])->identity, file_of(one[1])->identity);
	CHECK(file_of(one[0])->identity != file_of(two[0])->identity);
	CHECK(S_ISFIFO(file_of(two[1])->mode));
	return unlink("/tmp/inspect");
}
