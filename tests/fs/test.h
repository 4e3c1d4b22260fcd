/*
 * Writing tests: a test is a function that runs in a process of its own, on a
 * freshly mounted empty disk; afterwards the disk is checked.
 */
#ifndef TEST_TEST_H
#define TEST_TEST_H

#include "abi/errno.h"
#include "abi/fcntl.h"
#include "fs/file.h"
#include "fs/fs.h"
#include "fs/path.h"
#include "host.h"
#include "image.h"

struct test {
	const char *name;
	void (*run)(void);
	struct image_size size;      /* zeros: 4096 blocks, 512 inodes     */
	size_t nframes;              /* memory; 0: 8192                    */
	bool raw;                    /* run() mounts and checks by itself  */
	unsigned limit_seconds;      /* 0: 20                              */
	struct test *next;
};

void test_add(struct test *t);

/* TEST(name, .member = …) { body } */
#define TEST(name_, ...) \
	static void test_##name_(void); \
	static struct test entry_##name_ = { \
		.name = #name_, .run = test_##name_, __VA_ARGS__ }; \
	__attribute__((constructor)) static void add_##name_(void) \
	{ test_add(&entry_##name_); } \
	static void test_##name_(void)

#define CHECK(cond) \
	do { \
		if (!(cond)) { \
			host_print("%s:%d: not true: %s\n", __FILE__, \
				   __LINE__, #cond); \
			host_exit(1); \
		} \
	} while (0)

#define CHECK_IS(expr, want) \
	do { \
		long got_ = (long)(expr), want_ = (long)(want); \
		if (got_ != want_) { \
			host_print("%s:%d: %s is %ld, not %ld\n", __FILE__, \
				   __LINE__, #expr, got_, want_); \
			host_exit(1); \
		} \
	} while (0)

/* Shorthands; paths are relative to the root, and what fails ends the test. */
struct file *open_ok(const char *path, int flags);
int open_error(const char *path, int flags);
ssize_t write_bytes(struct file *f, const void *from, size_t n);
ssize_t read_bytes(struct file *f, void *to, size_t n);
void put_file(const char *path, const void *from, size_t n);
bool file_is(const char *path, const void *want, size_t n);
bool exists(const char *path);
struct stat stat_ok(const char *path);

/* What fs_count() says. */
struct sysinfo counts(void);
struct inode *root(void);

/* Bytes that tell where they belong. */
void fill_pattern(char *to, size_t n, unsigned seed);

/* A hash of all names, kinds and contents below the root, or a directory. */
uint64_t tree_hash(void);
uint64_t tree_hash_below(const char *path);

#endif
