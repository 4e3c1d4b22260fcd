/*
 * The editor's text and its history against the simplest model of both: an
 * array that is moved for each change, and a copy of all of it as it was
 * before each. Random changes; after each everything that can be asked is
 * asked of both. A seed in the command line repeats a run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../user/bin/edit/history.h"

enum { NROUNDS = 1000, NSTEPS = 400, SIZE_MAX_TEXT = 3000, CHUNK = 40 };

struct model {
	char bytes[SIZE_MAX_TEXT + CHUNK];
	size_t n;
};

static struct text text;
static struct history history;
static struct model now, states[NSTEPS + 1], saved;
static int nstates;
static unsigned seed;

#define CHECK(what) check(what, #what, __LINE__)

static void
check(bool holds, const char *what, int line)
{
	if (holds)
		return;
	printf("line %d, seed %u: does not hold: %s\n", line, seed, what);
	exit(1);
}

static size_t
below(size_t n)
{
	return (size_t)rand() % n;
}

static bool
same(const struct model *a, const struct model *b)
{
	return a->n == b->n && memcmp(a->bytes, b->bytes, a->n) == 0;
}

static void
compare_lines(size_t at)
{
	size_t start = at, end = at, count = 0;

	while (start > 0 && now.bytes[start - 1] != '\n')
		start--;
	while (end < now.n && now.bytes[end] != '\n')
		end++;
	for (size_t i = 0; i < at; i++)
		count += now.bytes[i] == '\n';
	CHECK(text_line_start(&text, at) == start);
	CHECK(text_line_end(&text, at) == end);
	CHECK(text_count_lines(&text, 0, at) == count);
	CHECK(text_count_lines(&text, at, now.n) == text.newlines - count);
}

static void
compare_search(void)
{
	size_t n = 1 + below(4), from = below(now.n + 2), found;
	char wanted[4];
	bool there;

	for (size_t i = 0; i < n; i++)
		wanted[i] = "ab\n"[below(3)];
	there = text_find(&text, wanted, n, from, &found);
	for (size_t i = from; i + n <= now.n; i++)
		if (memcmp(now.bytes + i, wanted, n) == 0) {
			CHECK(there && found == i);
			return;
		}
	CHECK(!there);
}

static void
compare(void)
{
	static struct model copy;
	size_t from = below(now.n + 1), n = below(now.n + 9);
	size_t there = n < now.n - from ? n : now.n - from;

	CHECK(text.size == now.n);
	CHECK(text_copy(&text, 0, sizeof(copy.bytes), copy.bytes) == now.n);
	CHECK(memcmp(copy.bytes, now.bytes, now.n) == 0);
	CHECK(text_copy(&text, from, n, copy.bytes) == there);
	CHECK(memcmp(copy.bytes, now.bytes + from, there) == 0);
	CHECK(from == now.n || text_at(&text, from) == now.bytes[from]);
	compare_lines(from);
	compare_search();
	if (history_is_saved(&history))
		CHECK(same(&now, &saved));
}

static void
insert(size_t at)
{
	char bytes[CHUNK];
	size_t n = 1 + below(below(8) ? 3 : CHUNK);

	for (size_t i = 0; i < n; i++)
		bytes[i] = below(9) ? "ab\n"[below(3)] : (char)below(256);
	CHECK(text_insert(&text, at, bytes, n));
	history_insert(&history, at, n);
	memmove(now.bytes + at + n, now.bytes + at, now.n - at);
	memcpy(now.bytes + at, bytes, n);
	now.n += n;
}

static void
delete(size_t at, size_t n)
{
	history_remove(&history, &text, at, n);
	text_remove(&text, at, n);
	memmove(now.bytes + at, now.bytes + at + n, now.n - at - n);
	now.n -= n;
}

/* One step back leads to one of the states before, and never to this one. */
static void
undo(void)
{
	size_t place;
	int i = nstates - 1;

	if (!history_place(&history, &place)) {
		CHECK(same(&now, &states[0]));
		nstates = 1;
		return;
	}
	CHECK(history_undo(&history, &text));
	now.n = text_copy(&text, 0, sizeof(now.bytes), now.bytes);
	while (i >= 0 && !same(&now, &states[i]))
		i--;
	CHECK(i >= 0);
	nstates = i + 1;
}

/* Half of all changes are where the last one was, as when somebody types. */
static void
change(void)
{
	static size_t at;

	if (at > now.n || below(2))
		at = below(now.n + 1);
	if (now.n < SIZE_MAX_TEXT && (now.n == 0 || below(5) < 3)) {
		size_t before = now.n;

		insert(at);
		at += now.n - before;
	} else {
		size_t n = 1 + below(below(8) ? 3 : CHUNK);

		at -= at > 0 && (at == now.n || below(2));
		delete(at, n < now.n - at ? n : now.n - at);
	}
	states[nstates++] = now;
}

static void
round_of_steps(void)
{
	now.n = 0;
	saved = states[0] = now;
	nstates = 1;
	for (int i = 0; i < NSTEPS; i++) {
		if (below(6) == 0)
			undo();
		else
			change();
		if (below(4) == 0)
			history_close(&history);
		if (below(30) == 0) {
			history_saved(&history);
			saved = now;
			CHECK(history_is_saved(&history));
		}
		compare();
	}
	while (nstates > 1)
		undo();
	CHECK(text.size == 0 && text.newlines == 0);
	history_free(&history);
	text_free(&text);
}

int
main(int argc, char **argv)
{
	for (int i = 0; i < NROUNDS; i++) {
		seed = argc > 1 ? (unsigned)atoi(argv[1]) : (unsigned)i;
		srand(seed);
		round_of_steps();
	}
	return 0;
}
