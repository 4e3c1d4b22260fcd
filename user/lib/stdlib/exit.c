/*
 * The end of a process in good order. The weak references make a program
 * that uses neither atexit() nor streams free of both.
 */
#include <stdlib.h>

#include "sys.h"

void __atexit_run(void) __attribute__((weak));
void __stdio_exit(void) __attribute__((weak));

_Noreturn void
_Exit(int status)
{
	for (;;)
		__sys__exit(status);
}

_Noreturn void
exit(int status)
{
	if (__atexit_run)
		__atexit_run();
	if (__stdio_exit)
		__stdio_exit();
	_Exit(status);
}
