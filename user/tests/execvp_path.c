/*
 * execvp() tries the folders of PATH in order, passes over those without the
 * program, takes an empty element for the current folder, and does not search
 * when the name has a slash. ENOENT when it is nowhere.
 */
#include "check.h"

#define DIR "/tests"
#define NAME "execvp_path"
#define MISSING 2

static char *const argv[] = { NAME, "started", NULL };

static void
search(long path)
{
	CHECK_EQ(setenv("PATH", (const char *)path, 1), 0);
	execvp(NAME, argv);
	_exit(errno == ENOENT ? MISSING : 1);
}

static int
search_status(const char *path)
{
	return run_child(search, (long)path);
}

int
main(int argc, char **unused)
{
	(void)unused;
	if (argc == 2)
		return STARTED;
	CHECK_EQ(chdir("/"), 0);
	CHECK_EXITED(search_status(DIR), STARTED);
	CHECK_EXITED(search_status("/bin:/no/such/place:/tmp:" DIR), STARTED);
	CHECK_EXITED(search_status("/bin:/tmp"), MISSING);
	CHECK_EXITED(search_status("/no/such/place"), MISSING);
	CHECK_EXITED(search_status("tests:/bin"), STARTED);
	CHECK_EQ(chdir(DIR), 0);
	CHECK_EXITED(search_status("/bin::/tmp"), STARTED);
	CHECK_EQ(setenv("PATH", DIR, 1), 0);
	CHECK_EQ(chdir("/tmp"), 0);
	CHECK_ERRNO(execvp("./" NAME, argv), ENOENT);
	CHECK_ERRNO(execvp("", argv), ENOENT);
	return 0;
}
