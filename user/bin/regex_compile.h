/*
 * Regular expressions, compiled: the pattern becomes a list of steps that
 * regex.h follows. Basic ones (\( \) \{m,n\}, and \+ \? \| as many systems
 * have them) and extended ones (( ) { } + ? |). Both know . * ^ $ [set], the
 * edges of words \< \> \b \B, \w \W \s \S, \n \t, and \1 to \9.
 *
 * Jumps are relative, so that a piece of the list can be moved and copied:
 * x{2,3} is compiled as x, x and an optional x.
 */
#ifndef BIN_REGEX_COMPILE_H
#define BIN_REGEX_COMPILE_H

#include <ctype.h>
#include <limits.h>

#include "charclass.h"
#include "tool.h"

enum {
	REGEX_EXTENDED = 1,
	REGEX_FOLD = 2,            /* upper and lower case are the same   */
	REGEX_LINE = 4,            /* the match must be all of the text   */
	REGEX_WORD = 8,            /* it may not be a part of a word      */
};

enum {
	REGEX_NCHARS = UCHAR_MAX + 1,
	REGEX_GROUPS = 10,         /* 0, the whole match, and \1 to \9    */
	REGEX_SLOTS = 2 * REGEX_GROUPS,
	REGEX_REPEAT_MAX = 255,    /* the largest number in x{m,n}        */
	REGEX_NO_LIMIT = -1,
};

enum regex_op {
	REGEX_CHAR, REGEX_ANY, REGEX_SET, REGEX_BACK, REGEX_SPLIT, REGEX_JUMP,
	REGEX_SAVE, REGEX_MOVED, REGEX_EDGE, REGEX_MATCH,
};

/*
 * CHAR c; ANY; SET; BACK the text of group c; SPLIT go on at x, or else at y;
 * JUMP x; SAVE the place in slot c; MOVED fails where slot c was saved; EDGE
 * of kind c: '^' '$' '<' '>' 'b' 'B'; MATCH.
 */
struct regex_step {
	enum regex_op op;
	int c;
	int x, y;
	bool set[REGEX_NCHARS];
};

struct regex {
	struct regex_step *steps;
	int n, capacity;
	int nslots;                /* two for each group, one a loop      */
	int flags;
	bool has_back;
	const char *p;             /* while compiling: what is left,      */
	const char *start;         /* the whole pattern,                  */
	const char *wrong;         /* and what is wrong with it           */
	int ngroups, depth;
};

static inline void regex_sequence_alternatives(struct regex *re);

static inline int regex_emit(struct regex *re, enum regex_op op, int c)
{
	if (re->n == re->capacity) {
		re->capacity = 2 * re->capacity + REGEX_GROUPS;
		re->steps = tool_realloc(re->steps, re->capacity *
					 sizeof(*re->steps));
	}
	re->steps[re->n] = (struct regex_step){ .op = op, .c = c };
	return re->n++;
}

static inline void regex_append(struct regex *re,
				const struct regex_step *steps, int n)
{
	for (int i = 0; i < n; i++) {
		int at = regex_emit(re, REGEX_ANY, 0);

		re->steps[at] = steps[i];
	}
}

/* Is the operator next? In basic expressions it has a backslash. */
static inline bool regex_at(const struct regex *re, char operator)
{
	if (re->flags & REGEX_EXTENDED)
		return *re->p == operator;
	return re->p[0] == '\\' && re->p[1] == operator;
}

static inline bool regex_take(struct regex *re, char operator)
{
	if (!regex_at(re, operator))
		return false;
	re->p += re->flags & REGEX_EXTENDED ? 1 : 2;
	return true;
}

/* --- sets ------------------------------------------------------------- */

static inline struct regex_step *regex_emit_set(struct regex *re)
{
	int at = regex_emit(re, REGEX_SET, 0);

	return &re->steps[at];
}

static inline void regex_set_add(struct regex *re, struct regex_step *s, int c)
{
	s->set[c] = true;
	if (re->flags & REGEX_FOLD)
		s->set[tolower(c)] = s->set[toupper(c)] = true;
}

static inline bool regex_set_class(struct regex *re, struct regex_step *s)
{
	const struct charclass *class = charclass_read(&re->p);

	for (int c = 0; class != NULL && c < REGEX_NCHARS; c++)
		if (class->contains(c))
			regex_set_add(re, s, c);
	return class != NULL;
}

static inline void regex_set_range(struct regex *re, struct regex_step *s)
{
	int low = (unsigned char)*re->p++;
	int high = low;

	if (re->p[0] == '-' && re->p[1] != ']' && re->p[1] != '\0') {
		high = (unsigned char)re->p[1];
		re->p += 2;
	}
	if (high < low)
		re->wrong = "a range is the wrong way round";
	for (int c = low; c <= high; c++)
		regex_set_add(re, s, c);
}

/* A set, whose [ was taken. */
static inline void regex_set(struct regex *re)
{
	struct regex_step *s = regex_emit_set(re);
	bool negated = *re->p == '^';
	bool first = true;

	re->p += negated;
	for (; (*re->p != ']' || first) && re->wrong == NULL; first = false) {
		if (*re->p == '\0')
			re->wrong = "a [ without its ]";
		else if (strncmp(re->p, "[:", strlen("[:")) != 0)
			regex_set_range(re, s);
		else if (!regex_set_class(re, s))
			re->wrong = "an unknown class of characters";
	}
	re->p += *re->p == ']';
	for (int c = 0; negated && c < REGEX_NCHARS; c++)
		s->set[c] = !s->set[c];
}

/* --- atoms ------------------------------------------------------------ */

/* \w \W \s \S */
static inline void regex_kind(struct regex *re, char letter)
{
	struct regex_step *s = regex_emit_set(re);
	bool word = tolower((unsigned char)letter) == 'w';

	for (int c = 0; c < REGEX_NCHARS; c++) {
		bool is = word ? isalnum(c) || c == '_' : isspace(c) != 0;

		s->set[c] = is == (islower((unsigned char)letter) != 0);
	}
}

static inline void regex_group(struct regex *re)
{
	int group = ++re->ngroups;

	if (group < REGEX_GROUPS)
		regex_emit(re, REGEX_SAVE, 2 * group);
	re->depth++;
	regex_sequence_alternatives(re);
	re->depth--;
	if (!regex_take(re, ')'))
		re->wrong = "a ( without its )";
	if (group < REGEX_GROUPS)
		regex_emit(re, REGEX_SAVE, 2 * group + 1);
}

/* After a backslash that opens no operator. */
static inline void regex_escaped(struct regex *re)
{
	char c = *re->p++;

	if (c == '\0') {
		re->wrong = "a \\ at the end";
		re->p--;
	} else if (c >= '1' && c <= '9') {
		if (c - '0' > re->ngroups)
			re->wrong = "a \\ and the number of no group";
		re->has_back = true;
		regex_emit(re, REGEX_BACK, c - '0');
	} else if (strchr("wWsS", c) != NULL) {
		regex_kind(re, c);
	} else if (strchr("<>bB", c) != NULL) {
		regex_emit(re, REGEX_EDGE, c);
	} else {
		regex_emit(re, REGEX_CHAR, c == 'n' ? '\n' :
			   c == 't' ? '\t' : (unsigned char)c);
	}
}

/* In a basic expression ^ and $ are special only at an edge. */
static inline bool regex_at_start(const struct regex *re)
{
	const char *p = re->p;

	return p == re->start || (p - re->start >= 2 && p[-2] == '\\' &&
				  (p[-1] == '(' || p[-1] == '|'));
}

static inline bool regex_is_anchor(const struct regex *re)
{
	const char *next = re->p + 1;

	if (*re->p != '^' && *re->p != '$')
		return false;
	if (re->flags & REGEX_EXTENDED)
		return true;
	if (*re->p == '^')
		return regex_at_start(re);
	return *next == '\0' ||
	       (next[0] == '\\' && (next[1] == ')' || next[1] == '|'));
}

/* One atom. True when it may be repeated. */
static inline bool regex_atom(struct regex *re)
{
	if (regex_is_anchor(re)) {
		regex_emit(re, REGEX_EDGE, *re->p++);
		return (re->flags & REGEX_EXTENDED) != 0;
	}
	if (regex_take(re, '(')) {
		regex_group(re);
		return true;
	}
	switch (*re->p++) {
	case '.':
		regex_emit(re, REGEX_ANY, 0);
		break;
	case '[':
		regex_set(re);
		break;
	case '\\':
		regex_escaped(re);
		break;
	default:
		regex_emit(re, REGEX_CHAR, (unsigned char)re->p[-1]);
	}
	return true;
}

/* --- repetition ------------------------------------------------------- */

/* The steps, any number of times. */
static inline void regex_loop(struct regex *re, const struct regex_step *steps,
			      int n)
{
	bool moves = n == 1 && (steps->op == REGEX_CHAR ||
				steps->op == REGEX_ANY ||
				steps->op == REGEX_SET);
	int split = regex_emit(re, REGEX_SPLIT, 0);
	int slot = re->nslots;
	int jump;

	/* What may match nothing must not go round for ever. */
	if (!moves)
		regex_emit(re, REGEX_SAVE, re->nslots++);
	regex_append(re, steps, n);
	if (!moves)
		regex_emit(re, REGEX_MOVED, slot);
	jump = regex_emit(re, REGEX_JUMP, 0);
	re->steps[jump].x = split - jump;
	re->steps[split].x = 1;
	re->steps[split].y = re->n - split;
}

/* Makes what was compiled since `start` be repeated. */
static inline void regex_repeat(struct regex *re, int start, int min, int max)
{
	int n = re->n - start;
	struct regex_step *steps = tool_alloc(n * sizeof(*steps));

	if (n > 0)
		memcpy(steps, re->steps + start, n * sizeof(*steps));
	re->n = start;
	for (int i = 0; i < min; i++)
		regex_append(re, steps, n);
	if (max == REGEX_NO_LIMIT)
		regex_loop(re, steps, n);
	for (int left = max - min; left > 0; left--) {
		int split = regex_emit(re, REGEX_SPLIT, 0);

		re->steps[split].x = 1;
		re->steps[split].y = left * (n + 1);
		regex_append(re, steps, n);
	}
	free(steps);
}

static inline int regex_number(struct regex *re, int otherwise)
{
	int n = 0;

	if (!isdigit((unsigned char)*re->p))
		return otherwise;
	for (; isdigit((unsigned char)*re->p); re->p++)
		if (n <= REGEX_REPEAT_MAX)
			n = n * TOOL_DECIMAL + (*re->p - '0');
	return n;
}

/* {m} {m,} {,n} {m,n}, the { being taken. */
static inline void regex_interval(struct regex *re, int start)
{
	int min = regex_number(re, 0), max = min;

	if (*re->p == ',') {
		re->p++;
		max = regex_number(re, REGEX_NO_LIMIT);
	}
	if (!regex_take(re, '}'))
		re->wrong = "a { without its }";
	else if (min > REGEX_REPEAT_MAX || max > REGEX_REPEAT_MAX ||
		 (max != REGEX_NO_LIMIT && max < min))
		re->wrong = "bad numbers in { }";
	else
		regex_repeat(re, start, min, max);
}

/* A { that opens no interval stands for itself in extended expressions. */
static inline bool regex_at_interval(const struct regex *re)
{
	return regex_at(re, '{') && (!(re->flags & REGEX_EXTENDED) ||
				     isdigit((unsigned char)re->p[1]) ||
				     re->p[1] == ',');
}

static inline void regex_repetitions(struct regex *re, int start)
{
	while (re->wrong == NULL) {
		if (*re->p == '*') {
			re->p++;
			regex_repeat(re, start, 0, REGEX_NO_LIMIT);
		} else if (regex_take(re, '+')) {
			regex_repeat(re, start, 1, REGEX_NO_LIMIT);
		} else if (regex_take(re, '?')) {
			regex_repeat(re, start, 0, 1);
		} else if (regex_at_interval(re)) {
			regex_take(re, '{');
			regex_interval(re, start);
		} else {
			return;
		}
	}
}

/* --- the whole -------------------------------------------------------- */

static inline bool regex_at_end(const struct regex *re)
{
	bool basic = !(re->flags & REGEX_EXTENDED);

	/* A ) without its ( is a plain character in extended expressions. */
	return re->wrong != NULL || *re->p == '\0' || regex_at(re, '|') ||
	       (regex_at(re, ')') && (basic || re->depth > 0));
}

static inline void regex_sequence(struct regex *re)
{
	bool repeatable = false;

	while (!regex_at_end(re)) {
		int start = re->n;

		/* A * with nothing to repeat is a plain character. */
		if (!repeatable && *re->p == '*') {
			regex_emit(re, REGEX_CHAR, *re->p++);
			repeatable = true;
		} else {
			repeatable = regex_atom(re);
		}
		if (repeatable)
			regex_repetitions(re, start);
	}
}

static inline void regex_sequence_alternatives(struct regex *re)
{
	int start = re->n;
	struct regex_step split;
	int jump;

	regex_sequence(re);
	if (re->wrong != NULL || !regex_take(re, '|'))
		return;
	split = (struct regex_step){ .op = REGEX_SPLIT, .x = 1 };
	regex_emit(re, REGEX_JUMP, 0);
	memmove(re->steps + start + 1, re->steps + start,
		(re->n - 1 - start) * sizeof(*re->steps));
	re->steps[start] = split;
	jump = regex_emit(re, REGEX_JUMP, 0);
	re->steps[start].y = re->n - start;
	regex_sequence_alternatives(re);
	re->steps[jump].x = re->n - jump;
}

/* Why the pattern is not a valid one; NULL when it is. */
static inline const char *regex_compile(struct regex *re, const char *pattern,
					int flags)
{
	*re = (struct regex){ .p = pattern, .start = pattern, .flags = flags,
			      .nslots = REGEX_SLOTS };
	regex_sequence_alternatives(re);
	if (re->wrong == NULL && *re->p != '\0')
		re->wrong = "a ) without its (";
	regex_emit(re, REGEX_MATCH, 0);
	return re->wrong;
}

#endif
