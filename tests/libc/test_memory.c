/*
 * memcpy(), memmove(), memset() and memcmp() are right for every alignment,
 * length and overlap, and touch nothing beyond their ends.
 */
#include <string.h>

#include "names.h"

void *sp_memcpy(void *to, const void *from, size_t n);
void *sp_memmove(void *to, const void *from, size_t n);
void *sp_memset(void *p, int c, size_t n);
int sp_memcmp(const void *a, const void *b, size_t n);
void *sp_memchr(const void *p, int c, size_t n);
void *sp_memrchr(const void *p, int c, size_t n);
void *sp_memmem(const void *hay, size_t n, const void *needle, size_t m);

#define SIZE 200
#define LONGEST 100

static unsigned char want[SIZE], got[SIZE], from[SIZE];

static void
begin(void)
{
	for (int i = 0; i < SIZE; i++) {
		from[i] = (unsigned char)random64();
		want[i] = got[i] = (unsigned char)i;
	}
}

static void
same(const char *what, int to, int start, size_t n)
{
	CHECK(memcmp(want, got, SIZE) == 0, "%s to %d from %d, %zu bytes",
	      what, to, start, n);
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

static void
one(int to, int start, size_t n)
{
	begin();
	memcpy(want + to, from + start, n);
	CHECK(sp_memcpy(got + to, from + start, n) == got + to, "result");
	same("memcpy", to, start, n);
	memmove(want + to, want + start, n);
	CHECK(sp_memmove(got + to, got + start, n) == got + to, "result");
	same("memmove", to, start, n);
	memset(want + to, start, n);
	CHECK(sp_memset(got + to, start, n) == got + to, "result");
	same("memset", to, start, n);
	if (n == 0)
		return;
	memcpy(from + to, want + start, n);
	from[to + (int)random_below(n)] ^= (unsigned char)random_below(256);
	CHECK(sign(sp_memcmp(from + to, want + start, n)) ==
	      sign(memcmp(from + to, want + start, n)), "memcmp");
}

static void
searches(void)
{
	static const char text[] = "abababcabcabdabcabcabcabd";
	const size_t n = sizeof(text) - 1;

	for (char c = 'a'; c <= 'e'; c++) {
		CHECK(sp_memchr(text, c, n) == memchr(text, c, n), "memchr");
		CHECK(sp_memrchr(text, c, n) ==
		      (strrchr(text, c)), "memrchr");
	}
	for (size_t i = 0; i < n; i++)
		for (size_t len = 0; len <= n - i; len++) {
			char *p = sp_memmem(text, n, text + i, len);

			CHECK(p != NULL && p <= text + i &&
			      memcmp(p, text + i, len) == 0, "memmem");
		}
	CHECK(sp_memmem(text, n, "abe", 3) == NULL, "memmem of nothing");
}

int
main(void)
{
	for (int to = 0; to < 18; to++)
		for (int start = 0; start < 18; start++)
			for (size_t n = 0; n < LONGEST; n += 1 + n / 24)
				one(to + 40, start + 40, n);
	searches();
	return failures;
}
