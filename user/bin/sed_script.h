/*
 * The script of sed: its text, from -e, -f or the first operand, becomes a
 * list of commands. A { knows where its } is, b and t where their label is.
 */
#ifndef BIN_SED_SCRIPT_H
#define BIN_SED_SCRIPT_H

#include "regex.h"
#include "tool.h"

enum sed_address_kind {
	SED_NONE, SED_LINE, SED_LAST, SED_REGEX, SED_STEP, SED_MORE,
};

/* LINE number; STEP: number, and then each `step`; MORE lines (as end). */
struct sed_address {
	enum sed_address_kind kind;
	long number, step;
	struct regex *re;          /* NULL: the one that was used last    */
};

struct sed_command {
	struct sed_address from, to;
	bool negated, in_range;
	long range_end;            /* while in_range: 0, or a line number */
	char name;
	char *text;                /* of a i c; label; of s: what to put  */
	size_t jump;               /* of { b t: the command to go on at   */
	struct regex *re;          /* of s                                */
	bool global, print;
	long nth;                  /* of s: the first match to replace    */
	long status;               /* of q                                */
	unsigned char map[REGEX_NCHARS];   /* of y                        */
};

static struct sed_command *sed_commands;
static size_t sed_ncommands;
static int sed_flags;              /* for regex_compile() */

static inline void __attribute__((noreturn))
sed_fail(const char *what, const char *at)
{
	size_t n = strcspn(at, "\n");

	fprintf(stderr, "sed: %s%s%.*s\n", what, n > 0 ? " before: " : "",
		(int)n, at);
	exit(TOOL_FAILED);
}

static inline const char *sed_skip(const char *p, const char *these)
{
	return p + strspn(p, these);
}

static inline long sed_number(const char **p)
{
	char *end;
	long n = strtol(*p, &end, TOOL_DECIMAL);

	*p = end;
	return n;
}

/*
 * The text up to an unescaped `end`, which is skipped; \end becomes end. In
 * a pattern other escapes are kept for the regular expression.
 */
static inline char *sed_delimited(const char **p, char end)
{
	char *text = tool_alloc(strlen(*p) + 1);
	char *to = text;

	for (; **p != end; (*p)++) {
		if (**p == '\0') {
			free(text);
			sed_fail("a closing delimiter is missing", "");
		}
		if (**p == '\\' && (*p)[1] == end)
			(*p)++;
		else if (**p == '\\' && (*p)[1] != '\0')
			*to++ = *(*p)++;
		*to++ = **p;
	}
	*to = '\0';
	(*p)++;
	return text;
}

/* NULL for the empty pattern. */
static inline struct regex *sed_regex(const char *pattern, int flags)
{
	struct regex *re;
	const char *wrong;

	if (*pattern == '\0')
		return NULL;
	re = tool_alloc(sizeof(*re));
	wrong = regex_compile(re, pattern, sed_flags | flags);
	if (wrong != NULL)
		sed_fail(wrong, pattern);
	return re;
}

static inline bool sed_read_address(const char **p, struct sed_address *a)
{
	if (isdigit((unsigned char)**p)) {
		a->kind = SED_LINE;
		a->number = sed_number(p);
		if (**p != '~')
			return true;
		(*p)++;
		a->kind = SED_STEP;
		a->step = sed_number(p);
	} else if (**p == '$') {
		(*p)++;
		a->kind = SED_LAST;
	} else if (**p == '/' || (**p == '\\' && (*p)[1] != '\0')) {
		char end = *(*p)++;
		char *pattern;
		int flags = 0;

		if (end == '\\')
			end = *(*p)++;
		pattern = sed_delimited(p, end);
		for (; **p == 'I'; (*p)++)
			flags = REGEX_FOLD;
		a->kind = SED_REGEX;
		a->re = sed_regex(pattern, flags);
		free(pattern);
	} else {
		return false;
	}
	return true;
}

static inline void sed_read_addresses(const char **p, struct sed_command *c)
{
	if (sed_read_address(p, &c->from)) {
		*p = sed_skip(*p, " \t");
		if (**p == ',') {
			*p = sed_skip(*p + 1, " \t");
			if (**p == '+') {
				(*p)++;
				c->to.kind = SED_MORE;
				c->to.number = sed_number(p);
			} else if (!sed_read_address(p, &c->to)) {
				sed_fail("an address is missing", *p);
			}
		}
	}
	*p = sed_skip(*p, " \t");
	for (; **p == '!'; *p = sed_skip(*p + 1, " \t"))
		c->negated = true;
}

/* The text of a, i and c: to the end of a line that no backslash continues. */
static inline char *sed_read_text(const char **p)
{
	char *text, *to;

	*p = sed_skip(*p, " \t");
	if (**p == '\\') {
		const char *next = sed_skip(*p + 1, " \t");

		*p = *next == '\n' ? next + 1 : *p + 1;
	}
	if (**p == '\0')
		sed_fail("a text is missing", "");
	to = text = tool_alloc(strlen(*p) + sizeof("\n"));
	for (; **p != '\0' && **p != '\n'; (*p)++) {
		if (**p == '\\' && (*p)[1] != '\0')
			(*p)++;
		*to++ = **p;
	}
	*to++ = '\n';
	*to = '\0';
	return text;
}

static inline void sed_read_substitution(const char **p, struct sed_command *c)
{
	char end = *(*p)++;
	char *pattern;
	int flags = 0;

	if (end == '\0' || end == '\n' || end == '\\')
		sed_fail("a delimiter is missing", "");
	pattern = sed_delimited(p, end);
	c->text = sed_delimited(p, end);
	c->nth = 1;
	for (;; (*p)++) {
		if (**p == 'g') {
			c->global = true;
		} else if (**p == 'p') {
			c->print = true;
		} else if (**p == 'i' || **p == 'I') {
			flags = REGEX_FOLD;
		} else if (**p >= '1' && **p <= '9') {
			c->nth = sed_number(p);
			(*p)--;
		} else {
			break;
		}
	}
	c->re = sed_regex(pattern, flags);
	free(pattern);
}

/* One character of y's sets: \\ and \n are escapes. */
static inline int sed_char(const char **p)
{
	int c = (unsigned char)*(*p)++;

	if (c != '\\' || (**p != 'n' && **p != '\\'))
		return c;
	return *(*p)++ == 'n' ? '\n' : '\\';
}

static inline void sed_read_map(const char **p, struct sed_command *c)
{
	char end = *(*p)++;
	char *from_text = sed_delimited(p, end);
	char *to_text = sed_delimited(p, end);
	const char *from = from_text, *to = to_text;

	for (int i = 0; i < REGEX_NCHARS; i++)
		c->map[i] = i;
	while (*from != '\0' && *to != '\0') {
		int key = sed_char(&from);

		c->map[key] = sed_char(&to);
	}
	if (*from != *to)
		sed_fail("the two sets of y are not equally long", "");
	free(from_text);
	free(to_text);
}

static inline char *sed_read_label(const char **p)
{
	const char *start = sed_skip(*p, " \t");
	size_t n = strcspn(start, ";\n");

	*p = start + n;
	return strndup(start, n);
}

/* What follows the command's letter. */
static inline void sed_read_rest(const char **p, struct sed_command *c)
{
	switch (c->name) {
	case 's': sed_read_substitution(p, c); break;
	case 'y': sed_read_map(p, c); break;
	case 'a':
	case 'c':
	case 'i': c->text = sed_read_text(p); break;
	case ':':
		if (c->from.kind != SED_NONE)
			sed_fail("a label has no address", *p);
		/* fall through */
	case 'b':
	case 't': c->text = sed_read_label(p); break;
	case 'Q':
	case 'q':
		*p = sed_skip(*p, " \t");
		if (isdigit((unsigned char)**p))
			c->status = sed_number(p);
		break;
	}
}

/* A command ends at a newline, a semicolon, or before a }. */
static inline void sed_end_command(const char **p, char name)
{
	*p = sed_skip(*p, " \t");
	if (name == '{' || **p == '}' || **p == '\0')
		return;
	if (**p == '#')
		return;
	if (**p != ';' && **p != '\n')
		sed_fail("something else was expected", *p);
	(*p)++;
}

/* Finds where labels and } are. */
static inline void sed_resolve(void)
{
	for (size_t i = 0; i < sed_ncommands; i++) {
		struct sed_command *c = &sed_commands[i];
		bool named = c->text != NULL && *c->text != '\0';

		if (c->name != 'b' && c->name != 't')
			continue;
		c->jump = sed_ncommands;
		for (size_t j = 0; named && j < sed_ncommands; j++)
			if (sed_commands[j].name == ':' &&
			    strcmp(sed_commands[j].text, c->text) == 0)
				c->jump = j;
		if (named && c->jump == sed_ncommands)
			sed_fail("there is no such label", c->text);
	}
}

static inline void sed_close_block(const char *p, size_t close)
{
	for (size_t i = close; i > 0; i--) {
		struct sed_command *c = &sed_commands[i - 1];

		if (c->name == '{' && c->jump == 0) {
			c->jump = close;
			return;
		}
	}
	sed_fail("a } without its {", p);
}

static inline void sed_compile(const char *p)
{
	for (;;) {
		struct sed_command c = { .name = '\0' };

		p = sed_skip(p, " \t\n;");
		if (*p == '\0')
			break;
		if (*p == '#') {
			p += strcspn(p, "\n");
			continue;
		}
		sed_read_addresses(&p, &c);
		if (*p == '\0' ||
		    strchr("{}=abcdDgGhHinNpPqQstxy:", *p) == NULL)
			sed_fail("an unknown command", p);
		c.name = *p++;
		sed_read_rest(&p, &c);
		sed_end_command(&p, c.name);
		sed_commands = tool_realloc(sed_commands, (sed_ncommands + 1) *
					    sizeof(c));
		sed_commands[sed_ncommands++] = c;
		if (c.name == '}')
			sed_close_block(p, sed_ncommands - 1);
	}
	for (size_t i = 0; i < sed_ncommands; i++)
		if (sed_commands[i].name == '{' && sed_commands[i].jump == 0)
			sed_fail("a { without its }", "");
	sed_resolve();
}

#endif
