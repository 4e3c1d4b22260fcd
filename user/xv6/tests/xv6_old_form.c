/*
 * A program in the form of 2022: types first, main without a result that ends
 * with exit(0), sleep and sbrk(int), %l for a uint64, functions without
 * prototypes, and names of its own that other C libraries have.
 */
#include "kernel/types.h"
#include "kernel/stat.h"
#include "user/user.h"
#include "kernel/fs.h"
#include "kernel/fcntl.h"
#include "kernel/syscall.h"
#include "kernel/memlayout.h"
#include "kernel/riscv.h"

int errno = 7;
char buf[BSIZE];

int
strncmp(const char *p, const char *q, uint n)
{
	return memcmp(p, q, n);
}

void *
calloc(uint n)
{
	return memset(malloc(n), 0, n);
}

int
main(int argc, char *argv[])
{
	char *a = sbrk(PGSIZE);
	struct stat st;

	if (argc < 1 || strncmp(argv[0], "xv6_old_form", 12) != 0)
		exit(1);
	if (a == (char *)0xffffffffffffffffL || stat("/", &st) < 0)
		exit(2);
	if (open("nosuch", 0) >= 0 || errno != 7 || *(char *)calloc(9))
		exit(3);
	if (SYS_close != 21 || SYS_sleep != SYS_pause || st.type != T_DIR)
		exit(4);
	sleep(1);
	printf("%l %d\n", (uint64)a, uptime());
	exit(0);
}
