/*
 * Bytes in memory. Copying and filling go by 8-byte words where both sides
 * allow it; a word that is not aligned may trap on real machines, so ends and
 * mutually misaligned copies go by bytes.
 */
#include <stdint.h>
#include <string.h>

/* May overlap with anything: it stands for bytes, not for an integer. */
typedef uint64_t __attribute__((may_alias)) word_t;

#define WORD       sizeof(word_t)
#define BLOCK      (4 * WORD)           /* copied by one round of the loop */
#define EACH_BYTE  0x0101010101010101ul

static inline int
misaligned(const void *p)
{
	return (uintptr_t)p % WORD != 0;
}

static inline int
same_alignment(const void *a, const void *b)
{
	return ((uintptr_t)a ^ (uintptr_t)b) % WORD == 0;
}

static inline void
copy_block(word_t *to, const word_t *from)
{
	word_t a = from[0], b = from[1], c = from[2], d = from[3];

	to[0] = a;
	to[1] = b;
	to[2] = c;
	to[3] = d;
}

/* Lowest byte first: right when `to` does not start inside `from`. */
static void
copy_up(unsigned char *to, const unsigned char *from, size_t n)
{
	if (same_alignment(to, from)) {
		for (; n > 0 && misaligned(to); n--)
			*to++ = *from++;
		for (; n >= BLOCK; n -= BLOCK, to += BLOCK, from += BLOCK)
			copy_block((word_t *)to, (const word_t *)from);
		for (; n >= WORD; n -= WORD, to += WORD, from += WORD)
			*(word_t *)to = *(const word_t *)from;
	}
	while (n-- > 0)
		*to++ = *from++;
}

/* Highest byte first: right when `from` does not start inside `to`. */
static void
copy_down(unsigned char *to, const unsigned char *from, size_t n)
{
	if (same_alignment(to, from)) {
		for (; n > 0 && misaligned(to + n); n--)
			to[n - 1] = from[n - 1];
		for (; n >= WORD; n -= WORD)
			*(word_t *)(to + n - WORD) =
				*(const word_t *)(from + n - WORD);
	}
	while (n-- > 0)
		to[n] = from[n];
}

void *
memcpy(void *restrict to, const void *restrict from, size_t n)
{
	copy_up(to, from, n);
	return to;
}

void *
mempcpy(void *restrict to, const void *restrict from, size_t n)
{
	copy_up(to, from, n);
	return (char *)to + n;
}

void *
memmove(void *to, const void *from, size_t n)
{
	if ((uintptr_t)to - (uintptr_t)from >= n)
		copy_up(to, from, n);
	else
		copy_down(to, from, n);
	return to;
}

void *
memset(void *p, int c, size_t n)
{
	unsigned char *to = p;
	word_t word = EACH_BYTE * (unsigned char)c;

	for (; n > 0 && misaligned(to); n--)
		*to++ = (unsigned char)c;
	for (; n >= BLOCK; n -= BLOCK, to += BLOCK) {
		word_t *block = (word_t *)to;

		block[0] = block[1] = block[2] = block[3] = word;
	}
	while (n-- > 0)
		*to++ = (unsigned char)c;
	return p;
}

int
memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	if (same_alignment(p, q) && !misaligned(p))
		for (; n >= WORD; n -= WORD, p += WORD, q += WORD)
			if (*(const word_t *)p != *(const word_t *)q)
				break;
	for (; n > 0; n--, p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}

void *
memchr(const void *p, int c, size_t n)
{
	const unsigned char *s = p;

	for (; n > 0; n--, s++)
		if (*s == (unsigned char)c)
			return (void *)s;
	return NULL;
}

void *
memrchr(const void *p, int c, size_t n)
{
	const unsigned char *s = p;

	while (n-- > 0)
		if (s[n] == (unsigned char)c)
			return (void *)(s + n);
	return NULL;
}

void *
memccpy(void *restrict to, const void *restrict from, int c, size_t n)
{
	const unsigned char *found = memchr(from, c, n);
	size_t ncopy = found ? (size_t)(found + 1 - (unsigned char *)from) : n;

	copy_up(to, from, ncopy);
	return found ? (char *)to + ncopy : NULL;
}
