/* Functions to call at exit(), last registered first. */
#include <errno.h>
#include <stdlib.h>

#define ATEXIT_MAX 32          /* as many as C11 demands */

void __atexit_run(void);

static void (*functions[ATEXIT_MAX])(void);
static size_t nfunctions;

int
atexit(void (*function)(void))
{
	if (nfunctions == ATEXIT_MAX) {
		errno = ENOMEM;
		return -1;
	}
	functions[nfunctions++] = function;
	return 0;
}

/* One of them may register more, or call exit() again. */
void
__atexit_run(void)
{
	while (nfunctions > 0)
		functions[--nfunctions]();
}
