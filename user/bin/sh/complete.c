/*
 * Completion: see complete.h.
 *
 * The line is cut into words as the shell would, as far as quotes, blanks and
 * operators go. Where a command begins, the word is a builtin, a function or
 * a program of PATH; elsewhere, and with a slash in it, it is a path. What is
 * added is quoted like the word: by backslashes when it is not.
 */
#include "complete.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../cells.h"
#include "../terminal.h"
#include "builtin.h"
#include "display.h"
#include "func.h"
#include "var.h"

#define OPERATORS ";|&()<>"
#define SPECIAL   " \t\n'\"\\$`*?[]#~=%!{};|&()<>"
#define IN_QUOTES "\"\\$`"           /* special in "..." too */

enum { COLUMN_GAP = 2 };

/* The word before the cursor. */
struct word_begun {
	struct buf text;           /* without its quotes                  */
	char quote;                /* it stands in an open one, or 0      */
	bool is_command;
};

/* Words after which a command begins. */
static const char *const openers[] = {
	"if", "then", "elif", "else", "while", "until", "do", "!", "{",
	"time", "exec", "command", NULL,
};

static bool
is_opener(const struct buf *word)
{
	for (const char *const *w = openers; *w != NULL; w++)
		if (strcmp(word->s, *w) == 0)
			return true;
	return false;
}

static void
begin_word(struct word_begun *w)
{
	w->text.n = 0;
	buf_string(&w->text, "");
}

/* A byte outside of quotes. */
static void
take_plain(struct word_begun *w, char c)
{
	if (strchr(OPERATORS, c) != NULL) {
		w->is_command = c != '<' && c != '>';
		begin_word(w);
	} else if (c == ' ' || c == '\t') {
		if (w->text.n > 0 && w->is_command)
			w->is_command = is_opener(&w->text) ||
					strchr(w->text.s, '=') != NULL;
		begin_word(w);
	} else if (c == '\'' || c == '"') {
		w->quote = c;
	} else {
		buf_char(&w->text, c);
	}
}

static void
find_word(const struct input *in, struct word_begun *w)
{
	*w = (struct word_begun){ .is_command = true };
	begin_word(w);
	for (size_t i = 0; i < in->at; i++) {
		char c = in->text.s[i];

		if (c == '\\' && i + 1 < in->at &&
		    (w->quote == 0 || (w->quote == '"' &&
				       strchr(IN_QUOTES, in->text.s[i + 1]))))
			buf_char(&w->text, in->text.s[++i]);
		else if (w->quote == 0)
			take_plain(w, c);
		else if (c == w->quote)
			w->quote = 0;
		else
			buf_char(&w->text, c);
	}
	if (strchr(w->text.s, '/') != NULL)
		w->is_command = false;
}

/* Adds a copy of a name, with a slash behind a directory's. */
static void
add_name(struct vec *names, const char *name, bool is_dir)
{
	struct buf b = { NULL, 0, 0 };

	buf_string(&b, name);
	if (is_dir)
		buf_char(&b, '/');
	vec_add(names, b.s);
}

static bool
has_prefix(const char *name, const char *prefix)
{
	return strncmp(name, prefix, strlen(prefix)) == 0;
}

static bool
is_program(const struct stat *st)
{
	return S_ISREG(st->st_mode) && (st->st_mode & S_IXUSR);
}

/* Adds the names in `folder` that begin like this; programs, or all. */
static void
add_folder(struct vec *names, const char *folder, const char *prefix,
	   bool programs)
{
	DIR *dir = opendir(folder);
	struct buf path = { NULL, 0, 0 };
	struct dirent *entry;
	struct stat st;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;

		if (!has_prefix(name, prefix) ||
		    (name[0] == '.' && prefix[0] != '.'))
			continue;
		path.n = 0;
		buf_string(&path, folder);
		buf_char(&path, '/');
		buf_string(&path, name);
		if (stat(path.s, &st) == 0 && (!programs || is_program(&st)))
			add_name(names, name, S_ISDIR(st.st_mode));
	}
	buf_free(&path);
	closedir(dir);
}

static void
add_path_programs(struct vec *names, const char *prefix)
{
	const char *path = var_get("PATH");
	struct buf folder = { NULL, 0, 0 };

	while (path != NULL) {
		size_t n = strcspn(path, ":");

		folder.n = 0;
		buf_string(&folder, n == 0 ? "." : "");
		buf_add(&folder, path, n);
		add_folder(names, folder.s, prefix, true);
		path = path[n] == ':' ? path + n + 1 : NULL;
	}
	buf_free(&folder);
}

/* Builtins and functions. */
static void
add_own(struct vec *names, const char *prefix)
{
	const char *name;

	for (size_t i = 0; (name = builtin_name(i)) != NULL; i++)
		if (has_prefix(name, prefix))
			add_name(names, name, false);
	for (struct func *f = func_first(); f != NULL; f = f->next)
		if (has_prefix(f->name, prefix))
			add_name(names, f->name, false);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, each once. */
static void
sort_names(struct vec *names)
{
	size_t kept = 0;

	if (names->n == 0)
		return;
	qsort(names->v, names->n, sizeof(*names->v), compare);
	for (size_t i = 0; i < names->n; i++) {
		if (kept > 0 && strcmp(names->v[kept - 1], names->v[i]) == 0)
			free(names->v[i]);
		else
			names->v[kept++] = names->v[i];
	}
	names->n = kept;
}

/* The names that the word can become; of a path its last part. *have is how
   many bytes of them are there. */
static void
find_names(const struct word_begun *w, struct vec *names, size_t *have)
{
	const char *slash = strrchr(w->text.s, '/');
	const char *last = slash != NULL ? slash + 1 : w->text.s;
	struct buf folder = { NULL, 0, 0 };

	*have = strlen(last);
	if (w->is_command) {
		add_own(names, last);
		add_path_programs(names, last);
	} else {
		buf_string(&folder, slash == NULL ? "." : "");
		buf_add(&folder, w->text.s, last - w->text.s);
		add_folder(names, folder.s, last, false);
		buf_free(&folder);
	}
	sort_names(names);
}

/* How many bytes all names begin with. */
static size_t
common(const struct vec *names)
{
	size_t n = strlen(names->v[0]);

	for (size_t i = 1; i < names->n; i++)
		for (size_t at = 0; at < n; at++)
			if (names->v[i][at] != names->v[0][at])
				n = at;
	/* Not a part of a character. */
	while (n > 0 && cells_is_trail(names->v[0][n]))
		n--;
	return n;
}

/* Inserts bytes so that the shell reads them as they are. */
static void
insert_quoted(struct input *in, const char *s, size_t n, char quote)
{
	for (size_t i = 0; i < n; i++) {
		bool special = quote == 0 ? strchr(SPECIAL, s[i]) != NULL :
			quote == '"' && strchr(IN_QUOTES, s[i]) != NULL;

		if (quote == '\'' && s[i] == '\'')
			input_insert(in, "'\\'", strlen("'\\'"));
		if (special)
			input_insert(in, "\\", 1);
		input_insert(in, &s[i], 1);
	}
}

/* In columns, each column from top to bottom, below the line. */
static void
show(const struct input *in, const struct vec *names)
{
	int rows, columns;
	size_t widest = 0, across, down;
	struct buf out = { NULL, 0, 0 };

	terminal_size(&rows, &columns);
	for (size_t i = 0; i < names->n; i++)
		if (strlen(names->v[i]) > widest)
			widest = strlen(names->v[i]);
	widest += COLUMN_GAP;
	across = (size_t)columns > widest ? columns / widest : 1;
	down = (names->n + across - 1) / across;
	for (size_t row = 0; row < down; row++) {
		for (size_t i = row; i < names->n; i += down) {
			size_t n = strlen(names->v[i]);

			for (const char *c = names->v[i]; *c != '\0'; c++)
				buf_char(&out, (unsigned char)*c < ' ' ||
					       *c == CELLS_DELETE ? '?' : *c);
			while (i + down < names->n && n++ < widest)
				buf_char(&out, ' ');
		}
		buf_char(&out, '\n');
	}
	display_end(in);
	display_write(out.s, out.n);
	buf_free(&out);
}

bool
complete(struct input *in, bool list)
{
	struct word_begun w;
	struct vec names = { NULL, 0, 0 };
	size_t have, all;
	bool done = false;

	find_word(in, &w);
	find_names(&w, &names, &have);
	if (names.n > 0) {
		const char *name = names.v[0];

		all = common(&names);
		insert_quoted(in, name + have, all - have, w.quote);
		done = all > have || names.n == 1;
		if (names.n == 1 && name[all - 1] != '/') {
			if (w.quote != 0)
				input_insert(in, &w.quote, 1);
			input_insert(in, " ", 1);
		}
		if (!done && list) {
			show(in, &names);
			done = true;
		}
	}
	for (size_t i = 0; i < names.n; i++)
		free(names.v[i]);
	vec_free(&names);
	buf_free(&w.text);
	return done;
}
