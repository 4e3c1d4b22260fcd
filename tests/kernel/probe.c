/*
 * Wrongs on order: the kernel does what it must never do, so that a test sees
 * that it ends there, and where what belongs to the kernel lies.
 */
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/page.h"
#include "mm/pagetable.h"
#include "orders.h"
#include "sched/sched.h"
#include "trap/trap.h"

#define RET 0x8067u                      /* an instruction */

static const uint64_t constant[] = { 1 };
static volatile uint64_t word = 1;
static uint32_t instruction = RET;

/* Reached only if nothing has stopped it. */
static int64_t
survived(void)
{
	kprint("probe: nobody has noticed\n");
	return 0;
}

static int64_t
write_text(uint64_t unused)
{
	(void)unused;
	*(volatile uint64_t *)(uintptr_t)survived = 0;
	return survived();
}

static int64_t
write_constant(uint64_t unused)
{
	(void)unused;
	*(volatile uint64_t *)(uintptr_t)constant = 2;
	return survived();
}

static int64_t
call(const void *code)
{
	__asm__ volatile ("fence.i");
	((void (*)(void))(uintptr_t)code)();
	return survived();
}

static int64_t
run_data(uint64_t unused)
{
	(void)unused;
	return call(&instruction);
}

static int64_t
run_frame(uint64_t unused)
{
	uint32_t *frame = page_alloc();

	(void)unused;
	*frame = RET;
	return call(frame);
}

/* Nor is a text's frame executable where all memory is mapped, or written. */
static int64_t
run_user(uint64_t address)
{
	return call((void *)address);
}

static int64_t
read_address(uint64_t address)
{
	word = *(volatile uint64_t *)address;
	return survived();
}

static int64_t
write_address(uint64_t address)
{
	*(volatile uint64_t *)address = word;
	return survived();
}

/* Not a tail call: each level has a frame. */
static uint64_t
recurse(uint64_t depth)
{
	volatile uint64_t here[16] = { depth };

	return depth == UINT64_MAX ? 0 : recurse(depth + 1) + here[depth % 16];
}

static int64_t
overflow_stack(uint64_t unused)
{
	(void)unused;
	word = recurse(0);
	return survived();
}

static int64_t
fail_assertion(uint64_t unused)
{
	(void)unused;
	ASSERT(word == 0);
	return survived();
}

/* An address of the kernel's n-th part; 0 when there is none. */
static int64_t
address_of(uint64_t n)
{
	const uintptr_t parts[] = {
		(uintptr_t)survived, (uintptr_t)constant, (uintptr_t)&word,
		(uintptr_t)kernel_root, (uintptr_t)&n,
		(uintptr_t)thread_current(), (uintptr_t)page_table_base,
		(uintptr_t)cpu_thread->frame, KERNEL_BASE,
		KERNEL_STACKS_BASE, UINT64_MAX - 7,
	};

	return n < ARRAY_SIZE(parts) ? (int64_t)parts[n] : 0;
}

const struct order_entry probe_orders[] = {
	{ "write text", write_text },
	{ "write constant", write_constant },
	{ "run data", run_data },
	{ "run frame", run_frame },
	{ "run user", run_user },
	{ "read address", read_address },
	{ "write address", write_address },
	{ "overflow stack", overflow_stack },
	{ "fail assertion", fail_assertion },
	{ "address of", address_of },
	{ NULL, NULL },
};
