/*
 * Finds a shortest list of lines to remove and to add that makes one file the
 * other.
 *
 * Think of a grid: the lines of file 0 downwards, those of file 1 to the
 * right. A step down removes a line, one to the right adds one, and a step
 * along the diagonal, which is free, keeps one that both have. From both
 * corners the furthest places are found that 1, 2, 3 ... steps reach; where
 * the two fronts meet, a shortest way passes, and the two parts before and
 * after are solved in the same manner. Two rows of places are all the memory
 * it takes, and it takes time in proportion to lines and differences.
 *
 * What both files begin and end with is taken off first, and lines that only
 * one of them has. When files have hardly anything in common the search is
 * given up at some cost, and the best place so far is taken.
 */
#ifndef BIN_DIFF_SCRIPT_H
#define BIN_DIFF_SCRIPT_H

#include <limits.h>

#include "diff_files.h"

enum { DIFF_COST_LEAST = 1024 };

/* Lines [start, end) of each side differ. */
struct diff_change {
	long start[DIFF_SIDES], end[DIFF_SIDES];
};

struct diff_script {
	struct diff_change *changes;
	long n;
};

/*
 * The furthest x on each diagonal k = x - y from `low` to `high`; from the
 * first corner -1 and from the last LONG_MAX where nothing was reached.
 */
struct diff_front {
	long *v, low, high;
};

/* The lines that both files have, by id and by their place in the file. */
struct diff_search {
	const struct diff_file *files[DIFF_SIDES];
	long *ids[DIFF_SIDES], *places[DIFF_SIDES];
	long n[DIFF_SIDES];
	bool *changed[DIFF_SIDES]; /* for each line of the file           */
	struct diff_front forward, backward;
	long cost_most;
};

struct diff_box {
	long x, x_end, y, y_end;
};

struct diff_place {
	long x, y;
};

/* The next step's diagonals, none of which leaves the box. */
static inline void diff_widen(struct diff_front *f, const struct diff_box *b,
			      long unreached)
{
	if (f->low > b->x - b->y_end)
		f->v[--f->low - 1] = unreached;
	else
		f->low++;
	if (f->high < b->x_end - b->y)
		f->v[++f->high + 1] = unreached;
	else
		f->high--;
}

/* Where one step from the diagonals beside k leads to on k. */
static inline long diff_step_on(const struct diff_front *f,
				const struct diff_box *b, long k)
{
	long right = f->v[k - 1], down = f->v[k + 1];

	right = right >= 0 && right < b->x_end ? right + 1 : -1;
	down = down >= 0 && down - k <= b->y_end ? down : -1;
	return right > down ? right : down;
}

static inline long diff_step_back(const struct diff_front *f,
				  const struct diff_box *b, long k)
{
	long left = f->v[k + 1], up = f->v[k - 1];

	left = left != LONG_MAX && left > b->x ? left - 1 : LONG_MAX;
	up = up != LONG_MAX && up - k >= b->y ? up : LONG_MAX;
	return left < up ? left : up;
}

/* One more step from the first corner. True, with *at, when fronts meet. */
static inline bool diff_advance(struct diff_search *s,
				const struct diff_box *b, long d, bool meets,
				struct diff_place *at)
{
	struct diff_front *f = &s->forward, *other = &s->backward;

	if (d == 0)
		f->low = f->high = b->x - b->y;
	else
		diff_widen(f, b, -1);
	for (long k = f->high; k >= f->low; k -= 2) {
		long x = d == 0 ? b->x : diff_step_on(f, b, k);

		while (x >= 0 && x < b->x_end && x - k < b->y_end &&
		       s->ids[0][x] == s->ids[1][x - k])
			x++;
		f->v[k] = x;
		if (meets && k >= other->low && k <= other->high &&
		    x >= other->v[k]) {
			*at = (struct diff_place){ x, x - k };
			return true;
		}
	}
	return false;
}

/* The same from the last corner. */
static inline bool diff_retreat(struct diff_search *s,
				const struct diff_box *b, long d, bool meets,
				struct diff_place *at)
{
	struct diff_front *f = &s->backward, *other = &s->forward;

	if (d == 0)
		f->low = f->high = b->x_end - b->y_end;
	else
		diff_widen(f, b, LONG_MAX);
	for (long k = f->high; k >= f->low; k -= 2) {
		long x = d == 0 ? b->x_end : diff_step_back(f, b, k);

		while (x != LONG_MAX && x > b->x && x - k > b->y &&
		       s->ids[0][x - 1] == s->ids[1][x - k - 1])
			x--;
		f->v[k] = x;
		if (meets && k >= other->low && k <= other->high &&
		    x <= other->v[k]) {
			*at = (struct diff_place){ x, x - k };
			return true;
		}
	}
	return false;
}

/* The place nearest to the last corner that was reached from the first. */
static inline struct diff_place diff_best(const struct diff_front *f)
{
	struct diff_place best = { -1, 0 };

	for (long k = f->low; k <= f->high; k += 2)
		if (f->v[k] >= 0 && 2 * f->v[k] - k > best.x + best.y)
			best = (struct diff_place){ f->v[k], f->v[k] - k };
	return best;
}

/* A place in the box that a shortest way passes. */
static inline struct diff_place diff_split_box(struct diff_search *s,
					       const struct diff_box *b)
{
	bool odd = ((b->x_end - b->x) - (b->y_end - b->y)) & 1;
	struct diff_place at;

	for (long d = 0;; d++) {
		if (diff_advance(s, b, d, odd && d > 0, &at) ||
		    diff_retreat(s, b, d, !odd, &at))
			return at;
		if (d >= s->cost_most)
			return diff_best(&s->forward);
	}
}

static inline void diff_mark(struct diff_search *s, int side, long from,
			     long to)
{
	for (; from < to; from++)
		s->changed[side][s->places[side][from]] = true;
}

static inline void diff_solve(struct diff_search *s, struct diff_box b)
{
	while (b.x < b.x_end || b.y < b.y_end) {
		struct diff_place at;

		while (b.x < b.x_end && b.y < b.y_end &&
		       s->ids[0][b.x] == s->ids[1][b.y])
			b.x++, b.y++;
		while (b.x < b.x_end && b.y < b.y_end &&
		       s->ids[0][b.x_end - 1] == s->ids[1][b.y_end - 1])
			b.x_end--, b.y_end--;
		if (b.x == b.x_end || b.y == b.y_end) {
			diff_mark(s, 0, b.x, b.x_end);
			diff_mark(s, 1, b.y, b.y_end);
			return;
		}
		at = diff_split_box(s, &b);
		diff_solve(s, (struct diff_box){ b.x, at.x, b.y, at.y });
		b.x = at.x;
		b.y = at.y;
	}
}

/* Keeps the lines of one side that the other has too; marks the others. */
static inline void diff_take_common(struct diff_search *s, int side,
				    const bool *in_other)
{
	const struct diff_file *f = s->files[side];

	s->ids[side] = tool_alloc(f->n * sizeof(long));
	s->places[side] = tool_alloc(f->n * sizeof(long));
	for (long i = 0; i < f->n; i++) {
		long id = f->lines[i].id;

		s->changed[side][i] = !in_other[id];
		if (!in_other[id])
			continue;
		s->ids[side][s->n[side]] = id;
		s->places[side][s->n[side]++] = i;
	}
}

static inline void diff_prepare(struct diff_search *s)
{
	long total = s->files[0]->n + s->files[1]->n;
	bool *there[DIFF_SIDES];

	for (int side = 0; side < DIFF_SIDES; side++) {
		const struct diff_file *f = s->files[side];

		there[side] = tool_alloc(total);
		memset(there[side], 0, total);
		for (long i = 0; i < f->n; i++)
			there[side][f->lines[i].id] = true;
		s->changed[side] = tool_alloc(f->n + 1);
		s->changed[side][f->n] = false;
	}
	for (int side = 0; side < DIFF_SIDES; side++)
		diff_take_common(s, side, there[!side]);
	free(there[0]);
	free(there[1]);
}

/*
 * Of several places where the same change can stand the last is taken, as
 * people expect; changes that so come together become one.
 */
static inline void diff_slide(struct diff_search *s, int side)
{
	const struct diff_line *lines = s->files[side]->lines;
	bool *changed = s->changed[side], *others = s->changed[!side];
	long n = s->files[side]->n;
	long j = 0;                /* the line of the other side at i     */

	for (long i = 0; i < n;) {
		long start = i;

		if (!changed[i]) {
			while (others[j])
				j++;
			i++, j++;
			continue;
		}
		while (i < n && changed[i])
			i++;
		while (i < n && lines[start].id == lines[i].id &&
		       !others[j]) {
			changed[start++] = false;
			changed[i++] = true;
			j++;
			while (i < n && changed[i])
				i++;
		}
	}
}

/* Makes a list of changes of the marks. */
static inline struct diff_script diff_collect(const struct diff_search *s)
{
	struct diff_script script = { NULL, 0 };
	long capacity = 0, i = 0, j = 0;

	while (i < s->files[0]->n || j < s->files[1]->n) {
		struct diff_change c = { { i, j }, { i, j } };

		while (s->changed[0][c.end[0]])
			c.end[0]++;
		while (s->changed[1][c.end[1]])
			c.end[1]++;
		i = c.end[0] + 1;
		j = c.end[1] + 1;
		if (c.end[0] == c.start[0] && c.end[1] == c.start[1])
			continue;
		if (script.n == capacity) {
			capacity = 2 * capacity + BUFSIZ;
			script.changes = tool_realloc(script.changes,
				capacity * sizeof(*script.changes));
		}
		script.changes[script.n++] = c;
	}
	return script;
}

/* The changes, in order; free() them. The lines must be numbered. */
static inline struct diff_script diff_find_script(const struct diff_file *a,
						  const struct diff_file *b)
{
	struct diff_search s = { .files = { a, b } };
	struct diff_script script;
	long diagonals, *rows;

	diff_prepare(&s);
	diagonals = s.n[0] + s.n[1] + 2 + 1;   /* one beyond at each end */
	rows = tool_alloc(2 * diagonals * sizeof(*rows));
	s.forward.v = rows + s.n[1] + 1;
	s.backward.v = s.forward.v + diagonals;
	s.cost_most = DIFF_COST_LEAST;
	while (s.cost_most * s.cost_most < diagonals)
		s.cost_most *= 2;
	diff_solve(&s, (struct diff_box){ 0, s.n[0], 0, s.n[1] });
	free(rows);
	for (int side = 0; side < DIFF_SIDES; side++)
		diff_slide(&s, side);
	script = diff_collect(&s);
	for (int side = 0; side < DIFF_SIDES; side++) {
		free(s.changed[side]);
		free(s.ids[side]);
		free(s.places[side]);
	}
	return script;
}

#endif
