/*
 * Sets of signals have the members that the host's sets have after the same
 * thousands of changes, and refuse the same numbers, with EINVAL.
 */
#include <errno.h>
#include <signal.h>

#include "names.h"

#define SIGNALS 32                     /* the host's go further than ours */
#define STEPS   20000

int sp_sigemptyset(unsigned int *set);
int sp_sigfillset(unsigned int *set);
int sp_sigaddset(unsigned int *set, int sig);
int sp_sigdelset(unsigned int *set, int sig);
int sp_sigismember(const unsigned int *set, int sig);

static sigset_t want;
static unsigned int got;

static void
change(int sig)
{
	switch (random_below(20)) {
	case 0:
		CHECK(sigemptyset(&want) == sp_sigemptyset(&got), "empty");
		break;
	case 1:
		CHECK(sigfillset(&want) == sp_sigfillset(&got), "fill");
		break;
	case 2: case 3: case 4: case 5: case 6: case 7:
		CHECK(sigdelset(&want, sig) == sp_sigdelset(&got, sig),
		      "remove %d", sig);
		break;
	default:
		CHECK(sigaddset(&want, sig) == sp_sigaddset(&got, sig),
		      "add %d", sig);
	}
}

int
main(void)
{
	static const int wrong[] = { -1, 0, 1000, -2147483647 - 1 };

	sigemptyset(&want);
	sp_sigemptyset(&got);
	for (int i = 0; i < STEPS; i++) {
		change(1 + (int)random_below(SIGNALS - 1));
		for (int sig = 1; sig < SIGNALS; sig++)
			CHECK(sigismember(&want, sig) ==
			      sp_sigismember(&got, sig), "member %d", sig);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		sp_errno = 0;
		CHECK(sp_sigaddset(&got, wrong[i]) == -1, "added");
		CHECK(sp_sigdelset(&got, wrong[i]) == -1, "removed");
		CHECK(sp_sigismember(&got, wrong[i]) == -1, "looked for");
		CHECK(sp_errno == EINVAL, "errno %d", sp_errno);
	}
	return failures;
}
