/*
 * ls: lists folders. Names in columns on a terminal or with -C, one a line
 * otherwise or with -1, with commas between them with -m. -a and -A show names
 * that begin with a dot, -d the folders themselves, -F and -p mark folders
 * with a slash, -h picks units for sizes, -i shows inodes, -l all that is
 * known, -R what is in folders too, -r turns the order round, -S sorts by
 * size, -s shows how much of the disk each takes (KiB), -t sorts by time, -U
 * not at all; -f is -a and -U. Columns and commas fit the terminal.
 *
 * There are no owners on this system, so -l shows: kind and permissions,
 * number of names, bytes (of a device: its numbers), last change, name.
 */
#include <dirent.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>

#include "mode.h"
#include "size.h"
#include "tool.h"

enum {
	SCREEN_WIDTH = 80,
	COLUMN_GAP = 2,
	DATE_SIZE = 24,
	SIZE_SIZE = SIZE_TEXT,
	BLOCK = 512,                       /* bytes, of st_blocks */
	HALF_YEAR = 182 * 24 * 60 * 60,    /* seconds */
};

struct entry {
	char *name;
	struct stat st;
};

struct list {
	struct entry *entries;
	size_t n, capacity;
};

static bool all, almost_all, as_file, inodes, longer, mark, recurse, reverse;
static bool by_time, by_size, unsorted, columns, human, commas, blocks;
static int blocks_width;           /* of the list being printed */
static size_t screen_width = SCREEN_WIDTH;

static void
list_add(struct list *l, const char *name, const struct stat *st)
{
	if (l->n == l->capacity) {
		l->capacity = 2 * l->capacity + 1;
		l->entries = tool_realloc(l->entries,
					  l->capacity * sizeof(*l->entries));
	}
	l->entries[l->n].name = strcpy(tool_alloc(strlen(name) + 1), name);
	l->entries[l->n++].st = *st;
}

static void
list_free(struct list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->entries[i].name);
	free(l->entries);
}

static int
compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (by_size && x->st.st_size != y->st.st_size)
		order = x->st.st_size < y->st.st_size ? 1 : -1;
	if (by_time && x->st.st_mtime != y->st.st_mtime)
		order = x->st.st_mtime < y->st.st_mtime ? 1 : -1;
	return reverse ? -order : order;
}

/* Bytes, or "major, minor" of a device. */
static void
format_size(const struct stat *st, char *text)
{
	if (S_ISCHR(st->st_mode))
		snprintf(text, SIZE_SIZE, "%u, %u",
			 (unsigned)DEV_MAJOR(st->st_rdev),
			 (unsigned)DEV_MINOR(st->st_rdev));
	else if (human)
		size_format(text, st->st_size);
	else
		snprintf(text, SIZE_SIZE, "%ld", (long)st->st_size);
}

/* What is older than half a year shows the year instead of the hour. */
static void
format_date(time_t when, char *text)
{
	time_t age = time(NULL) - when;
	bool recent = age < HALF_YEAR && age > -HALF_YEAR;

	strftime(text, DATE_SIZE, recent ? "%b %e %H:%M" : "%b %e  %Y",
		 localtime(&when));
}

static int
name_width(const struct entry *e)
{
	return strlen(e->name) + (mark && S_ISDIR(e->st.st_mode));
}

/* What the disk has of it, as -s shows it. */
static void
format_blocks(blkcnt_t n, char *text)
{
	if (human)
		size_format(text, (unsigned long)n * BLOCK);
	else
		snprintf(text, SIZE_SIZE, "%lu", (unsigned long)n * BLOCK /
			 SIZE_STEP);
}

static void
print_name(const struct entry *e)
{
	char text[SIZE_SIZE];

	if (inodes)
		printf("%7lu ", (unsigned long)e->st.st_ino);
	if (blocks) {
		format_blocks(e->st.st_blocks, text);
		printf("%*s ", blocks_width, text);
	}
	fputs(e->name, stdout);
	if (mark && S_ISDIR(e->st.st_mode))
		putchar('/');
}

static void
print_long(const struct entry *e)
{
	char mode[MODE_SIZE], date[DATE_SIZE], size[SIZE_SIZE];

	mode_format(e->st.st_mode, mode);
	format_size(&e->st, size);
	format_date(e->st.st_mtime, date);
	printf("%s %3u %9s %s ", mode, (unsigned)e->st.st_nlink, size, date);
	print_name(e);
	putchar('\n');
}

/* Columns are read downwards. */
static void
print_columns(const struct list *l)
{
	size_t width = 1, per_row, rows;

	for (size_t i = 0; i < l->n; i++)
		if ((size_t)name_width(&l->entries[i]) + COLUMN_GAP > width)
			width = name_width(&l->entries[i]) + COLUMN_GAP;
	per_row = width < screen_width ? screen_width / width : 1;
	rows = (l->n + per_row - 1) / per_row;
	for (size_t row = 0; row < rows; row++) {
		for (size_t i = row; i < l->n; i += rows) {
			print_name(&l->entries[i]);
			if (i + rows < l->n)
				printf("%*s", (int)width -
				       name_width(&l->entries[i]), "");
		}
		putchar('\n');
	}
}

static void
print_commas(const struct list *l)
{
	size_t column = 0;

	for (size_t i = 0; i < l->n; i++) {
		bool last = i + 1 == l->n;
		size_t width = name_width(&l->entries[i]) + !last;

		if (i > 0 && column + 1 + width > screen_width) {
			putchar('\n');
			column = 0;
		} else if (i > 0) {
			putchar(' ');
			column++;
		}
		print_name(&l->entries[i]);
		fputs(last ? "\n" : ",", stdout);
		column += width;
	}
}

/* Lists with sizes are headed by their sum if they are a folder's. */
static void
measure_blocks(const struct list *l, bool is_folder)
{
	char text[SIZE_SIZE];
	blkcnt_t sum = 0;

	blocks_width = 0;
	for (size_t i = 0; i < l->n; i++) {
		int width;

		sum += l->entries[i].st.st_blocks;
		format_blocks(l->entries[i].st.st_blocks, text);
		width = strlen(text);
		blocks_width = width > blocks_width ? width : blocks_width;
	}
	format_blocks(sum, text);
	if (is_folder && (blocks || longer))
		printf("total %s\n", text);
}

static void
print_list(struct list *l, bool is_folder)
{
	measure_blocks(l, is_folder);
	if (l->n > 0 && !unsorted)
		qsort(l->entries, l->n, sizeof(*l->entries), compare);
	if (columns || commas) {
		(columns ? print_columns : print_commas)(l);
		return;
	}
	for (size_t i = 0; i < l->n; i++) {
		if (longer) {
			print_long(&l->entries[i]);
			continue;
		}
		print_name(&l->entries[i]);
		putchar('\n');
	}
}

static bool
is_dot(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool
is_shown(const char *name)
{
	return name[0] != '.' || all || (almost_all && !is_dot(name));
}

/* Does listing need more than the names? */
static bool
needs_stat(void)
{
	return longer || mark || by_time || by_size || inodes || recurse ||
	       blocks;
}

static void
read_folder(const char *path, DIR *dir, struct list *l)
{
	struct dirent *d;

	while ((d = readdir(dir)) != NULL) {
		struct stat st = { 0 };
		char *full;

		if (!is_shown(d->d_name))
			continue;
		full = tool_join(path, d->d_name);
		if (needs_stat() && stat(full, &st) < 0)
			tool_error(full);
		else
			list_add(l, d->d_name, &st);
		free(full);
	}
}

static void list_folder(const char *path, bool titled);

static void
list_subfolders(const char *path, const struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entries[i];
		char *full;

		if (!S_ISDIR(e->st.st_mode) || is_dot(e->name))
			continue;
		full = tool_join(path, e->name);
		list_folder(full, true);
		free(full);
	}
}

static void
list_folder(const char *path, bool titled)
{
	static bool not_first;
	struct list l = { NULL, 0, 0 };
	DIR *dir = opendir(path);

	if (dir == NULL) {
		tool_error(path);
		return;
	}
	if (titled)
		printf("%s%s:\n", not_first ? "\n" : "", path);
	not_first = true;
	read_folder(path, dir, &l);
	closedir(dir);
	print_list(&l, true);
	if (recurse)
		list_subfolders(path, &l);
	list_free(&l);
}

/* Files that are named come first, then the folders. */
static void
list_operands(char **operands, int n)
{
	struct list files = { NULL, 0, 0 };
	struct list folders = { NULL, 0, 0 };

	for (int i = 0; i < n; i++) {
		struct stat st;

		if (stat(operands[i], &st) < 0)
			tool_error(operands[i]);
		else if (S_ISDIR(st.st_mode) && !as_file)
			list_add(&folders, operands[i], &st);
		else
			list_add(&files, operands[i], &st);
	}
	print_list(&files, false);
	if (files.n > 0 && folders.n > 0)
		putchar('\n');
	if (folders.n > 0 && !unsorted)
		qsort(folders.entries, folders.n, sizeof(*folders.entries),
		      compare);
	for (size_t i = 0; i < folders.n; i++)
		list_folder(folders.entries[i].name, n > 1 || recurse);
	list_free(&files);
	list_free(&folders);
}

static void
take_option(int c)
{
	switch (c) {
	case 'a': all = true; break;
	case 'A': almost_all = true; break;
	case 'd': as_file = true; break;
	case 'C': columns = true; commas = longer = false; break;
	case 'f': all = unsorted = true; break;
	case 'F':
	case 'p': mark = true; break;
	case 'h': human = true; break;
	case 'i': inodes = true; break;
	case 'l': longer = true; commas = columns = false; break;
	case 'm': commas = true; columns = longer = false; break;
	case 'R': recurse = true; break;
	case 'r': reverse = true; break;
	case 's': blocks = true; break;
	case 'S': by_size = true; by_time = false; break;
	case 't': by_time = true; by_size = false; break;
	case 'U': unsorted = true; break;
	default:  columns = commas = false; break;
	}
}

int
main(int argc, char **argv)
{
	static char here[] = ".";
	static char *none[] = { here, NULL };
	struct winsize size;
	int c;

	tool_begin(argv, "ls", "[-1AaCdFfhilmpRrSstU] [file ...]");
	columns = isatty(STDOUT_FILENO);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		screen_width = size.ws_col;
	while ((c = tool_option(argc, argv, ":1AaCdFfhilmpRrSstU")) != -1)
		take_option(c);
	if (longer || inodes || blocks)
		columns = false;
	if (optind < argc)
		list_operands(argv + optind, argc - optind);
	else
		list_operands(none, 1);
	return tool_finish();
}
