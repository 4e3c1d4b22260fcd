/*
 * strace: calls with decoded arguments, errors by name, the end of the
 * command, whose status it takes over; -f the children's as well, -ff in files
 * of their own, -c a table.
 */
#include "output.h"

/* Each of the texts is in the output, one behind the other. */
static void
check_shows(const char *command, int code, const char *const *texts)
{
	int status;
	const char *got = output_of(command, &status), *at = got;

	for (; *texts != NULL; texts++) {
		at = strstr(at, *texts);
		if (at == NULL)
			dprintf(STDERR_FILENO, "%s: no '%s' in\n%s\n", command,
				*texts, got);
		CHECK(at != NULL);
	}
	CHECK_EXITED(status, code);
}

#define SHOWS(command, code, ...) \
	check_shows(command, code, (const char *const[]){ __VA_ARGS__, NULL })

int
main(void)
{
	SHOWS("strace cat /none 2>&1", 1,
	      "execve(\"/bin/cat\", [\"cat\", \"/none\"], 0x", ") = 0\n",
	      "open(\"/none\", O_RDONLY, 00) = "
	      "-1 ENOENT (No such file or directory)\n",
	      "write(2, \"cat: /none: ", "_exit(1) = ?\n",
	      "+++ exited with 1 +++\n");
	SHOWS("strace -o /tmp/st cat /dev/null; cat /tmp/st", 0,
	      "open(\"/dev/null\", O_RDONLY, 00) = 3\n");
	SHOWS("echo 'a\"b' | strace -o /tmp/st cat >/dev/null; cat /tmp/st", 0,
	      "read(0, \"a\\\"b\\n\", ", ") = 4\n", "read(0, \"\", ", ") = 0\n",
	      "+++ exited with 0 +++\n");
	SHOWS("strace -f sh -c 'sh -c \"exit 3\"; exit 4' 2>&1", 4,
	      "execve(\"/bin/sh\", [\"sh\", \"-c\", \"sh -c \\\"exit 3",
	      "fork() = ", "] _exit(3) = ?\n", "] +++ exited with 3 +++\n",
	      "[exited with 3], 0) = ", "_exit(4) = ?\n");
	check_output("cd /tmp; strace -ff -o f sh -c '(exit 3)& wait; exit 4'; "
		     "echo $?; for f in f.*; do tail -n 1 $f; done | sort; "
		     "cat f.* | grep -c 'unfinished\\|^execve'; rm f.*; ls",
		     "4\n+++ exited with 3 +++\n+++ exited with 4 +++\n"
		     "1\nst\n", 0);
	SHOWS("strace sh -c 'kill -TERM $$' 2>&1", 128 + 15, "kill(",
	      ", SIGTERM", "+++ killed by SIGTERM +++\n");
	SHOWS("strace -c seq 3 2>&1 >/dev/null", 0, " calls ", " 3 ",
	      "0 write\n", "1        0 _exit\n", " all\n");
	SHOWS("strace no-such-program 2>&1", 127, "-1 ENOENT");
	check_output("strace -z 2>/dev/null", "", 2);
	check_output("strace -o /no/file true 2>/dev/null", "", 2);
	check_output("strace -ff -o /no/file true 2>/dev/null", "", 2);
	return unlink("/tmp/st");
}
