/*
 * Of the 4096 control and status registers a program can read the floating-
 * point ones and the three counters, and write the floating-point ones. Any
 * other access ends it with SIGILL.
 *
 * timeout: 60
 */
#include "isolate.h"

#define NCSRS 4096
#define RETURN 0x00008067u
#define READ(csr)  ((csr) << 20 | 2 << 12 | 10 << 7 | 0x73)  /* csrr a0, csr */
#define WRITE(csr) ((csr) << 20 | 10 << 15 | 1 << 12 | 0x73) /* csrw csr, a0 */

static unsigned code[NCSRS][2][2];

static void
call(long address)
{
	((void (*)(long))address)(0);
}

static int
is_float(unsigned csr)
{
	return csr >= 1 && csr <= 3;         /* fflags, frm, fcsr */
}

static int
is_counter(unsigned csr)
{
	return csr >= 0xc00 && csr <= 0xc02; /* cycle, time, instret */
}

int
main(void)
{
	char *page;

	for (unsigned csr = 0; csr < NCSRS; csr++) {
		code[csr][0][0] = READ(csr);
		code[csr][1][0] = WRITE(csr);
		code[csr][0][1] = code[csr][1][1] = RETURN;
	}
	page = code_pages(code[0][0], sizeof(code));
	bystander_start();
	for (unsigned i = 0; i < 2 * NCSRS; i++) {
		int may = is_float(i / 2) || (is_counter(i / 2) && i % 2 == 0);
		int status = run_child(call, (long)page + 8 * (long)i);

		if (WIFSIGNALED(status) == may)
			printf("register 0x%x, write %d\n", i / 2, i % 2);
		check_status(status, may ? 0 : SIGILL, 0, __FILE__, __LINE__);
	}
	bystander_end();
	return 0;
}
