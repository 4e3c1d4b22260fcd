/* The character classes are the host's in the C locale, for EOF and all
   bytes. */
#include <ctype.h>

#include "names.h"

#define EACH(X) \
	X(isalnum) X(isalpha) X(isblank) X(iscntrl) X(isdigit) X(isgraph) \
	X(islower) X(isprint) X(ispunct) X(isspace) X(isupper) X(isxdigit)

#define DECLARE(f) int sp_##f(int c);
EACH(DECLARE)
int sp_tolower(int c);
int sp_toupper(int c);

int
main(void)
{
	for (int c = EOF; c < 256; c++) {
#define COMPARE(f) CHECK(!sp_##f(c) == !f(c), #f " of %d", c);
		EACH(COMPARE)
		CHECK(sp_tolower(c) == tolower(c), "tolower of %d", c);
		CHECK(sp_toupper(c) == toupper(c), "toupper of %d", c);
	}
	return failures;
}
