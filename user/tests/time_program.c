/*
 * time tells of the clock and of the processor: a command that computes uses
 * nearly all the time that passes, one that sleeps nearly none of it. The exit
 * status is the command's.
 *  timeout: 60
 */
#include "output.h"

#define COMPUTE "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 3"

static void
times_of(const char *command, double *real, double *user, int code)
{
	double sys = -1;
	int status;
	const char *text = output_of(command, &status);

	CHECK_EQ(sscanf(text, "real %lf user %lf sys %lf\n", real, user, &sys),
		 3);
	CHECK(sys == 0);
	CHECK_EXITED(status, code);
}

int
main(void)
{
	double real, user;

	times_of("time -p sh -c '" COMPUTE "' 2>&1", &real, &user, 3);
	CHECK(user > real / 2 && user <= real + 0.001);
	times_of("time sleep 0.5 2>&1", &real, &user, 0);
	CHECK(real >= 0.5 && user < 0.1);
	times_of("time sh -c 'kill -9 $$' 2>&1", &real, &user, 128 + 9);
	check_output("time nosuch 2>/dev/null", "", 127);
	check_output("time 2>/dev/null", "", 2);
	check_output("uname; uname -a | wc -w",
		     "Sprout\n6\n", 0);
	return 0;
}
