/*
 * mkfs: builds a file system image from a folder.
 *
 * First everything is looked at and checked (tree.c, finish.c), then the
 * layout is chosen (layout.c), then it is written (build.c): an error shows
 * before there is a file. The same input gives the same bytes.
 */
#include "host.h"

#include "build.h"
#include "die.h"
#include "layout.h"

#define EXIT_USAGE  2
#define DECIMAL     10
#define NUMBER_MAX  UINT16_MAX   /* of a device's major and minor number */

static const char usage[] =
	"usage: mkfs [options] IMAGE TREE\n"
	"Builds the file system image IMAGE from the folder TREE.\n"
	"  --size N[K|M|G]             bytes of the image (128M)\n"
	"  --inodes N                  how many files it can hold (by size)\n"
	"  --log-blocks N              blocks of a transaction (by size)\n"
	"  --device PATH:MAJOR:MINOR   add a device, with its directories\n"
	"  --add HOSTFILE:PATH         add a file, with its directories\n"
	"SOURCE_DATE_EPOCH sets the time of every file.\n";

struct option_list {
	const char **value;
	size_t n;
};

struct options {
	struct layout_wish wish;
	struct option_list devices, files;
	const char *image, *tree;
};

static void
usage_exit(const char *problem, const char *what)
{
	fprintf(stderr, "mkfs: %s%s\n%s", problem, what, usage);
	exit(EXIT_USAGE);
}

static void
list_add(struct option_list *l, const char *value)
{
	l->value = must_grow(l->value, l->n, sizeof(l->value[0]));
	l->value[l->n++] = value;
}

/* A decimal number up to `max`; *end is what follows it. False if none. */
static bool
number_read(const char *s, uint64_t max, uint64_t *value, char **end)
{
	errno = 0;
	*value = strtoull(s, end, DECIMAL);
	return *s >= '0' && *s <= '9' && errno == 0 && *value <= max;
}

static uint32_t
count_read(const char *s, const char *option)
{
	uint64_t value;
	char *end;

	if (!number_read(s, UINT32_MAX, &value, &end) || *end || value == 0)
		die("--%s %s: a whole number above 0 is needed", option, s);
	return (uint32_t)value;
}

static uint64_t
size_read(const char *s)
{
	static const char suffixes[] = "KMG";
	const char *suffix;
	uint64_t value;
	char *end;
	int shift = 0;

	if (!number_read(s, UINT64_MAX, &value, &end))
		die("--size %s: a size is a number like 64M", s);
	suffix = *end ? strchr(suffixes, *end) : NULL;
	if (suffix) {
		shift = 10 * (int)(suffix - suffixes + 1);   /* 2^10 each */
		end++;
	}
	if (*end || value == 0 || value > UINT64_MAX >> shift)
		die("--size %s: a size is a number like 64M; the suffixes "
		    "are K, M and G", s);
	return value << shift;
}

static void
option_set(struct options *o, const char *name, const char *value)
{
	if (strcmp(name, "size") == 0)
		o->wish.size = size_read(value);
	else if (strcmp(name, "inodes") == 0)
		o->wish.ninodes = count_read(value, name);
	else if (strcmp(name, "log-blocks") == 0)
		o->wish.log_blocks = count_read(value, name);
	else if (strcmp(name, "device") == 0)
		list_add(&o->devices, value);
	else if (strcmp(name, "add") == 0)
		list_add(&o->files, value);
	else
		usage_exit("unknown option --", name);
}

/* "--name value" or "--name=value"; the arguments it took. */
static int
option_read(struct options *o, char **argv)
{
	char *name = argv[0] + strlen("--"), *value = strchr(name, '=');

	if (strcmp(name, "help") == 0) {
		fputs(usage, stdout);
		exit(EXIT_SUCCESS);
	}
	if (value) {
		*value = '\0';
		option_set(o, name, value + 1);
		return 1;
	}
	if (!argv[1])
		usage_exit("a value is missing after ", argv[0]);
	option_set(o, name, argv[1]);
	return 2;
}

static void
arguments_read(struct options *o, char **argv)
{
	bool options = true;

	while (*argv) {
		if (options && strcmp(*argv, "--") == 0) {
			options = false;
			argv++;
		} else if (options && strncmp(*argv, "--", 2) == 0) {
			argv += option_read(o, argv);
		} else if (options && **argv == '-') {
			usage_exit("unknown option ", *argv);
		} else if (!o->image) {
			o->image = *argv++;
		} else if (!o->tree) {
			o->tree = *argv++;
		} else {
			usage_exit("one argument too many: ", *argv);
		}
	}
	if (!o->image)
		usage_exit("the image's name is missing", "");
	if (!o->tree)
		usage_exit("the folder to build it from is missing", "");
}

/* Cuts off and returns what follows the last colon. */
static char *
last_part(char *s, const char *option, const char *form)
{
	char *colon = strrchr(s, ':');

	if (!colon || colon == s || !colon[1])
		die("--%s %s: the form is %s", option, s, form);
	*colon = '\0';
	return colon + 1;
}

static unsigned
device_number(const char *s, const char *option)
{
	uint64_t value;
	char *end;

	if (!number_read(s, NUMBER_MAX, &value, &end) || *end)
		die("--device %s: major and minor number are 0 to %d", option,
		    NUMBER_MAX);
	return (unsigned)value;
}

static void
device_add(struct tree *t, const char *option)
{
	char *path = must_strdup(option);
	char *minor = last_part(path, "device", "PATH:MAJOR:MINOR");
	char *major = last_part(path, "device", "PATH:MAJOR:MINOR");

	tree_add_device(t, path, device_number(major, option),
			device_number(minor, option));
}

static void
file_add(struct tree *t, const char *option)
{
	char *host = must_strdup(option);
	char *path = last_part(host, "add", "HOSTFILE:PATH");

	tree_add_file(t, path, host);
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	struct disk_super super;
	struct image image;
	struct tree tree;

	arguments_read(&o, argc ? argv + 1 : argv);
	tree_read(&tree, o.tree);
	for (size_t i = 0; i < o.devices.n; i++)
		device_add(&tree, o.devices.value[i]);
	for (size_t i = 0; i < o.files.n; i++)
		file_add(&tree, o.files.value[i]);
	tree_finish(&tree);
	layout_choose(&super, &o.wish, tree.nnodes, tree.nblocks);
	image_create(&image, o.image, super.nblocks);
	build(&image, &super, &tree);
	image_finish(&image);
	return EXIT_SUCCESS;
}
