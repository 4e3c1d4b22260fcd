/*
 * Workloads of names: what is made, moved and removed.
 */
#include "crash.h"

#define SIZE .size = { 300, 96, 66 }
#define OFTEN .sync_every = 7, .settle_every = 3

static void
make(const char *name)
{
	CHECK_IS(open_error(name, O_CREAT | O_EXCL), 0);
}

WORKLOAD(create, 40, SIZE, OFTEN)
{
	make(path(w, "f%u", w->op));
}

WORKLOAD(devices, 24, SIZE, OFTEN)
{
	CHECK_IS(path_mknod(root(), path(w, "d%u", w->op), S_IFCHR,
			    MAKEDEV(2, w->op)), 0);
}

WORKLOAD(link, 40, SIZE, OFTEN)
{
	if (w->op == 1)
		make(path(w, "f"));
	else
		CHECK_IS(path_link(root(), path(w, "f"),
				   path(w, "l%u", w->op)), 0);
}

/* A name goes while others stay; the last one takes the file along. */
WORKLOAD(unlink, 60, SIZE, OFTEN)
{
	unsigned n = (w->op - 1) / 4;

	switch (w->op % 4) {
	case 1:
		put_file(path(w, "a%u", n), "", 0);
		break;
	case 2:
		CHECK_IS(path_link(root(), path(w, "a%u", n),
				   path(w, "b%u", n)), 0);
		break;
	case 3:
		CHECK_IS(path_unlink(root(), path(w, "a%u", n)), 0);
		break;
	case 0:
		CHECK_IS(path_unlink(root(), path(w, "b%u", n)), 0);
		break;
	}
}

WORKLOAD(mkdir_rmdir, 60, SIZE, OFTEN)
{
	if (w->op % 3 != 0)
		CHECK_IS(path_mkdir(root(), path(w, "d%u", w->op)), 0);
	else
		CHECK_IS(path_rmdir(root(), path(w, "d%u", w->op - 2)), 0);
}

/* The way programs replace a file: a new one is renamed over it. */
WORKLOAD(rename_over, 60, SIZE, .settle_every = 5)
{
	char text[64];
	struct file *f;

	if (w->op % 3 == 1) {
		make(path(w, "new"));
	} else if (w->op % 3 == 2) {
		host_format(text, sizeof(text), "version %u", w->op);
		f = open_ok(path(w, "new"), O_WRONLY);
		CHECK_IS(write_bytes(f, text, sizeof(text)), sizeof(text));
		synced(w, f);
		file_put(f);
	} else {
		CHECK_IS(path_rename(root(), path(w, "new"),
				     path(w, "file")), 0);
	}
}

static void
two_dirs(void)
{
	CHECK_IS(path_mkdir(root(), "d0"), 0);
	CHECK_IS(path_mkdir(root(), "d1"), 0);
	for (unsigned i = 0; i < 4; i++) {
		char name[16];

		host_format(name, sizeof(name), "d%u/f%u", i % 2, i);
		put_file(name, name, sizeof(name));
	}
}

/* A file is in one of two directories, never in none or both. */
WORKLOAD(rename_across, 50, SIZE, OFTEN, .prepare = two_dirs)
{
	unsigned long n = choice(w, 4), from = exists(path(w, "d1/f%lu", n));

	CHECK_IS(path_rename(root(), path(w, "d%lu/f%lu", from, n),
			     path(w, "d%lu/f%lu", 1 - from, n)), 0);
}

/* Directories move with all that is in them: ".." and counts change. */
WORKLOAD(rename_dir, 50, SIZE, OFTEN, .prepare = two_dirs)
{
	switch (w->op % 4) {
	case 1:
		path_mkdir(root(), path(w, "d0/sub"));
		break;
	case 2:
		make(path(w, "d0/sub/file%u", w->op));
		break;
	case 3:
		CHECK_IS(path_rename(root(), path(w, "d0/sub"),
				     path(w, "d1/moved")), 0);
		break;
	case 0:
		CHECK_IS(path_rename(root(), path(w, "d1/moved"),
				     path(w, "d0/sub")), 0);
		break;
	}
}

/* A directory that grows over several blocks, and shrinks. */
WORKLOAD(huge_directory, 340, .size = { 500, 400, 80 }, .settle_every = 50)
{
	char name[63];

	host_format(name, sizeof(name), "%059u", (w->op - 1) % 170);
	if (w->op <= 170)
		make(path(w, "%s", name));
	else
		CHECK_IS(path_unlink(root(), path(w, "%s", name)), 0);
}

/* rm -r of a tree that is deep and has files in each directory. */
#define DEPTH 12

static void
deep_path(char *to, size_t size, unsigned depth, const char *last)
{
	size_t n = 0;

	for (unsigned i = 0; i < depth; i++, n += 2)
		host_format(to + n, size - n, "d/");
	host_format(to + n, size - n, "%s", last);
}

static void
deep_tree(void)
{
	char name[64];

	for (unsigned i = 0; i < DEPTH; i++) {
		deep_path(name, sizeof(name), i, "d");
		CHECK_IS(path_mkdir(root(), name), 0);
		deep_path(name, sizeof(name), i, "file");
		put_file(name, name, sizeof(name));
	}
}

WORKLOAD(deep_removal, 2 * DEPTH, SIZE, OFTEN, .prepare = deep_tree)
{
	unsigned depth = DEPTH - 1 - (w->op - 1) / 2;
	char name[64];

	deep_path(name, sizeof(name), depth, w->op % 2 ? "d" : "file");
	CHECK_IS(w->op % 2 ? path_rmdir(root(), name) :
			     path_unlink(root(), name), 0);
}

/* Anything, on few names, so that much of it fails. */
WORKLOAD(names, 80, SIZE, OFTEN)
{
	const char *a = path(w, "%lu", choice(w, 6));
	const char *b = path(w, "d/%lu", choice(w, 6));

	switch (w->op == 1 ? 5 : choice(w, 7)) {
	case 0:
		open_error(a, O_CREAT);
		break;
	case 1:
		path_link(root(), a, b);
		break;
	case 2:
		path_unlink(root(), choice(w, 2) ? a : b);
		break;
	case 3:
		path_rename(root(), choice(w, 2) ? a : b, b);
		break;
	case 4:
		path_mkdir(root(), a);
		break;
	case 5:
		if (path_mkdir(root(), "d") < 0)
			path_rename(root(), b, a);
		break;
	case 6:
		path_rmdir(root(), a);
		break;
	}
}

/* More inodes than there are. */
WORKLOAD(inodes_full, 80, .size = { 300, 32, 66 }, OFTEN)
{
	if (w->op % 5 != 0)
		open_error(path(w, "f%u", w->op), O_CREAT | O_EXCL);
	else
		path_unlink(root(), path(w, "f%lu", choice(w, w->op)));
}
