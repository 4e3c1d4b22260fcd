/*
 * Program text and constants cannot be written: SIGSEGV for the writer. Nor
 * can the kernel be made to write there: EFAULT.
 */
#include <fcntl.h>
#include <signal.h>

#include "check.h"

static const char constant[] = "constant";

static void
write_to(long address)
{
	*(volatile char *)address = 1;
}

int
main(void)
{
	int zero = open("/dev/zero", O_RDONLY);
	void *volatile text = (void *)(unsigned long)main;
	void *volatile word = (void *)(unsigned long)constant;

	CHECK_KILLED(run_child(write_to, (long)text), SIGSEGV);
	CHECK_KILLED(run_child(write_to, (long)word), SIGSEGV);
	CHECK_ERRNO(read(zero, text, 4), EFAULT);
	CHECK_ERRNO(read(zero, word, 4), EFAULT);
	CHECK_ERRNO(pipe(text), EFAULT);
	CHECK_EQ(strcmp(constant, "constant"), 0);
	return 0;
}
