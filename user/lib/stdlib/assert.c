/* What a failed assert() does. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void
__assert_fail(const char *what, const char *file, int line,
	      const char *function)
{
	fprintf(stderr, "%s:%d: %s: assertion failed: %s\n", file, line,
		function, what);
	abort();
}
