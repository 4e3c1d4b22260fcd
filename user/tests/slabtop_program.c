/*
 * slabtop: the kernel's types of objects, those with the most frames first;
 * each process more is one object more of the type "proc".
 */
#include "output.h"

enum { NCHILDREN = 10 };

/* Live objects of that type; the lines are in the order of their frames. */
static long
live(const char *type)
{
	long objects, frames, before = 1l << 40, found = -1;
	char name[32];
	int status;
	const char *text = output_of("slabtop", &status);

	CHECK_EXITED(status, 0);
	for (text = strchr(text, '\n') + 1; *text != '\0';
	     text = strchr(text, '\n') + 1) {
		CHECK_EQ(sscanf(text, "%ld %*d %ld %*d%% %31s", &objects,
				&frames, name), 3);
		CHECK(frames <= before || strcmp(name, "all") == 0);
		before = frames;
		if (strcmp(name, type) == 0)
			found = objects;
	}
	return found;
}

int
main(void)
{
	long before = live("proc");
	int ends[2];

	CHECK(before > 0 && live("all") > before);
	CHECK_EQ(pipe(ends), 0);
	for (int i = 0; i < NCHILDREN; i++)
		start_child(wait_for_byte, ends[0]);
	CHECK_EQ(live("proc"), before + NCHILDREN);
	for (int i = 0; i < NCHILDREN; i++)
		CHECK_EQ(write(ends[1], "", 1), 1);
	while (wait(NULL) > 0)
		;
	CHECK_EQ(live("proc"), before);
	check_output("slabtop x 2>/dev/null", "", 2);
	return 0;
}
