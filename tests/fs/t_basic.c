/*
 * Files and directories as programs use them.
 */
#include "abi/limits.h"
#include "env.h"
#include "lib/string.h"
#include "test.h"

/* What is written is read back, and from a given position. */
TEST(write_then_read)
{
	struct file *f = open_ok("a", O_RDWR | O_CREAT);
	char buffer[8];

	CHECK_IS(write_bytes(f, "hello", 5), 5);
	CHECK_IS(file_seek(f, 1, SEEK_SET), 1);
	CHECK_IS(read_bytes(f, buffer, sizeof(buffer)), 4);
	CHECK(memcmp(buffer, "ello", 4) == 0);
	CHECK_IS(read_bytes(f, buffer, sizeof(buffer)), 0);
	file_put(f);
	CHECK(file_is("a", "hello", 5));
}

/* Every size around the borders of blocks is kept exactly. */
TEST(sizes_around_blocks)
{
	static const size_t sizes[] = { 0, 1, 4095, 4096, 4097, 8192, 49152,
					49153, 65536, 300000 };
	static char data[300000];

	fill_pattern(data, sizeof(data), 1);
	for (unsigned i = 0; i < ARRAY_SIZE(sizes); i++) {
		put_file("f", data, sizes[i]);
		CHECK(file_is("f", data, sizes[i]));
		CHECK_IS(stat_ok("f").st_size, sizes[i]);
	}
}

/* A hole reads as zeros and holds no blocks; files reach beyond 4 GiB. */
TEST(holes_beyond_4_gib)
{
	const off_t far = (4l << 30) + 123;
	struct file *f = open_ok("far", O_RDWR | O_CREAT);
	char buffer[8] = "xxxxxxx";

	CHECK_IS(file_seek(f, far, SEEK_SET), far);
	CHECK_IS(write_bytes(f, "end", 3), 3);
	CHECK_IS(stat_ok("far").st_size, far + 3);
	CHECK_IS(file_seek(f, far - 5, SEEK_SET), far - 5);
	CHECK_IS(read_bytes(f, buffer, 8), 8);
	CHECK(memcmp(buffer, "\0\0\0\0\0end", 8) == 0);
	CHECK_IS(file_seek(f, 1l << 30, SEEK_SET), 1l << 30);
	CHECK_IS(read_bytes(f, buffer, 4), 4);
	CHECK(memcmp(buffer, "\0\0\0\0", 4) == 0);
	file_put(f);
	CHECK_IS(stat_ok("far").st_blocks, 3 * 8);   /* two of them tables */
}

/* The last block of the largest file can be written, nothing after it. */
TEST(largest_file)
{
	struct file *f = open_ok("f", O_RDWR | O_CREAT);
	off_t max = (12l + 1024 + 1024 * 1024) * 4096;
	char one;

	CHECK_IS(file_seek(f, max - 1, SEEK_SET), max - 1);
	CHECK_IS(write_bytes(f, "xy", 2), 1);
	CHECK_IS(write_bytes(f, "y", 1), -EFBIG);
	CHECK_IS(file_seek(f, -1, SEEK_END), max - 1);
	CHECK_IS(read_bytes(f, &one, 1), 1);
	CHECK_IS(one, 'x');
	CHECK_IS(file_truncate(f, max + 1), -EFBIG);
	CHECK_IS(file_truncate(f, -1), -EINVAL);
	CHECK_IS(file_truncate(f, 0), 0);
	file_put(f);
}

/* Cutting frees blocks, and what was cut off never comes back. */
TEST(truncate_down_and_up)
{
	static char data[100000], want[100000];
	struct sysinfo before = counts(), after;
	struct file *f;

	fill_pattern(data, sizeof(data), 2);
	put_file("f", data, sizeof(data));
	f = open_ok("f", O_RDWR);
	CHECK_IS(file_truncate(f, 5000), 0);
	CHECK_IS(stat_ok("f").st_blocks, 2 * 8);
	CHECK_IS(file_truncate(f, sizeof(data)), 0);
	memcpy(want, data, 5000);
	CHECK(file_is("f", want, sizeof(want)));
	CHECK_IS(file_truncate(f, 0), 0);
	file_put(f);
	after = counts();
	CHECK_IS(after.blocks_free, before.blocks_free);
	CHECK_IS(after.inodes_free, before.inodes_free - 1);
}

/* Cutting inside the double-indirect part keeps what comes before. */
TEST(truncate_in_tables)
{
	static const off_t at[] = { 3, 11, 12, 500, 1035, 1036, 1500, 2059,
				    2060, 4000 };
	struct file *f = open_ok("f", O_RDWR | O_CREAT);
	char c;

	for (unsigned keep = ARRAY_SIZE(at); keep-- > 0; ) {
		for (unsigned i = 0; i < ARRAY_SIZE(at); i++) {
			c = (char)('a' + i);
			file_seek(f, at[i] * 4096 + 7, SEEK_SET);
			CHECK_IS(write_bytes(f, &c, 1), 1);
		}
		CHECK_IS(file_truncate(f, at[keep] * 4096), 0);
		CHECK_IS(file_truncate(f, 4100 * 4096l), 0);
		for (unsigned i = 0; i < ARRAY_SIZE(at); i++) {
			file_seek(f, at[i] * 4096 + 7, SEEK_SET);
			CHECK_IS(read_bytes(f, &c, 1), 1);
			CHECK_IS(c, i < keep ? 'a' + (int)i : 0);
		}
	}
	file_put(f);
}

/* O_APPEND writes at the end wherever the position is; O_TRUNC, O_EXCL. */
TEST(open_flags)
{
	struct file *f = open_ok("f", O_WRONLY | O_CREAT | O_EXCL);
	struct file *g = open_ok("f", O_WRONLY | O_APPEND);

	CHECK_IS(write_bytes(f, "abc", 3), 3);
	CHECK_IS(write_bytes(g, "def", 3), 3);
	CHECK_IS(write_bytes(f, "X", 1), 1);
	CHECK_IS(write_bytes(g, "ghi", 3), 3);
	CHECK(file_is("f", "abcXefghi", 9));
	CHECK_IS(g->flags, O_WRONLY | O_APPEND);
	file_put(f);
	file_put(g);
	CHECK_IS(open_error("f", O_WRONLY | O_CREAT | O_EXCL), -EEXIST);
	CHECK_IS(open_error("f", O_RDONLY | O_TRUNC), 0);
	CHECK_IS(stat_ok("f").st_size, 9);
	CHECK_IS(open_error("f", O_WRONLY | O_TRUNC), 0);
	CHECK_IS(stat_ok("f").st_size, 0);
}

/* Each misuse of open() has its error. */
TEST(open_errors)
{
	char name[NAME_MAX + 2], path[PATH_MAX + 1];

	memset(name, 'n', sizeof(name));
	name[NAME_MAX + 1] = '\0';
	memset(path, '/', sizeof(path));
	path[PATH_MAX] = '\0';
	put_file("f", "x", 1);
	CHECK_IS(path_mkdir(root(), "d"), 0);
	CHECK_IS(open_error("none", O_RDONLY), -ENOENT);
	CHECK_IS(open_error("", O_RDONLY | O_CREAT), -ENOENT);
	CHECK_IS(open_error("none/f", O_RDONLY | O_CREAT), -ENOENT);
	CHECK_IS(open_error("f/g", O_RDONLY | O_CREAT), -ENOTDIR);
	CHECK_IS(open_error("f/.", O_RDONLY), -ENOTDIR);
	CHECK_IS(open_error("f/", O_RDONLY), -ENOTDIR);
	CHECK_IS(open_error("f", O_RDONLY | O_DIRECTORY), -ENOTDIR);
	CHECK_IS(open_error("d", O_WRONLY), -EISDIR);
	CHECK_IS(open_error("d", O_RDONLY | O_CREAT), -EISDIR);
	CHECK_IS(open_error("n/", O_RDONLY | O_CREAT), -EISDIR);
	CHECK_IS(open_error("d", O_RDONLY | O_DIRECTORY), 0);
	CHECK_IS(open_error("/", O_RDONLY), 0);
	CHECK_IS(open_error("f", O_ACCMODE), -EINVAL);
	CHECK_IS(open_error("f", 0x10000), -EINVAL);
	CHECK_IS(open_error(name, O_RDONLY | O_CREAT), -ENAMETOOLONG);
	CHECK_IS(open_error(path, O_RDONLY), -ENAMETOOLONG);
	CHECK_IS(open_error(path + 1, O_RDONLY), 0);   /* 1023 slashes */
	name[NAME_MAX] = '\0';
	CHECK_IS(open_error(name, O_RDONLY | O_CREAT), 0);
	CHECK(exists(name));
}

/* Reading and writing what was not opened for it; seeking. */
TEST(access_and_seek)
{
	struct file *f = open_ok("f", O_RDONLY | O_CREAT), *g;
	char c;

	CHECK_IS(write_bytes(f, "x", 1), -EBADF);
	CHECK_IS(file_truncate(f, 0), -EINVAL);
	g = open_ok("f", O_WRONLY);
	CHECK_IS(read_bytes(g, &c, 1), -EBADF);
	CHECK_IS(file_seek(g, -1, SEEK_SET), -EINVAL);
	CHECK_IS(file_seek(g, 0, 3), -EINVAL);
	CHECK_IS(file_seek(g, INT64_MAX, SEEK_SET), INT64_MAX);
	CHECK_IS(file_seek(g, 1, SEEK_CUR), -EINVAL);
	CHECK_IS(write_bytes(g, "x", 1), -EFBIG);
	CHECK_IS(file_seek(g, 10, SEEK_END), 10);
	CHECK_IS(write_bytes(g, "x", 1), 1);
	CHECK_IS(file_seek(f, 0, SEEK_END), 11);
	file_put(f);
	file_put(g);
}

/* The null, zero and unknown devices; mknod() of what it cannot make. */
TEST(devices)
{
	struct file *f;
	char buffer[4] = "abc";

	CHECK_IS(path_mknod(root(), "null", S_IFCHR, MAKEDEV(MAJOR_NULL, 0)),
		 0);
	CHECK_IS(path_mknod(root(), "zero", S_IFCHR, MAKEDEV(MAJOR_ZERO, 0)),
		 0);
	CHECK_IS(path_mknod(root(), "what", S_IFCHR, MAKEDEV(99, 7)), 0);
	CHECK_IS(path_mknod(root(), "fifo", S_IFIFO, 0), -EINVAL);
	CHECK_IS(path_mknod(root(), "plain", S_IFREG, 0), 0);
	f = open_ok("null", O_RDWR | O_TRUNC);
	CHECK_IS(write_bytes(f, buffer, 3), 3);
	CHECK_IS(read_bytes(f, buffer, 3), 0);
	CHECK_IS(file_seek(f, 0, SEEK_SET), -ESPIPE);
	CHECK_IS(file_truncate(f, 0), -EINVAL);
	file_put(f);
	f = open_ok("zero", O_RDONLY);
	CHECK_IS(read_bytes(f, buffer, 3), 3);
	CHECK(memcmp(buffer, "\0\0\0", 4) == 0);
	file_put(f);
	CHECK_IS(open_error("what", O_RDONLY), -ENXIO);
	CHECK_IS(stat_ok("what").st_rdev, MAKEDEV(99, 7));
	CHECK(S_ISCHR(stat_ok("what").st_mode));
	CHECK(S_ISREG(stat_ok("plain").st_mode));
}

/* A frame that was lent keeps its contents when the file changes. */
TEST(lent_frames)
{
	struct inode *ip;
	char *a, *b, *hole;

	put_file("f", "first", 5);
	ip = path_lookup(root(), "f");
	a = inode_frame(ip, 0);
	CHECK(!IS_ERR(a));
	CHECK(memcmp(a, "first\0\0", 7) == 0);
	put_file("g", "x", 1);
	for (unsigned i = 0; i < 3; i++) {
		struct file *f = open_ok("f", O_RDWR);

		CHECK_IS(write_bytes(f, "again", 5), 5);
		file_put(f);
		env_settle();
	}
	b = inode_frame(ip, 0);
	CHECK(a != b);
	CHECK(memcmp(a, "first", 5) == 0 && memcmp(b, "again", 5) == 0);
	CHECK_IS(inode_frame(ip, 1), -EINVAL);
	CHECK_IS(path_unlink(root(), "f"), 0);
	CHECK(memcmp(b, "again", 5) == 0);
	hole = inode_frame(ip, 0);
	CHECK(hole == b);
	inode_put(ip);
}
