/*
 * Finds regular expressions (regex_compile.h) in a text: the leftmost match,
 * and of those the longest, with the text of its groups.
 *
 * Where a step has two ways to go on, the second is put on a stack and taken
 * when the first led nowhere. When that has happened often, it is noted which
 * step was taken at which place of the text: a second time would end the same
 * way, so the time grows with the product of pattern and text, not faster.
 * Only \1 to \9 make it depend on how one got there: then nothing is noted.
 */
#ifndef BIN_REGEX_H
#define BIN_REGEX_H

#include "regex_compile.h"

/* Ways tried before notes are taken. */
enum { REGEX_PATIENCE = 1000 };

/* Where a group matched: bytes from `start` up to `end`; -1 if it did not. */
struct regex_span {
	long start, end;
};

/* A way that is left to take, or (pc < 0) a slot's value to put back. */
struct regex_branch {
	int pc, slot;
	long at;
};

struct regex_run {
	const struct regex *re;
	const char *text;
	long n;
	struct regex_branch *stack;
	size_t depth, capacity;
	unsigned long ways;        /* that were tried                     */
	bool *taken;               /* [pc * (n + 1) + place]              */
	long *slots, *best;        /* best[1] < 0: no match yet           */
};

static inline void regex_push(struct regex_run *r, int pc, int slot, long at)
{
	if (r->depth == r->capacity) {
		r->capacity = 2 * r->capacity + REGEX_NCHARS;
		r->stack = tool_realloc(r->stack, r->capacity *
					sizeof(*r->stack));
	}
	r->stack[r->depth++] = (struct regex_branch){ pc, slot, at };
}

static inline bool regex_is_word(const struct regex_run *r, long at)
{
	unsigned char c;

	if (at < 0 || at >= r->n)
		return false;
	c = r->text[at];
	return isalnum(c) || c == '_';
}

static inline bool regex_edge(const struct regex_run *r, int kind, long at)
{
	bool before = regex_is_word(r, at - 1), after = regex_is_word(r, at);

	switch (kind) {
	case '^': return at == 0;
	case '$': return at == r->n;
	case '<': return !before && after;
	case '>': return before && !after;
	case 'b': return before != after;
	default:  return before == after;
	}
}

static inline bool regex_equal(const struct regex *re, int a, int b)
{
	return a == b || ((re->flags & REGEX_FOLD) && tolower(a) == tolower(b));
}

/* Characters of the text that group `group` had, if they come again; or -1. */
static inline long regex_again(const struct regex_run *r, int group, long at)
{
	long start = r->slots[2 * group];
	long n = r->slots[2 * group + 1] - start;

	if (start < 0 || n < 0 || n > r->n - at)
		return -1;
	for (long i = 0; i < n; i++)
		if (!regex_equal(r->re, (unsigned char)r->text[start + i],
				 (unsigned char)r->text[at + i]))
			return -1;
	return n;
}

/* How many characters the step takes at this place; -1: it does not match. */
static inline long regex_step(struct regex_run *r, const struct regex_step *s,
			      long at)
{
	int c = at < r->n ? (unsigned char)r->text[at] : EOF;

	switch (s->op) {
	case REGEX_CHAR:
		return c != EOF && regex_equal(r->re, s->c, c) ? 1 : -1;
	case REGEX_ANY:
		return c != EOF ? 1 : -1;
	case REGEX_SET:
		return c != EOF && s->set[c] ? 1 : -1;
	case REGEX_BACK:
		return regex_again(r, s->c, at);
	case REGEX_MOVED:
		return r->slots[s->c] != at ? 0 : -1;
	case REGEX_EDGE:
		return regex_edge(r, s->c, at) ? 0 : -1;
	case REGEX_SAVE:
		regex_push(r, -1, s->c, r->slots[s->c]);
		r->slots[s->c] = at;
		return 0;
	default:
		return 0;
	}
}

/* A match ends here: is it allowed to, and the longest so far? */
static inline void regex_matched(struct regex_run *r, long at)
{
	int flags = r->re->flags;

	if (((flags & REGEX_LINE) && at != r->n) ||
	    ((flags & REGEX_WORD) && regex_is_word(r, at)) ||
	    at <= r->best[1])
		return;
	memcpy(r->best, r->slots, REGEX_SLOTS * sizeof(*r->best));
	r->best[1] = at;
}

/* True when this branching step was taken at this place before. */
static inline bool regex_was_taken(struct regex_run *r, int pc, long at)
{
	bool *taken;

	if (++r->ways < REGEX_PATIENCE || r->re->has_back)
		return false;
	if (r->taken == NULL)
		r->taken = calloc(r->re->n, r->n + 1);
	if (r->taken == NULL)
		return false;
	taken = &r->taken[pc * (r->n + 1) + at];
	if (*taken)
		return true;
	*taken = true;
	return false;
}

/* Follows one way to its end. */
static inline void regex_follow(struct regex_run *r, int pc, long at)
{
	for (;;) {
		const struct regex_step *s = &r->re->steps[pc];
		long n;

		if (s->op == REGEX_MATCH) {
			regex_matched(r, at);
			return;
		}
		if (s->op == REGEX_SPLIT && regex_was_taken(r, pc, at))
			return;
		n = regex_step(r, s, at);
		if (n < 0)
			return;
		if (s->op == REGEX_SPLIT)
			regex_push(r, pc + s->y, 0, at);
		at += n;
		pc += s->op == REGEX_SPLIT || s->op == REGEX_JUMP ? s->x : 1;
	}
}

/* Looks for a match that starts right at `start`. */
static inline bool regex_match_at(struct regex_run *r, long start)
{
	if ((r->re->flags & REGEX_LINE) && start > 0)
		return false;
	if ((r->re->flags & REGEX_WORD) && regex_is_word(r, start - 1))
		return false;
	for (int i = 0; i < r->re->nslots; i++)
		r->slots[i] = -1;
	r->slots[0] = start;
	r->depth = 0;
	regex_push(r, 0, 0, start);
	while (r->depth > 0 && r->best[1] < r->n) {
		struct regex_branch b = r->stack[--r->depth];

		if (b.pc < 0)
			r->slots[b.slot] = b.at;
		else
			regex_follow(r, b.pc, b.at);
	}
	return r->best[1] >= 0;
}

/* The next place at or after `from` where a match may start. */
static inline long regex_candidate(const struct regex_run *r, long from)
{
	const struct regex_step *first = r->re->steps;
	const char *found;

	if (first->op != REGEX_CHAR || (r->re->flags & REGEX_FOLD))
		return from;
	found = from < r->n ? memchr(r->text + from, first->c, r->n - from)
			    : NULL;
	return found != NULL ? found - r->text : r->n + 1;
}

/*
 * The first match in the `n` bytes of text that starts at or after `from`.
 * False when there is none; else `spans`, unless NULL, has REGEX_GROUPS.
 */
static inline bool regex_find(const struct regex *re, const char *text,
			      size_t n, size_t from, struct regex_span *spans)
{
	struct regex_run r = { .re = re, .text = text, .n = n };
	long at = regex_candidate(&r, from);
	bool found = false;

	if (at > r.n)
		return false;
	r.slots = tool_alloc((re->nslots + REGEX_SLOTS) * sizeof(*r.slots));
	r.best = r.slots + re->nslots;
	r.best[1] = -1;
	for (; at <= r.n && !found; at = regex_candidate(&r, at + 1))
		found = regex_match_at(&r, at);
	for (int i = 0; found && spans != NULL && i < REGEX_GROUPS; i++)
		spans[i] = (struct regex_span){ r.best[2 * i],
						r.best[2 * i + 1] };
	free(r.slots);
	free(r.stack);
	free(r.taken);
	return found;
}

#endif
