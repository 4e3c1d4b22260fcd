/*
 * read() on a directory gives its entries of 64 bytes, "." and ".." among
 * them, each name once; unused entries have inode 0; a short buffer and
 * lseek() work as on a file.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "abi/disk.h"
#include "check.h"

#define DIR "/tmp/dir_read"
#define NNAMES 5
static ino_t
inode_of(const char *path)
{
	struct stat st;

	CHECK_EQ(stat(path, &st), 0);
	return st.st_ino;
}

static int
find_all(int fd, const char *name, ino_t inode)
{
	struct disk_dirent entry;
	int found = 0;

	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	while (read(fd, &entry, sizeof(entry)) == sizeof(entry))
		if (entry.inode && strcmp(entry.name, name) == 0) {
			CHECK_EQ(entry.inode, inode);
			found++;
		}
	return found;
}

int
main(void)
{
	const char *names[NNAMES] = { "a", "bb", "ccc", "dddd", "eeeee" };
	char buf[sizeof(struct disk_dirent) / 2];
	int fd;

	CHECK_EQ(mkdir(DIR, 0777) + chdir(DIR), 0);
	for (int i = 0; i < NNAMES; i++)
		CHECK_EQ(close(open(names[i], O_CREAT | O_RDWR, 0666)), 0);
	CHECK_EQ(unlink("bb"), 0);
	fd = open(".", O_RDONLY);
	CHECK_EQ(find_all(fd, ".", inode_of(".")), 1);
	CHECK_EQ(find_all(fd, "..", inode_of("..")), 1);
	CHECK_EQ(find_all(fd, "bb", 0), 0);
	for (int i = 0; i < NNAMES; i += 2)
		CHECK_EQ(find_all(fd, names[i], inode_of(names[i])), 1);
	CHECK_EQ(lseek(fd, sizeof(buf), SEEK_SET), sizeof(buf));
	CHECK_EQ(read(fd, buf, sizeof(buf)), sizeof(buf));
	CHECK_EQ(close(fd) + unlink("a") + unlink("ccc") + unlink("dddd"), 0);
	CHECK_EQ(unlink("eeeee") + chdir("/") + rmdir(DIR), 0);
	return 0;
}
