/*
 * The tree of names: directories, links, removing, renaming.
 */
#include "abi/disk.h"
#include "env.h"
#include "lib/string.h"
#include "test.h"

static int
mkdir_at(const char *path)
{
	return path_mkdir(root(), path);
}

static int
rename_at(const char *old, const char *new)
{
	return path_rename(root(), old, new);
}

/* mkdir and rmdir with every error; link counts of directories. */
TEST(mkdir_rmdir)
{
	CHECK_IS(mkdir_at("d"), 0);
	CHECK_IS(mkdir_at("d/e/"), 0);
	CHECK_IS(stat_ok("d").st_nlink, 3);
	CHECK_IS(stat_ok("/").st_nlink, 3);
	CHECK_IS(stat_ok("d/e/..").st_ino, stat_ok("d").st_ino);
	CHECK_IS(mkdir_at("d"), -EEXIST);
	CHECK_IS(mkdir_at("/"), -EEXIST);
	CHECK_IS(mkdir_at("d/.."), -EEXIST);
	CHECK_IS(mkdir_at("x/y"), -ENOENT);
	put_file("f", "", 0);
	CHECK_IS(mkdir_at("f"), -EEXIST);
	CHECK_IS(mkdir_at("f/g"), -ENOTDIR);
	CHECK_IS(path_rmdir(root(), "d"), -ENOTEMPTY);
	CHECK_IS(path_rmdir(root(), "f"), -ENOTDIR);
	CHECK_IS(path_rmdir(root(), "/"), -EBUSY);
	CHECK_IS(path_rmdir(root(), "d/."), -EINVAL);
	CHECK_IS(path_rmdir(root(), "d/.."), -ENOTEMPTY);
	CHECK_IS(path_rmdir(root(), "none"), -ENOENT);
	CHECK_IS(path_rmdir(root(), "d/e/"), 0);
	CHECK_IS(path_rmdir(root(), "d"), 0);
	CHECK_IS(stat_ok("/").st_nlink, 2);
}

/* Two names of one file; a directory has only one. */
TEST(link_unlink)
{
	put_file("a", "data", 4);
	CHECK_IS(mkdir_at("d"), 0);
	CHECK_IS(path_link(root(), "a", "d/b"), 0);
	CHECK_IS(stat_ok("a").st_nlink, 2);
	CHECK_IS(stat_ok("a").st_ino, stat_ok("d/b").st_ino);
	CHECK_IS(path_link(root(), "a", "d/b"), -EEXIST);
	CHECK_IS(path_link(root(), "a", "d"), -EEXIST);
	CHECK_IS(path_link(root(), "a", "d/c/"), -ENOENT);
	CHECK_IS(path_link(root(), "none", "x"), -ENOENT);
	CHECK_IS(path_link(root(), "d", "x"), -EPERM);
	CHECK_IS(path_unlink(root(), "a"), 0);
	CHECK_IS(path_unlink(root(), "a"), -ENOENT);
	CHECK(file_is("d/b", "data", 4));
	CHECK_IS(path_unlink(root(), "d/b/"), -ENOTDIR);
	CHECK_IS(path_unlink(root(), "d"), -EISDIR);
	CHECK_IS(path_unlink(root(), "/"), -EISDIR);
	CHECK_IS(path_unlink(root(), "d/."), -EISDIR);
	CHECK_IS(path_unlink(root(), "d/b"), 0);
}

/* Past 65535 links: EMLINK, for files and for directories. */
TEST(link_overflow, .size = { 16384, 65536, 256 }, .nframes = 32768,
     .limit_seconds = 60)
{
	char name[16];

	put_file("f", "", 0);
	CHECK_IS(mkdir_at("d"), 0);
	for (unsigned i = 1; i < 65535; i++) {
		host_format(name, sizeof(name), "d/%u", i);
		CHECK_IS(path_link(root(), "f", name), 0);
	}
	CHECK_IS(path_link(root(), "f", "more"), -EMLINK);
	CHECK_IS(path_unlink(root(), "d/77"), 0);
	CHECK_IS(path_link(root(), "f", "more"), 0);
}

/* An open file outlives its name; its blocks come back when it is closed. */
TEST(unlinked_open_file)
{
	static char data[50000];
	struct sysinfo before, after;
	struct file *f;
	char c;

	CHECK_IS(path_unlink(root(), "f"), -ENOENT);
	before = counts();
	fill_pattern(data, sizeof(data), 3);
	put_file("f", data, sizeof(data));
	f = open_ok("f", O_RDWR);
	CHECK_IS(path_unlink(root(), "f"), 0);
	CHECK_IS(fs_sync(), 0);
	CHECK(!exists("f"));
	CHECK_IS(file_seek(f, 49999, SEEK_SET), 49999);
	CHECK_IS(read_bytes(f, &c, 1), 1);
	CHECK_IS(c, data[49999]);
	CHECK(counts().blocks_free < before.blocks_free);
	file_put(f);
	after = counts();
	CHECK_IS(after.blocks_free, before.blocks_free);
	CHECK_IS(after.inodes_free, before.inodes_free);
}

/* Nothing can be made or found in a directory that was removed. */
TEST(removed_directory)
{
	struct inode *d;
	struct stat st;
	char path[32];

	CHECK_IS(mkdir_at("d"), 0);
	d = path_lookup(root(), "d");
	CHECK_IS(path_of_dir(d, path, sizeof(path)), 3);
	CHECK_IS(strcmp(path, "/d"), 0);
	CHECK_IS(path_rmdir(root(), "d"), 0);
	CHECK_IS(path_mkdir(d, "x"), -ENOENT);
	CHECK_IS(PTR_ERR(file_open(d, "x", O_CREAT)), -ENOENT);
	CHECK_IS(path_stat(d, "..", &st), -ENOENT);
	CHECK_IS(path_stat(d, ".", &st), 0);
	CHECK_IS(st.st_nlink, 0);
	CHECK_IS(path_of_dir(d, path, sizeof(path)), -ENOENT);
	CHECK_IS(path_rename(d, "/", "x"), -EBUSY);
	put_file("f", "", 0);
	CHECK_IS(path_rename(d, "/f", "x"), -ENOENT);
	CHECK_IS(path_link(d, "/f", "x"), -ENOENT);
	inode_put(d);
}

/* The path of a directory, and buffers that are too small for it. */
TEST(path_of_directory)
{
	struct inode *d;
	char path[32];

	CHECK_IS(mkdir_at("one"), 0);
	CHECK_IS(mkdir_at("one/two"), 0);
	d = path_lookup(root(), "one/./two/../two");
	CHECK_IS(path_of_dir(d, path, sizeof(path)), 9);
	CHECK_IS(strcmp(path, "/one/two"), 0);
	CHECK_IS(path_of_dir(d, path, 9), 9);
	CHECK_IS(path_of_dir(d, path, 8), -ERANGE);
	CHECK_IS(path_of_dir(root(), path, 2), 2);
	CHECK_IS(strcmp(path, "/"), 0);
	CHECK_IS(path_of_dir(root(), path, 1), -ERANGE);
	inode_put(d);
}

/* Renaming files: over nothing, over a file, over itself. */
TEST(rename_files)
{
	put_file("a", "aa", 2);
	put_file("b", "b", 1);
	CHECK_IS(mkdir_at("d"), 0);
	CHECK_IS(rename_at("a", "c"), 0);
	CHECK(!exists("a") && file_is("c", "aa", 2));
	CHECK_IS(rename_at("c", "b"), 0);
	CHECK(!exists("c") && file_is("b", "aa", 2));
	CHECK_IS(rename_at("b", "b"), 0);
	CHECK_IS(rename_at("b", "d/e"), 0);
	CHECK(file_is("d/e", "aa", 2));
	CHECK_IS(path_link(root(), "d/e", "same"), 0);
	CHECK_IS(rename_at("same", "d/e"), 0);
	CHECK(exists("same"));       /* two names of one file: nothing to do */
	CHECK_IS(rename_at("none", "x"), -ENOENT);
	CHECK_IS(rename_at("same", "d"), -EISDIR);
	CHECK_IS(rename_at("same/", "x"), -ENOTDIR);
	CHECK_IS(rename_at("same", "x/"), -ENOTDIR);
	CHECK_IS(rename_at("same", "none/x"), -ENOENT);
	CHECK_IS(rename_at("same", "same/x"), -ENOTDIR);
}

/* Renaming directories moves .. too, and never makes a circle. */
TEST(rename_directories)
{
	CHECK_IS(mkdir_at("a"), 0);
	CHECK_IS(mkdir_at("a/b"), 0);
	CHECK_IS(mkdir_at("c"), 0);
	put_file("f", "", 0);
	CHECK_IS(rename_at("a", "a/b/x"), -EINVAL);
	CHECK_IS(rename_at("a", "a/x"), -EINVAL);
	CHECK_IS(rename_at("a/b", "a"), -ENOTEMPTY);
	CHECK_IS(rename_at("a", "f"), -ENOTDIR);
	CHECK_IS(rename_at("c", "a"), -ENOTEMPTY);
	CHECK_IS(rename_at("a/.", "x"), -EINVAL);
	CHECK_IS(rename_at("a", "c/.."), -EINVAL);
	CHECK_IS(rename_at("a/b", "c/d/"), 0);
	CHECK_IS(stat_ok("c/d/..").st_ino, stat_ok("c").st_ino);
	CHECK_IS(stat_ok("a").st_nlink, 2);
	CHECK_IS(stat_ok("c").st_nlink, 3);
	CHECK_IS(rename_at("c/d", "a"), 0);     /* replaces an empty one */
	CHECK_IS(stat_ok("a/..").st_ino, stat_ok("/").st_ino);
	CHECK_IS(stat_ok("c").st_nlink, 2);
	CHECK_IS(stat_ok("/").st_nlink, 4);
}

/* A file that rename replaces lives on for who has it open. */
TEST(rename_over_open_file)
{
	struct sysinfo before = counts();
	struct file *f;
	char c;

	put_file("old", "o", 1);
	put_file("new", "n", 1);
	f = open_ok("new", O_RDONLY);
	CHECK_IS(rename_at("old", "new"), 0);
	CHECK_IS(read_bytes(f, &c, 1), 1);
	CHECK_IS(c, 'n');
	CHECK(file_is("new", "o", 1));
	file_put(f);
	CHECK_IS(path_unlink(root(), "new"), 0);
	CHECK_IS(counts().inodes_free, before.inodes_free);
}

/* A directory of 5000 names: each is found, removed, found missing. */
TEST(large_directory, .size = { 8192, 8192, 256 }, .limit_seconds = 60)
{
	char name[16];

	CHECK_IS(mkdir_at("d"), 0);
	for (unsigned i = 0; i < 5000; i++) {
		host_format(name, sizeof(name), "d/%u", i);
		put_file(name, &i, i % 5 == 0 ? sizeof(i) : 0);
	}
	for (unsigned i = 0; i < 5000; i += 2) {
		host_format(name, sizeof(name), "d/%u", i);
		CHECK_IS(path_unlink(root(), name), 0);
	}
	for (unsigned i = 0; i < 5000; i++) {
		host_format(name, sizeof(name), "d/%u", i);
		CHECK_IS(exists(name), i % 2);
	}
	CHECK_IS(path_rmdir(root(), "d"), -ENOTEMPTY);
	for (unsigned i = 0; i < 2500; i++) {
		host_format(name, sizeof(name), "d/new%u", i);
		put_file(name, "", 0);
	}
	CHECK(stat_ok("d").st_size <= 5010 * 64);   /* used entries again */
}

/* Names that come and go in a large directory, which leave something behind in
   its index: each is found just while it is there, whichever entry it has. */
TEST(names_come_back, .limit_seconds = 60)
{
	char name[16];
	unsigned n = 300;

	CHECK_IS(mkdir_at("d"), 0);
	for (unsigned round = 0; round < 8; round++) {
		for (unsigned i = 0; i < n; i++) {
			host_format(name, sizeof(name), "d/%u", i * 7 % n);
			CHECK(!exists(name));
			put_file(name, "", 0);
			CHECK(exists(name));
		}
		for (unsigned i = 0; i < n; i++) {
			host_format(name, sizeof(name), "d/%u",
				    (i + round) * 11 % n);
			CHECK_IS(path_unlink(root(), name), 0);
			CHECK(!exists(name));
		}
	}
	for (unsigned i = 0; i < n; i++) {
		put_file("d/same", "", 0);
		CHECK_IS(path_unlink(root(), "d/same"), 0);
		CHECK(!exists("d/same"));
	}
	CHECK_IS(path_rmdir(root(), "d"), 0);
}

/* Reading a directory gives its 64-byte entries. */
TEST(read_directory)
{
	struct disk_dirent e[3];
	struct file *f;

	put_file("abc", "", 0);
	f = open_ok("/", O_RDONLY);
	CHECK_IS(read_bytes(f, e, sizeof(e)), sizeof(e));
	CHECK_IS(strcmp(e[0].name, "."), 0);
	CHECK_IS(strcmp(e[1].name, ".."), 0);
	CHECK_IS(strcmp(e[2].name, "abc"), 0);
	CHECK_IS(e[2].inode, stat_ok("abc").st_ino);
	CHECK_IS(file_seek(f, 64, SEEK_SET), 64);
	file_put(f);
}
