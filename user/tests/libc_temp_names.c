/*
 * tmpnam() names files that are not there, hundreds of times another name;
 * tmpfile() is a file without a name that can be written and read back.
 */
#include "check.h"

#define NAMES 300
#define TEXT  "temporary\n"

static char names[NAMES][L_tmpnam];

static void
make(const char *name)
{
	FILE *f = fopen(name, "wx");

	CHECK(f != NULL);
	CHECK_EQ(fclose(f), 0);
}

int
main(void)
{
	char text[sizeof(TEXT)];
	char *own;
	FILE *f;

	for (int i = 0; i < NAMES; i++) {
		CHECK(tmpnam(names[i]) == names[i]);
		make(names[i]);        /* fails if the file exists */
	}
	errno = 0;
	own = tmpnam(NULL);
	CHECK(own != NULL && access(own, F_OK) == -1 && errno == ENOENT);
	for (int i = 0; i < NAMES; i++)
		CHECK_EQ(remove(names[i]), 0);
	f = tmpfile();
	CHECK(f != NULL && fputs(TEXT, f) >= 0);
	rewind(f);
	CHECK(fgets(text, sizeof(text), f) == text);
	CHECK_EQ(strcmp(text, TEXT), 0);
	CHECK_EQ(fclose(f), 0);
	return 0;
}
