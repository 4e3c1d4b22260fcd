/*
 * The string functions do what the host's do, on random strings over a small
 * alphabet, where matches, near matches and empty strings are common.
 */
#define _GNU_SOURCE
#include <string.h>
#include <strings.h>

#include "names.h"

#define SIZE  64
#define NRUNS 100000

size_t sp_strlen(const char *s);
size_t sp_strnlen(const char *s, size_t n);
char *sp_strcpy(char *to, const char *from);
char *sp_strncpy(char *to, const char *from, size_t n);
char *sp_stpcpy(char *to, const char *from);
char *sp_strcat(char *to, const char *from);
char *sp_strncat(char *to, const char *from, size_t n);
size_t sp_strlcpy(char *to, const char *from, size_t n);
size_t sp_strlcat(char *to, const char *from, size_t n);
int sp_strcmp(const char *a, const char *b);
int sp_strncmp(const char *a, const char *b, size_t n);
int sp_strcasecmp(const char *a, const char *b);
int sp_strncasecmp(const char *a, const char *b, size_t n);
char *sp_strchr(const char *s, int c);
char *sp_strrchr(const char *s, int c);
char *sp_strstr(const char *hay, const char *needle);
char *sp_strcasestr(const char *hay, const char *needle);
size_t sp_strspn(const char *s, const char *set);
size_t sp_strcspn(const char *s, const char *set);
char *sp_strpbrk(const char *s, const char *set);
char *sp_strtok_r(char *s, const char *set, char **rest);
char *sp_strsep(char **rest, const char *set);
char *sp_strdup(const char *s);
char *sp_strndup(const char *s, size_t n);
char *sp_strerror(int error);
char *sp_strsignal(int sig);

static void
random_string(char *s, size_t max)
{
	size_t n = random_below(max);

	for (size_t i = 0; i < n; i++)
		s[i] = "abAB\xe9"[random_below(5)];
	s[n] = '\0';
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

static void
reading(const char *a, const char *b, size_t n)
{
	char c = b[0];

	CHECK(sp_strlen(a) == strlen(a), "strlen");
	CHECK(sp_strnlen(a, n) == strnlen(a, n), "strnlen");
	CHECK(sign(sp_strcmp(a, b)) == sign(strcmp(a, b)), "strcmp");
	CHECK(sign(sp_strncmp(a, b, n)) == sign(strncmp(a, b, n)), "strncmp");
	CHECK(sign(sp_strcasecmp(a, b)) == sign(strcasecmp(a, b)), "case");
	CHECK(sign(sp_strncasecmp(a, b, n)) == sign(strncasecmp(a, b, n)),
	      "strncasecmp");
	CHECK(sp_strchr(a, c) == strchr(a, c), "strchr");
	CHECK(sp_strrchr(a, c) == strrchr(a, c), "strrchr");
	CHECK(sp_strstr(a, b) == strstr(a, b), "strstr '%s' '%s'", a, b);
	CHECK(sp_strcasestr(a, b) == strcasestr(a, b), "strcasestr");
	CHECK(sp_strspn(a, b) == strspn(a, b), "strspn");
	CHECK(sp_strcspn(a, b) == strcspn(a, b), "strcspn");
	CHECK(sp_strpbrk(a, b) == strpbrk(a, b), "strpbrk");
}

static char want[4 * SIZE], got[4 * SIZE];

static void
same(const char *what)
{
	CHECK(memcmp(want, got, sizeof(want)) == 0, "%s: '%s', not '%s'",
	      what, got, want);
}

static void
writing(const char *a, const char *b, size_t n)
{
	memset(want, '#', sizeof(want));
	memset(got, '#', sizeof(got));
	CHECK(stpcpy(want, a) - want == sp_stpcpy(got, a) - got, "stpcpy");
	same("stpcpy");
	strcat(want, b);
	sp_strcat(got, b);
	same("strcat");
	strncat(want, a, n);
	sp_strncat(got, a, n);
	same("strncat");
	strncpy(want, b, n);
	sp_strncpy(got, b, n);
	same("strncpy");

	CHECK(sp_strlcpy(got, a, n) == strlen(a), "strlcpy");
	CHECK(n == 0 || (strlen(got) == strnlen(a, n - 1) &&
			 memcmp(got, a, strlen(got)) == 0), "strlcpy");
	sp_strcpy(got, b);
	CHECK(sp_strlcat(got, a, n) == strnlen(b, n) + strlen(a), "strlcat");
	CHECK(n == 0 || strlen(b) >= n ||
	      strlen(got) == strnlen(a, n - 1 - strlen(b)) + strlen(b),
	      "strlcat length");
}

static void
words(const char *a, const char *set)
{
	char one[SIZE], two[SIZE], *rest1, *rest2;
	char *w = strtok_r(strcpy(one, a), set, &rest1);
	char *g = sp_strtok_r(strcpy(two, a), set, &rest2);

	for (; w != NULL && g != NULL; g = sp_strtok_r(NULL, set, &rest2)) {
		CHECK(strcmp(w, g) == 0, "strtok_r '%s': '%s'", a, g);
		w = strtok_r(NULL, set, &rest1);
	}
	CHECK(w == NULL && g == NULL, "strtok_r '%s': number of words", a);
	rest1 = strcpy(one, a);
	rest2 = strcpy(two, a);
	do {
		w = strsep(&rest1, set);
		g = sp_strsep(&rest2, set);
		CHECK((w == NULL) == (g == NULL) &&
		      (w == NULL || strcmp(w, g) == 0), "strsep '%s'", a);
	} while (w != NULL && g != NULL);
}

int
main(void)
{
	char a[SIZE], b[SIZE], *p;

	for (int i = 0; i < NRUNS; i++) {
		size_t n = random_below(SIZE);

		random_string(a, SIZE);
		random_string(b, i % 2 ? 4 : SIZE);
		reading(a, b, n);
		if (i % 4 == 0)
			writing(a, b, n);
		if (i % 4 == 1)
			words(a, b);
	}
	p = sp_strndup("hello", 3);
	CHECK(strcmp(p, "hel") == 0, "strndup");
	sp_free(p);
	p = sp_strdup("");
	CHECK(*p == '\0', "strdup");
	sp_free(p);
	for (int i = 0; i < 40; i++)
		CHECK(strstr(sp_strerror(i), "Unknown") != NULL ||
		      strcmp(sp_strerror(i), strerror(i)) == 0, "error %d: %s",
		      i, sp_strerror(i));
	CHECK(strcmp(sp_strerror(999), "Unknown error 999") == 0, "999");
	CHECK(strcmp(sp_strsignal(11), "Segmentation fault") == 0, "11");
	return failures;
}
