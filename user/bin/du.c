/*
 * du: the room that files and folders take on the disk, in KiB. -s shows the
 * operands only, -a files too, -d how deep to show; -c adds a total; -h picks
 * units, -b counts the bytes of contents instead. A file with several names
 * is counted once.
 */
#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>

#include "size.h"
#include "tool.h"

enum { BLOCK = 512, KIB = 1024 };

static bool files_too, human, contents, total;
static long depth_most = LONG_MAX;

/* Files with several names that were counted, by device and inode. */
static struct seen {
	dev_t dev;
	ino_t ino;
} *seen;
static size_t nseen, seen_capacity;

/* True when it was met before; from now on it was. */
static bool
was_seen(const struct stat *st)
{
	for (size_t i = 0; i < nseen; i++)
		if (seen[i].ino == st->st_ino && seen[i].dev == st->st_dev)
			return true;
	if (nseen == seen_capacity) {
		seen_capacity = 2 * seen_capacity + BUFSIZ;
		seen = tool_realloc(seen, seen_capacity * sizeof(*seen));
	}
	seen[nseen++] = (struct seen){ st->st_dev, st->st_ino };
	return false;
}

static void
show(unsigned long bytes, const char *path)
{
	char text[SIZE_TEXT];

	if (human)
		size_format(text, bytes);
	else
		snprintf(text, sizeof(text), "%lu",
			 contents ? bytes : (bytes + KIB - 1) / KIB);
	printf("%s\t%s\n", text, path);
}

static unsigned long measure(const char *path, long depth);

static unsigned long
measure_folder(const char *path, long depth)
{
	DIR *dir = opendir(path);
	unsigned long bytes = 0;
	struct dirent *d;

	if (dir == NULL) {
		tool_error(path);
		return 0;
	}
	while ((d = readdir(dir)) != NULL) {
		char *full;

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		full = tool_join(path, d->d_name);
		bytes += measure(full, depth + 1);
		free(full);
	}
	closedir(dir);
	return bytes;
}

/* Shows what is to be shown; the bytes that all of it takes. */
static unsigned long
measure(const char *path, long depth)
{
	unsigned long bytes;
	struct stat st;

	if (stat(path, &st) < 0) {
		tool_error(path);
		return 0;
	}
	if (!S_ISDIR(st.st_mode) && st.st_nlink > 1 && was_seen(&st))
		return 0;
	bytes = contents ? (unsigned long)st.st_size
			 : (unsigned long)st.st_blocks * BLOCK;
	if (S_ISDIR(st.st_mode))
		bytes += measure_folder(path, depth);
	if (depth == 0 || (depth <= depth_most &&
			   (files_too || S_ISDIR(st.st_mode))))
		show(bytes, path);
	return bytes;
}

static void
take_option(int c)
{
	switch (c) {
	case 'a': files_too = true; break;
	case 'b': contents = true; break;
	case 'c': total = true; break;
	case 'd': depth_most = tool_number(optarg, 0); break;
	case 'h': human = true; break;
	case 's': depth_most = 0; break;
	default:  human = false;
	}
}

int
main(int argc, char **argv)
{
	unsigned long bytes = 0;
	int c;

	tool_begin(argv, "du", "[-abchks] [-d depth] [file ...]");
	while ((c = tool_option(argc, argv, ":abcd:hks")) != -1)
		take_option(c);
	if (optind == argc)
		bytes = measure(".", 0);
	for (; optind < argc; optind++)
		bytes += measure(argv[optind], 0);
	if (total)
		show(bytes, "total");
	free(seen);
	return tool_finish();
}
