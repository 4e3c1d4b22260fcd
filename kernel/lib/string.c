/*
 * Memory and strings: see string.h.
 *
 * Copying and clearing are where a kernel's time goes, so these work in
 * 8-byte words wherever both ends allow it, TURN words a turn.
 */
#include "arch/riscv.h"
#include "lib/string.h"

/* Or GCC turns the loop inside memcpy() into a call of memcpy(). */
#pragma GCC optimize("no-tree-loop-distribute-patterns")

#define WORD sizeof(uint64_t)
#define TURN 32

/*
 * Copies n words upwards, each loaded and stored before the next: told that
 * they do not overlap (restrict), GCC would load more than there are registers
 * for. And as a call it would have short copies save registers too.
 */
__attribute__((always_inline)) static inline void
copy_words(uint64_t *to, const uint64_t *from, size_t n)
{
	const uint64_t *end = from + n;

	for (; end - from >= TURN; to += TURN, from += TURN)
#pragma GCC unroll 32
		for (int i = 0; i < TURN; i++)
			to[i] = from[i];
	while (from < end)
		*to++ = *from++;
}

void *
memcpy(void *to, const void *from, size_t n)
{
	char *t = to;
	const char *f = from;

	if (n >= 2 * WORD && ((uintptr_t)t ^ (uintptr_t)f) % WORD == 0) {
		for (; (uintptr_t)t % WORD != 0; n--)
			*t++ = *f++;
		copy_words((uint64_t *)t, (const uint64_t *)f, n / WORD);
		t += ROUND_DOWN(n, WORD);
		f += ROUND_DOWN(n, WORD);
		n %= WORD;
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

__attribute__((always_inline)) static inline void
fill_words(uint64_t *to, uint64_t value, size_t n)
{
	const uint64_t *end = to + n;

	for (; end - to >= TURN; to += TURN)
#pragma GCC unroll 32
		for (int i = 0; i < TURN; i++)
			to[i] = value;
	while (to < end)
		*to++ = value;
}

void *
memset(void *to, int byte, size_t n)
{
	char *t = to;

	if (n >= 2 * WORD) {
		uint64_t value = 0x0101010101010101ul * (uint8_t)byte;

		for (; (uintptr_t)t % WORD != 0; n--)
			*t++ = (char)byte;
		fill_words((uint64_t *)t, value, n / WORD);
		t += ROUND_DOWN(n, WORD);
		n %= WORD;
	}
	while (n-- > 0)
		*t++ = (char)byte;
	return to;
}

void
page_clear(void *page)
{
	fill_words(page, 0, PAGE_SIZE / WORD);
}

void
page_copy(void *to, const void *from)
{
	copy_words(to, from, PAGE_SIZE / WORD);
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
	memset(to + n, 0, size - n);
}
