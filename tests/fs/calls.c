/*
 * Shorthands for tests of the file system, and a hash of all that it holds:
 * see test.h.
 */
#include "abi/disk.h"
#include "env.h"
#include "lib/string.h"
#include "test.h"

static struct inode *root_dir;

struct inode *
root(void)
{
	if (root_dir == NULL)
		root_dir = fs_root();
	return root_dir;
}

struct file *
open_ok(const char *path, int flags)
{
	struct file *f = file_open(root(), path, flags);

	if (IS_ERR(f)) {
		host_print("open %s: error %ld\n", path, -PTR_ERR(f));
		host_exit(1);
	}
	return f;
}

int
open_error(const char *path, int flags)
{
	struct file *f = file_open(root(), path, flags);

	if (IS_ERR(f))
		return (int)PTR_ERR(f);
	file_put(f);
	return 0;
}

ssize_t
write_bytes(struct file *f, const void *from, size_t n)
{
	struct segments s;

	segments_init(&s, (void *)from, n);
	return file_write(f, &s);
}

ssize_t
read_bytes(struct file *f, void *to, size_t n)
{
	struct segments s;

	segments_init(&s, to, n);
	return file_read(f, &s);
}

#define WRITE_MAX 65536u   /* as the system calls cut them */

void
put_file(const char *path, const void *from, size_t n)
{
	struct file *f = open_ok(path, O_WRONLY | O_CREAT | O_TRUNC);

	for (size_t done = 0; done < n; ) {
		size_t step = MIN(n - done, WRITE_MAX);

		CHECK_IS(write_bytes(f, (const char *)from + done, step), step);
		done += step;
	}
	file_put(f);
}

bool
file_is(const char *path, const void *want, size_t n)
{
	static char buffer[WRITE_MAX];
	struct file *f = open_ok(path, O_RDONLY);
	size_t at = 0;
	ssize_t got;

	while ((got = read_bytes(f, buffer, sizeof(buffer))) > 0) {
		if (at + (size_t)got > n ||
		    memcmp(buffer, (const char *)want + at, (size_t)got) != 0)
			break;
		at += (size_t)got;
	}
	file_put(f);
	return got == 0 && at == n;
}

bool
exists(const char *path)
{
	struct stat st;

	return path_stat(root(), path, &st) == 0;
}

struct sysinfo
counts(void)
{
	struct sysinfo s = { .uptime_ns = 0 };

	fs_count(&s);
	return s;
}

struct stat
stat_ok(const char *path)
{
	struct stat st;

	CHECK_IS(path_stat(root(), path, &st), 0);
	return st;
}

void
fill_pattern(char *to, size_t n, unsigned seed)
{
	for (size_t i = 0; i < n; i++)
		to[i] = (char)(seed * 7 + i / DISK_BLOCK_SIZE * 13 + i);
}

/*
 * Hashing the tree
 */

static uint64_t
mix(uint64_t hash, const void *data, size_t n)
{
	const unsigned char *p = data;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * 1099511628211ul;
	return hash;
}

static uint64_t
hash_file(struct inode *ip, uint64_t hash)
{
	static char block[DISK_BLOCK_SIZE];
	off_t at = 0;
	ssize_t n;

	while ((n = inode_read_at(ip, block, sizeof(block), at)) > 0) {
		hash = mix(hash, block, (size_t)n);
		at += n;
	}
	CHECK_IS(n, 0);
	return mix(hash, &at, sizeof(at));
}

/* Names in whatever order: their hashes are added up. */
static uint64_t
hash_inode(struct inode *ip)
{
	struct disk_dirent e;
	uint64_t sum = 1;

	if (!inode_is_dir(ip))
		return hash_file(ip, inode_is_file(ip) ? 2 : 3);
	for (off_t at = 0; inode_read_at(ip, &e, sizeof(e), at) > 0;
	     at += sizeof(e)) {
		char name[DISK_NAME_MAX + 1] = "";
		struct inode *child;

		memcpy(name, e.name, DISK_NAME_MAX);
		if (e.inode == 0 || strcmp(name, ".") == 0 ||
		    strcmp(name, "..") == 0)
			continue;
		child = path_lookup(ip, name);
		CHECK(!IS_ERR(child));
		sum += mix(hash_inode(child), name, sizeof(name));
		inode_put(child);
	}
	return sum * 31;
}

uint64_t
tree_hash(void)
{
	return hash_inode(root());
}

uint64_t
tree_hash_below(const char *path)
{
	struct inode *dir = path_lookup(root(), path);
	uint64_t hash;

	CHECK(!IS_ERR(dir));
	hash = hash_inode(dir);
	inode_put(dir);
	return hash;
}
