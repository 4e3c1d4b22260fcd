/*
 * When several processes create one name with O_EXCL, exactly one succeeds in
 * each round; when several unlink it, exactly one does.
 *
 * run: CPUS=4 MEM=128M
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/create_race"
#define NPROCESSES 4
#define NROUNDS 60

static void
create_once(long unused)
{
	(void)unused;
	_exit(open(NAME, O_CREAT | O_EXCL | O_RDWR, 0666) >= 0);
}

static void
unlink_once(long unused)
{
	(void)unused;
	_exit(unlink(NAME) == 0);
}

static int
count_winners(void (*body)(long))
{
	pid_t child[NPROCESSES];
	int winners = 0;

	for (int i = 0; i < NPROCESSES; i++)
		child[i] = start_child(body, 0);
	for (int i = 0; i < NPROCESSES; i++)
		winners += WEXITSTATUS(reap(child[i]));
	return winners;
}

int
main(void)
{
	for (int i = 0; i < NROUNDS; i++) {
		CHECK_EQ(count_winners(create_once), 1);
		CHECK_EQ(count_winners(unlink_once), 1);
	}
	return 0;
}
