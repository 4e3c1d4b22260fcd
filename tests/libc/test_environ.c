/*
 * getenv(), setenv(), unsetenv() and putenv() keep an environment of many
 * variables, and leave the vector that the process began with as it was.
 */
#include <errno.h>
#include <string.h>

#include "names.h"

extern char **sp_environ;
char *sp_getenv(const char *name);
int sp_setenv(const char *name, const char *value, int overwrite);
int sp_unsetenv(const char *name);
int sp_putenv(char *definition);

#define MANY 100

static bool
is(const char *name, const char *value)
{
	const char *have = sp_getenv(name);

	return value == NULL ? have == NULL :
			       have != NULL && strcmp(have, value) == 0;
}

int
main(void)
{
	static char a[] = "A=1", b[] = "AB=2", put[] = "C=put";
	char *initial[] = { a, b, NULL };
	char name[20];

	CHECK(is("A", NULL), "no environment at all");
	sp_environ = initial;
	CHECK(is("A", "1") && is("AB", "2") && is("B", NULL), "getenv");
	CHECK(is("", NULL) && is("A=1", NULL), "no names");
	CHECK(sp_setenv("A", "x", 0) == 0 && is("A", "1"), "no overwrite");
	CHECK(sp_setenv("N", "new", 0) == 0 && is("N", "new"), "setenv");
	CHECK(initial[2] == NULL && sp_environ != initial, "another vector");
	CHECK(sp_setenv("A", "longer", 1) == 0 && is("A", "longer"), "over");
	CHECK(sp_putenv(put) == 0 && is("C", "put"), "putenv");
	put[2] = 'P';
	CHECK(is("C", "Put"), "putenv() takes the string itself");
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "V%d", i);
		CHECK(sp_setenv(name, name, 1) == 0, "setenv %s", name);
	}
	for (int i = 0; i < MANY; i += 2) {
		snprintf(name, sizeof(name), "V%d", i);
		CHECK(sp_unsetenv(name) == 0 && is(name, NULL), "unsetenv");
	}
	CHECK(is("V1", "V1") && is("V99", "V99") && is("AB", "2"), "others");
	CHECK(sp_setenv("", "x", 1) == -1 && sp_errno == EINVAL, "empty name");
	CHECK(sp_setenv("a=b", "x", 1) == -1, "= in a name");
	CHECK(sp_unsetenv("nobody") == 0, "unsetenv of nothing");
	return failures;
}
