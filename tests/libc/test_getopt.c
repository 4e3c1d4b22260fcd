/*
 * getopt() walks through random command lines as the host's POSIX getopt()
 * does: the same letters, arguments and final optind.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "names.h"

int sp_getopt(int argc, char *const argv[], const char *options);
extern char *sp_optarg;
extern int sp_optind, sp_opterr, sp_optopt;

#define NWORDS 6

static void
compare(int argc, char **argv, const char *options)
{
	int want, got;

	optind = 0;            /* the host's way to start again */
	sp_optind = 1;
	do {
		optarg = sp_optarg = NULL;
		want = getopt(argc, argv, options);
		got = sp_getopt(argc, argv, options);
		CHECK(want == got && optarg == sp_optarg,
		      "%s: option %d, not %d", argv[1], got, want);
		if (want == '?' || want == ':')
			CHECK(optopt == sp_optopt, "optopt");
	} while (want == got && want != -1);
	CHECK(optind == sp_optind, "optind %d, not %d", sp_optind, optind);
}

int
main(void)
{
	static char words[][8] = { "-a", "-b", "-abc", "-cx", "-c", "x", "-",
				   "--", "-dz", "-ab", "-:", "--a", "-ca" };
	static const char *const options[] = { "abc:", ":abc:", "+abc:",
					       "+:abc:" };
	char *argv[NWORDS + 2] = { "program" };

	setenv("POSIXLY_CORRECT", "1", 1);
	opterr = sp_opterr = 0;
	for (int i = 0; i < 20000; i++) {
		int argc = 1 + (int)random_below(NWORDS + 1);

		for (int n = 1; n < argc; n++)
			argv[n] = words[random_below(sizeof(words) /
						     sizeof(*words))];
		argv[argc] = NULL;
		compare(argc, argv, options[i % 4]);
	}
	return failures;
}
