/*
 * What tests of isolation share: attempts that a child makes and that must
 * end it, and a bystander, a process that answers before, while and after.
 */
#ifndef TESTS_ISOLATE_H
#define TESTS_ISOLATE_H

#include "mapping.h"

#define USER_END    0x4000000000ul    /* of a program's addresses      */
#define KERNEL_HALF 0xffffffc000000000ul
#define GIB         (1ul << 30)

static int bystander_ask[2], bystander_answer[2];
static pid_t bystander_pid;

/* Answers each byte with the next one, until there are no more. */
static inline void bystander_body(long unused)
{
	char c;

	(void)unused;
	CHECK_EQ(close(bystander_ask[1]), 0);
	while (read(bystander_ask[0], &c, 1) == 1) {
		c++;
		CHECK_EQ(write(bystander_answer[1], &c, 1), 1);
	}
}

static inline void bystander_start(void)
{
	CHECK_EQ(pipe(bystander_ask) + pipe(bystander_answer), 0);
	bystander_pid = start_child(bystander_body, 0);
}

static inline void bystander_check(void)
{
	char c = 'a';

	CHECK_EQ(write(bystander_ask[1], &c, 1), 1);
	CHECK_EQ(read(bystander_answer[0], &c, 1), 1);
	CHECK_EQ(c, 'b');
}

static inline void bystander_end(void)
{
	bystander_check();
	CHECK_EQ(close(bystander_ask[1]), 0);
	CHECK_EXITED(reap(bystander_pid), 0);
}

static inline void jump_at(long address)
{
	((void (*)(void))address)();
}

/* A page of instructions that may be run. */
static inline char *code_pages(const unsigned *code, size_t nbytes)
{
	char *p = map_zeros((long)nbytes / PAGE + 1);

	memcpy(p, code, nbytes);
	CHECK_EQ(mprotect(p, nbytes, PROT_READ | PROT_EXEC), 0);
	__asm__ volatile ("fence.i" : : : "memory");
	return p;
}

#endif
