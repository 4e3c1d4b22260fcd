/* perror(): in a file of its own, for it needs the formatted output. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

void
perror(const char *what)
{
	const char *text = strerror(errno);

	if (what != NULL && *what != '\0')
		fprintf(stderr, "%s: %s\n", what, text);
	else
		fprintf(stderr, "%s\n", text);
}
