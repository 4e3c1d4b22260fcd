/*
 * find: walks through folders and tries an expression on each file.
 *
 * The expression is a tree of nodes, each with a function that tests a file:
 * find_tests.h has the tests, and here are actions, reading and walking.
 * Tests: -name -iname -path -type -size -newer -mtime -mmin -empty -links
 * -inum -true -false. Actions: -print -print0 -exec ... ; or + -delete -prune
 * -quit. Joined by ! ( ) -a -o; without an action -print is meant. Options
 * of the whole: -maxdepth -mindepth -depth.
 */
#include <ctype.h>
#include <limits.h>

#include "command.h"
#include "find_tests.h"
#include "tool.h"

static char **next;                /* the argument to be read */
static long depth_most = LONG_MAX, depth_least;
static bool contents_first, has_action, pruned;
static struct node *expression, *collectors;

static struct node *parse_either(void);

/* --- actions ---------------------------------------------------------- */

static bool
act_print(struct node *node, const struct file *file)
{
	fputs(file->path, stdout);
	putchar(node->number);
	return true;
}

static bool
act_prune(struct node *node, const struct file *file)
{
	(void)node;
	(void)file;
	pruned = true;
	return true;
}

static bool
act_delete(struct node *node, const struct file *file)
{
	(void)node;
	if (strcmp(file->path, ".") == 0 || remove(file->path) == 0)
		return true;
	tool_error(file->path);
	return false;
}

/* Runs what -exec + has collected. */
static void
flush_collected(struct node *node)
{
	if (node->nfiles == 0)
		return;
	node->words[node->nwords + node->nfiles] = NULL;
	if (command_run(node->words) != 0)
		tool.status = TOOL_FAILED;
	for (; node->nfiles > 0; node->nfiles--)
		free(node->words[node->nwords + node->nfiles - 1]);
	node->bytes = 0;
}

static bool
act_collect(struct node *node, const struct file *file)
{
	long bytes = strlen(file->path) + 1 + COMMAND_POINTER;
	size_t n;

	if (node->bytes + bytes > node->number)
		flush_collected(node);
	n = node->nwords + node->nfiles++;
	node->words = tool_realloc(node->words, (n + 2) *
				   sizeof(*node->words));
	node->words[n] = strdup(file->path);
	node->bytes += bytes;
	return true;
}

/* The text with each {} replaced by the path. */
static char *
substitute(const char *text, const char *path)
{
	static const char hole[] = "{}";
	size_t n = strlen(text) + 1;
	char *new, *to;
	const char *p;

	for (p = text; (p = strstr(p, hole)) != NULL; p += strlen(hole))
		n += strlen(path);
	to = new = tool_alloc(n);
	for (; (p = strstr(text, hole)) != NULL; text = p + strlen(hole)) {
		memcpy(to, text, p - text);
		to = stpcpy(to + (p - text), path);
	}
	strcpy(to, text);
	return new;
}

static bool
act_exec(struct node *node, const struct file *file)
{
	char **words = tool_alloc((node->nwords + 1) * sizeof(*words));
	int status;

	for (size_t i = 0; i < node->nwords; i++)
		words[i] = substitute(node->words[i], file->path);
	words[node->nwords] = NULL;
	status = command_run(words);
	for (size_t i = 0; i < node->nwords; i++)
		free(words[i]);
	free(words);
	return status == 0;
}

static void
finish_collecting(void)
{
	for (; collectors != NULL; collectors = collectors->next)
		flush_collected(collectors);
}

static bool
act_quit(struct node *node, const struct file *file)
{
	(void)node;
	(void)file;
	finish_collecting();
	exit(tool_finish());
}

/* --- reading the expression ------------------------------------------- */

static void __attribute__((noreturn))
fail(const char *what, const char *about)
{
	tool_complain("%s: %s", about, what);
	tool_usage();
}

static char *
take_argument(const char *name)
{
	if (*next == NULL)
		fail("an argument is missing", name);
	return *next++;
}

/* N, +N or -N, and the unit's letter if there may be one. */
static void
read_number(struct node *node, const char *name, const char *letters)
{
	static const long units[] = {
		1, FIND_BLOCK, FIND_KIB, FIND_KIB * FIND_KIB,
		FIND_KIB * FIND_KIB * FIND_KIB,
	};
	const char *text = take_argument(name);
	const char *found;
	char *end;

	if (*text == '+' || *text == '-')
		node->compare = *text++;
	node->number = strtol(text, &end, TOOL_DECIMAL);
	if (!isdigit((unsigned char)*text))
		fail("not a number", name);
	if (*end == '\0')
		return;
	found = strchr(letters, *end);
	if (found == NULL || end[1] != '\0')
		fail("not a number", name);
	node->unit = units[found - letters];
}

static void
read_pattern(struct node *node, const char *name)
{
	node->text = take_argument(name);
	node->number = name[1] == 'i';
}

static void
read_type(struct node *node, const char *name)
{
	node->text = take_argument(name);
	if (strspn(node->text, "fdcp,") != strlen(node->text))
		fail("a kind is f, d, c or p", name);
}

static void
read_size(struct node *node, const char *name)
{
	node->unit = FIND_BLOCK;
	read_number(node, name, "cbkMG");
}

static void
read_plain_number(struct node *node, const char *name)
{
	read_number(node, name, "");
}

static void
read_age(struct node *node, const char *name)
{
	node->unit = strcmp(name, "-mmin") == 0 ? FIND_MINUTE : FIND_DAY;
	read_number(node, name, "");
}

static void
read_newer(struct node *node, const char *name)
{
	const char *path = take_argument(name);
	struct stat st;

	if (stat(path, &st) < 0) {
		tool_error(path);
		exit(tool.status);
	}
	node->number = st.st_mtime;
}

static void
read_print(struct node *node, const char *name)
{
	node->number = strcmp(name, "-print0") == 0 ? '\0' : '\n';
	has_action = true;
}

static void
read_true(struct node *node, const char *name)
{
	(void)name;
	node->number = true;
}

static void
read_delete(struct node *node, const char *name)
{
	(void)node;
	(void)name;
	has_action = contents_first = true;
}

static void
read_quit(struct node *node, const char *name)
{
	(void)node;
	(void)name;
	has_action = true;
}

/* Words up to ; or up to {} and +. */
static void
read_exec(struct node *node, const char *name)
{
	char **words = next;
	size_t n = 0;

	has_action = true;
	while (strcmp(take_argument(name), ";") != 0) {
		if (n > 0 && strcmp(words[n], "+") == 0 &&
		    strcmp(words[n - 1], "{}") == 0)
			break;
		n++;
	}
	if (strcmp(words[n], "+") == 0) {
		n--;
		node->test = act_collect;
		node->next = collectors;
		collectors = node;
	}
	if (n == 0)
		fail("a command is missing", name);
	node->nwords = n;
	node->words = tool_alloc((n + 1) * sizeof(*words));
	memcpy(node->words, words, n * sizeof(*words));
	node->number = command_room();
	for (size_t i = 0; i < n; i++)
		node->number -= strlen(words[i]) + 1 + COMMAND_POINTER;
}

/* -maxdepth and the like say something of the whole. */
static void
read_depths(struct node *node, const char *name)
{
	node->number = true;
	if (strcmp(name, "-depth") == 0)
		contents_first = true;
	else if (strcmp(name, "-maxdepth") == 0)
		depth_most = tool_number(take_argument(name), 0);
	else
		depth_least = tool_number(take_argument(name), 0);
}

static const struct primary {
	const char *name;
	bool (*test)(struct node *node, const struct file *file);
	void (*read)(struct node *node, const char *name);
} primaries[] = {
	{ "-delete", act_delete, read_delete },
	{ "-depth", find_constant, read_depths },
	{ "-empty", find_empty, NULL },
	{ "-exec", act_exec, read_exec },
	{ "-false", find_constant, NULL },
	{ "-iname", find_name, read_pattern },
	{ "-inum", find_inode, read_plain_number },
	{ "-links", find_links, read_plain_number },
	{ "-maxdepth", find_constant, read_depths },
	{ "-mindepth", find_constant, read_depths },
	{ "-mmin", find_age, read_age },
	{ "-mtime", find_age, read_age },
	{ "-name", find_name, read_pattern },
	{ "-newer", find_newer, read_newer },
	{ "-path", find_path, read_pattern },
	{ "-print", act_print, read_print },
	{ "-print0", act_print, read_print },
	{ "-prune", act_prune, NULL },
	{ "-quit", act_quit, read_quit },
	{ "-size", find_size, read_size },
	{ "-true", find_constant, read_true },
	{ "-type", find_type, read_type },
};

static bool
take(const char *word, const char *same)
{
	if (*next == NULL || (strcmp(*next, word) != 0 &&
			      strcmp(*next, same) != 0))
		return false;
	next++;
	return true;
}

static struct node *
new_node(bool (*test)(struct node *node, const struct file *file),
	 struct node *left, struct node *right)
{
	struct node *node = tool_alloc(sizeof(*node));

	*node = (struct node){ .test = test, .left = left, .right = right };
	return node;
}

static struct node *
parse_primary(void)
{
	const char *name = *next;
	struct node *node;

	if (name == NULL)
		fail("something is missing at its end", "the expression");
	next++;
	for (size_t i = 0; i < sizeof(primaries) / sizeof(*primaries); i++) {
		if (strcmp(primaries[i].name, name) != 0)
			continue;
		node = new_node(primaries[i].test, NULL, NULL);
		if (primaries[i].read != NULL)
			primaries[i].read(node, name);
		return node;
	}
	fail("unknown", name);
}

static struct node *
parse_not(void)
{
	struct node *node;

	if (take("!", "-not"))
		return new_node(find_not, parse_not(), NULL);
	if (!take("(", "("))
		return parse_primary();
	node = parse_either();
	if (!take(")", ")"))
		fail("a ( without its )", "the expression");
	return node;
}

static struct node *
parse_both(void)
{
	struct node *node = parse_not();

	while (*next != NULL && strcmp(*next, ")") != 0 &&
	       strcmp(*next, "-o") != 0 && strcmp(*next, "-or") != 0) {
		take("-a", "-and");
		node = new_node(find_both, node, parse_not());
	}
	return node;
}

static struct node *
parse_either(void)
{
	struct node *node = parse_both();

	while (take("-o", "-or"))
		node = new_node(find_either, node, parse_both());
	return node;
}

static struct node *
parse_expression(void)
{
	struct node *all, *print;

	if (*next != NULL) {
		all = parse_either();
	} else {
		all = new_node(find_constant, NULL, NULL);
		all->number = true;
	}
	if (*next != NULL)
		fail("a ) without its (", "the expression");
	if (has_action)
		return all;
	print = new_node(act_print, NULL, NULL);
	print->number = '\n';
	return new_node(find_both, all, print);
}

/* --- walking ---------------------------------------------------------- */

static void walk(const char *path, long depth);

static void
walk_folder(const char *path, long depth)
{
	DIR *dir = opendir(path);
	struct dirent *d;

	if (dir == NULL) {
		tool_error(path);
		return;
	}
	while ((d = readdir(dir)) != NULL) {
		char *full;

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		full = tool_join(path, d->d_name);
		walk(full, depth + 1);
		free(full);
	}
	closedir(dir);
}

static void
walk(const char *path, long depth)
{
	struct file file = { .path = path };
	bool descend, tries = depth >= depth_least;

	if (stat(path, &file.st) < 0) {
		tool_error(path);
		return;
	}
	descend = S_ISDIR(file.st.st_mode) && depth < depth_most;
	pruned = false;
	if (tries && !contents_first)
		expression->test(expression, &file);
	if (descend && !pruned)
		walk_folder(path, depth);
	if (tries && contents_first)
		expression->test(expression, &file);
}

int
main(int argc, char **argv)
{
	static char here[] = ".";
	int npaths = 0;

	tool_begin(argv, "find", "[path ...] [expression]");
	if (argc > 1 && strcmp(argv[1], "--") == 0)
		argv++;
	next = argv + (argc > 0);
	for (; *next != NULL && strchr("-!(", **next) == NULL; next++)
		npaths++;
	find_now = time(NULL);
	expression = parse_expression();
	if (npaths == 0)
		walk(here, 0);
	for (int i = 1; i <= npaths; i++)
		walk(argv[i], 0);
	finish_collecting();
	return tool_finish();
}
