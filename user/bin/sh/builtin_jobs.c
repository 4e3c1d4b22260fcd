/*
 * jobs, fg and bg: what ^Z is for; and history.
 */
#include "builtin.h"

#include <stddef.h>

#include "history.h"
#include "job.h"
#include "out.h"
#include "shell.h"

int
builtin_jobs(int argc, char **argv)
{
	(void)argc, (void)argv;
	job_print_all();
	return 0;
}

/* The number in "%1" or "1"; 0: the newest job; -1: it is none. */
static int
number_of(const char *text)
{
	if (text == NULL)
		return 0;
	return shell_number(text + (*text == '%'));
}

/* bg, too: by its own name. */
int
builtin_fg(int argc, char **argv)
{
	int number = number_of(argv[1]);
	int status;

	if (!shell.interactive) {
		shell_warn("%s: no job control in a script", argv[0]);
		return STATUS_ERROR;
	}
	status = number < 0 || argc > 2 ? -1 :
		 job_resume(number, argv[0][0] == 'f');
	if (status >= 0)
		return status;
	shell_warn("%s: no such job; `jobs` lists them", argv[0]);
	return STATUS_ERROR;
}

/* All that is known, or the newest so many lines. */
int
builtin_history(int argc, char **argv)
{
	size_t n = history_count(), first = 0;
	int wanted = argc > 1 ? shell_number(argv[1]) : (int)n;

	if (wanted < 0 || argc > 2) {
		shell_warn("usage: history [number of lines]");
		return STATUS_ERROR;
	}
	if ((size_t)wanted < n)
		first = n - wanted;
	for (size_t i = first; i < n; i++)
		out_format("%5zu  %s\n", i + 1, history_line(i));
	return 0;
}
