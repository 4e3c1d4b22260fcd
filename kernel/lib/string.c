/*
 * Memory and strings: see string.h.
 *
 * Copying and clearing are where a kernel's time goes, so these work in
 * 8-byte words wherever both ends allow it, eight words a turn.
 */
#include "arch/riscv.h"
#include "lib/string.h"

/* Or GCC turns the loop inside memcpy() into a call of memcpy(). */
#pragma GCC optimize("no-tree-loop-distribute-patterns")

#define WORD       sizeof(uint64_t)
#define WORDS_TURN 8

/* Copies whole words upwards; the count of bytes is a multiple of WORD. */
static void
copy_words(uint64_t *to, const uint64_t *from, size_t n)
{
	for (; n >= WORDS_TURN * WORD; n -= WORDS_TURN * WORD) {
		uint64_t a = from[0], b = from[1], c = from[2], d = from[3];
		uint64_t e = from[4], f = from[5], g = from[6], h = from[7];

		to[0] = a, to[1] = b, to[2] = c, to[3] = d;
		to[4] = e, to[5] = f, to[6] = g, to[7] = h;
		to += WORDS_TURN;
		from += WORDS_TURN;
	}
	for (; n > 0; n -= WORD)
		*to++ = *from++;
}

void *
memcpy(void *restrict to, const void *restrict from, size_t n)
{
	char *t = to;
	const char *f = from;

	if (n >= 2 * WORD && ((uintptr_t)t ^ (uintptr_t)f) % WORD == 0) {
		while ((uintptr_t)t & (WORD - 1))
			*t++ = *f++, n--;
		copy_words((uint64_t *)t, (const uint64_t *)f, n & ~(WORD - 1));
		t += n & ~(WORD - 1);
		f += n & ~(WORD - 1);
		n &= WORD - 1;
	}
	while (n-- > 0)
		*t++ = *f++;
	return to;
}

void *
memmove(void *to, const void *from, size_t n)
{
	char *t = to;
	const char *f = from;

	if (t <= f || t >= f + n)
		return t == f ? to : memcpy(to, from, n);
	while (n-- > 0)
		t[n] = f[n];
	return to;
}

static void
fill_words(uint64_t *to, uint64_t value, size_t n)
{
	for (; n >= WORDS_TURN * WORD; n -= WORDS_TURN * WORD) {
		to[0] = to[1] = to[2] = to[3] = value;
		to[4] = to[5] = to[6] = to[7] = value;
		to += WORDS_TURN;
	}
	for (; n > 0; n -= WORD)
		*to++ = value;
}

void *
memset(void *to, int byte, size_t n)
{
	char *t = to;

	if (n >= 2 * WORD) {
		uint64_t value = 0x0101010101010101ul * (uint8_t)byte;

		while ((uintptr_t)t & (WORD - 1))
			*t++ = (char)byte, n--;
		fill_words((uint64_t *)t, value, n & ~(WORD - 1));
		t += n & ~(WORD - 1);
		n &= WORD - 1;
	}
	while (n-- > 0)
		*t++ = (char)byte;
	return to;
}

void
page_clear(void *page)
{
	fill_words(page, 0, PAGE_SIZE);
}

void
page_copy(void *restrict to, const void *restrict from)
{
	copy_words(to, from, PAGE_SIZE);
}

int
memcmp(const void *a, const void *b, size_t n)
{
	const uint8_t *x = a, *y = b;

	for (; n > 0; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}

size_t
strlen(const char *s)
{
	return strnlen(s, SIZE_MAX);
}

size_t
strnlen(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n])
		n++;
	return n;
}

char *
strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (*s == '\0')
			return NULL;
	return (char *)(uintptr_t)s;
}

void
string_copy(char *to, const char *from, size_t size)
{
	size_t n = strnlen(from, size - 1);

	memcpy(to, from, n);
	to[n] = '\0';
}
