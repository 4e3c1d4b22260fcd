/* Echoes as it should, and does all that it should not when told to. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	volatile int spinning = strcmp(what, "-spin") == 0;
	int fds[2];
	char c;

	while (spinning)
		continue;
	if (strcmp(what, "-odd") == 0)
		printf("\001\033[31m<b>]]>&amp;\n\"'\\\n");
	if (strcmp(what, "-wait") == 0 && pipe(fds) == 0)
		return (int)read(fds[0], &c, 1);
	while (strcmp(what, "-flood") == 0)
		puts(what);
	if (what[0] != '-')
		puts(what);
	return 0;
}
