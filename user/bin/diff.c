/*
 * diff: what changes one file into the other. Plain, or -u with three lines
 * around each change (-U lines), -q says only whether, -s also that not; -r
 * compares folders, -N takes missing files for empty ones. -i ignores case,
 * -b how much blank there is, -w all blanks, -B changes of empty lines.
 * Status 0 the same, 1 different, 2 trouble.
 *
 * diff_files.h reads and numbers lines, diff_script.h finds what changed;
 * here it is shown, and folders are walked.
 */
#include <dirent.h>
#include <sys/stat.h>
#include <time.h>

#include "diff_files.h"
#include "diff_script.h"
#include "tool.h"

enum { DIFFERENT = 1, TROUBLE = 2, DEFAULT_CONTEXT = 3, NFILES = 2,
       TIME_SIZE = 64 };

static bool unified, brief, report_same, recurse, missing_empty, skip_empty;
static long context = DEFAULT_CONTEXT;
static int status;
static char options[BUFSIZ] = "diff";  /* how -r says what it compares */

/* --- the plain form --------------------------------------------------- */

static void
print_line(const struct diff_file *f, long i, const char *mark)
{
	const struct diff_line *line = &f->lines[i];

	fputs(mark, stdout);
	fwrite(line->text, 1, line->n, stdout);
	putchar('\n');
	if (i == f->n - 1 && !f->ended)
		puts("\\ No newline at end of file");
}

/* "3", "3,5", or for no line the one before it. */
static void
print_range(long start, long end)
{
	printf("%ld", end > start ? start + 1 : start);
	if (end > start + 1)
		printf(",%ld", end);
}

static void
print_plain(const struct diff_file *f, const struct diff_change *c)
{
	bool removes = c->end[0] > c->start[0];
	bool adds = c->end[1] > c->start[1];

	print_range(c->start[0], c->end[0]);
	putchar(removes && adds ? 'c' : adds ? 'a' : 'd');
	print_range(c->start[1], c->end[1]);
	putchar('\n');
	for (long i = c->start[0]; i < c->end[0]; i++)
		print_line(&f[0], i, "< ");
	if (removes && adds)
		puts("---");
	for (long i = c->start[1]; i < c->end[1]; i++)
		print_line(&f[1], i, "> ");
}

/* --- the unified form ------------------------------------------------- */

static void
print_header(const char *mark, const struct diff_file *f)
{
	char date[TIME_SIZE];
	struct stat st;
	time_t when = time(NULL);

	if (f->path != NULL && stat(f->path, &st) == 0)
		when = st.st_mtime;
	if (f->absent)
		when = 0;
	strftime(date, sizeof(date), "%Y-%m-%d %H:%M:%S.000000000 +0000",
		 gmtime(&when));
	printf("%s %s\t%s\n", mark, f->name, date);
}

static void
print_hunk_range(char mark, long start, long end)
{
	printf("%c%ld", mark, end > start ? start + 1 : start);
	if (end != start + 1)
		printf(",%ld", end - start);
}

/* The changes [first, last] lie close enough for one hunk. */
static void
print_hunk(const struct diff_file *f, const struct diff_change *first,
	   const struct diff_change *last)
{
	long before = first->start[0] < context ? first->start[0] : context;
	long after = f[0].n - last->end[0] < context ?
		     f[0].n - last->end[0] : context;
	long at = first->start[0] - before;

	printf("@@ ");
	print_hunk_range('-', at, last->end[0] + after);
	putchar(' ');
	print_hunk_range('+', first->start[1] - before, last->end[1] + after);
	puts(" @@");
	for (const struct diff_change *c = first; c <= last; c++) {
		for (; at < c->start[0]; at++)
			print_line(&f[0], at, " ");
		for (; at < c->end[0]; at++)
			print_line(&f[0], at, "-");
		for (long i = c->start[1]; i < c->end[1]; i++)
			print_line(&f[1], i, "+");
	}
	for (; at < last->end[0] + after; at++)
		print_line(&f[0], at, " ");
}

static void
print_unified(const struct diff_file *f, const struct diff_change *changes,
	      long n)
{
	long first = 0;

	print_header("---", &f[0]);
	print_header("+++", &f[1]);
	for (long i = 0; i < n; i++) {
		if (i + 1 < n && changes[i + 1].start[0] - changes[i].end[0] <=
				 2 * context)
			continue;
		print_hunk(f, &changes[first], &changes[i]);
		first = i + 1;
	}
}

/* --- two files -------------------------------------------------------- */

/* -B: does the change only add and remove empty lines? */
static bool
is_blank(const struct diff_file *f, const struct diff_change *c)
{
	for (int side = 0; side < NFILES; side++)
		for (long i = c->start[side]; i < c->end[side]; i++)
			if (f[side].lines[i].n > 0)
				return false;
	return true;
}

static void
print_difference(const struct diff_file *f, const struct diff_script *script)
{
	bool all_blank = skip_empty;

	for (long i = 0; i < script->n && all_blank; i++)
		all_blank = is_blank(f, &script->changes[i]);
	if (script->n == 0 || all_blank)
		return;
	status |= DIFFERENT;
	if (f[0].title)
		printf("%s %s %s\n", options, f[0].name, f[1].name);
	if (unified) {
		print_unified(f, script->changes, script->n);
		return;
	}
	for (long i = 0; i < script->n; i++)
		if (!skip_empty || !is_blank(f, &script->changes[i]))
			print_plain(f, &script->changes[i]);
}

/* The contents differ: says no more than that for -q and for data. */
static void
compare_contents(struct diff_file *f)
{
	struct diff_script script;

	if (brief && !diff_ignores()) {
		printf("Files %s and %s differ\n", f[0].name, f[1].name);
		status |= DIFFERENT;
		return;
	}
	if (f[0].binary || f[1].binary) {
		printf("Binary files %s and %s differ\n", f[0].name, f[1].name);
		status |= DIFFERENT;
		return;
	}
	diff_number_lines(f);
	script = diff_find_script(&f[0], &f[1]);
	if (brief && script.n > 0) {
		printf("Files %s and %s differ\n", f[0].name, f[1].name);
		status |= DIFFERENT;
	} else {
		print_difference(f, &script);
	}
	free(script.changes);
}

/* `title`: the names are to be said before the differences. */
static void
compare_files(const char *a, const char *b, bool title)
{
	struct diff_file f[NFILES] = {
		{ .name = a, .path = a, .title = title },
		{ .name = b, .path = b, .title = title },
	};

	if (!diff_read(&f[0], missing_empty) ||
	    !diff_read(&f[1], missing_empty)) {
		status |= TROUBLE;
	} else if (f[0].size != f[1].size || f[0].size == 0 ||
		   memcmp(f[0].text, f[1].text, f[0].size) != 0) {
		if (f[0].size + f[1].size > 0)
			compare_contents(f);
	}
	if (report_same && status == 0)
		printf("Files %s and %s are identical\n", a, b);
	diff_free(&f[0]);
	diff_free(&f[1]);
}

/* --- folders ---------------------------------------------------------- */

struct names {
	char **v;
	size_t n;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The names in a folder, sorted. None, after a message, on an error. */
static struct names
read_names(const char *path)
{
	struct names names = { NULL, 0 };
	DIR *dir = opendir(path);
	struct dirent *d;

	if (dir == NULL) {
		if (errno != ENOENT || !missing_empty) {
			tool_error(path);
			status |= TROUBLE;
		}
		return names;
	}
	while ((d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		names.v = tool_realloc(names.v, (names.n + 1) *
				       sizeof(*names.v));
		names.v[names.n++] = strdup(d->d_name);
	}
	closedir(dir);
	if (names.n > 0)
		qsort(names.v, names.n, sizeof(*names.v), compare_names);
	return names;
}

static void compare_paths(const char *a, const char *b);

/* A name that one folder or both have. */
static void
compare_entry(const char *const folders[], const char *name, bool in_a,
	      bool in_b)
{
	char *a = tool_join(folders[0], name), *b = tool_join(folders[1], name);

	if ((in_a && in_b) || missing_empty) {
		compare_paths(a, b);
	} else {
		printf("Only in %s: %s\n", folders[!in_a], name);
		status |= DIFFERENT;
	}
	free(a);
	free(b);
}

static void
compare_folders(const char *a, const char *b)
{
	const char *folders[] = { a, b };
	struct names x = read_names(a), y = read_names(b);
	size_t i = 0, j = 0;

	while (i < x.n || j < y.n) {
		int order = i == x.n ? 1 : j == y.n ? -1 :
			    strcmp(x.v[i], y.v[j]);

		compare_entry(folders, order <= 0 ? x.v[i] : y.v[j],
			      order <= 0, order >= 0);
		if (order <= 0)
			free(x.v[i++]);
		if (order >= 0)
			free(y.v[j++]);
	}
	free(x.v);
	free(y.v);
}

static void
compare_paths(const char *a, const char *b)
{
	bool folder_a = is_folder(a), folder_b = is_folder(b);

	if (folder_a && (folder_b || (missing_empty && access(b, F_OK) < 0))) {
		if (recurse)
			compare_folders(a, b);
		else
			printf("Common subdirectories: %s and %s\n", a, b);
	} else if (folder_b && missing_empty && access(a, F_OK) < 0) {
		compare_folders(a, b);
	} else if (folder_a != folder_b) {
		printf("File %s is a %s while file %s is a %s\n",
		       a, folder_a ? "directory" : "regular file",
		       b, folder_b ? "directory" : "regular file");
		status |= DIFFERENT;
	} else {
		compare_files(a, b, true);
	}
}

/* The operands: a file is compared with that of the same name in a folder. */
static void
compare_operands(const char *a, const char *b)
{
	bool folder_a = is_folder(a), folder_b = is_folder(b);
	char *joined;

	if (folder_a && folder_b) {
		compare_folders(a, b);
		return;
	}
	if (!folder_a && !folder_b) {
		compare_files(a, b, false);
		return;
	}
	joined = folder_a ? tool_join(a, tool_basename(b))
			  : tool_join(b, tool_basename(a));
	compare_files(folder_a ? joined : a, folder_a ? b : joined, false);
	free(joined);
}

static void
take_option(int c)
{
	switch (c) {
	case 'B': skip_empty = true; break;
	case 'b': diff_ignore.more_blanks = true; break;
	case 'i': diff_ignore.letter_case = true; break;
	case 'N': missing_empty = true; break;
	case 'q': brief = true; break;
	case 'r': recurse = true; break;
	case 's': report_same = true; break;
	case 'U': context = tool_number(optarg, 0); unified = true; break;
	case 'u': unified = true; break;
	default:  diff_ignore.blanks = true;
	}
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "diff", "[-BbiNqrsuw] [-U lines] file file");
	while ((c = tool_option(argc, argv, ":BbiNqrsuU:w")) != -1)
		take_option(c);
	for (int i = 1; i < optind; i++)
		snprintf(options + strlen(options),
			 sizeof(options) - strlen(options), " %s", argv[i]);
	if (argc - optind != NFILES)
		tool_usage();
	compare_operands(argv[optind], argv[optind + 1]);
	if (tool_finish() != 0 || status & TROUBLE)
		return TROUBLE;
	return status;
}
