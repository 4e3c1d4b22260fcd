/*
 * Mistakes on order: what a broken kernel might do to itself and to the
 * program that runs. Each must end in a panic (tests/isolate); who returns
 * from one was not stopped. And the addresses that programs may not touch.
 */
#include "abi/errno.h"
#include "arch/fdt.h"
#include "lib/panic.h"
#include "mm/space.h"
#include "orders.h"
#include "proc/proc.h"
#include "sched/sched.h"

#define RETURN 0x00008067u       /* ret, as a 32-bit instruction */
#define LARGE_FRAME 7000         /* bytes, less than a guard has */

extern char image_start[], image_text_end[], image_rodata_end[], image_end[];
extern char boot_stack[];

void __real_panic_begin(void);
void __wrap_panic_begin(void);

static const uint32_t constant = RETURN;
static uint32_t variable = RETURN;

static int64_t
read_at(uintptr_t address)
{
	return *(volatile uint32_t *)address;
}

static int64_t
write_at(uintptr_t address)
{
	*(volatile uint32_t *)address = 0;
	return 0;
}

static int64_t
run_at(uintptr_t address)
{
	__asm__ volatile ("fence.i" : : : "memory");
	((void (*)(void))address)();
	return 0;
}

/*
 * The kernel's own memory
 */

static int64_t
probe_write_text(uint64_t unused)
{
	(void)unused;
	return write_at((uintptr_t)image_text_end - sizeof(int64_t));
}

static int64_t
probe_write_constant(uint64_t unused)
{
	(void)unused;
	return write_at((uintptr_t)&constant);
}

static int64_t
probe_run_constant(uint64_t unused)
{
	(void)unused;
	return run_at((uintptr_t)&constant);
}

static int64_t
probe_run_data(uint64_t unused)
{
	(void)unused;
	return run_at((uintptr_t)&variable);
}

static int64_t
probe_run_frame(uint64_t unused)
{
	uint32_t *frame = page_alloc();

	(void)unused;
	frame[0] = RETURN;
	return run_at((uintptr_t)frame);
}

static int64_t
probe_run_stack(uint64_t unused)
{
	volatile uint32_t word = RETURN;

	(void)unused;
	return run_at((uintptr_t)&word);
}

/*
 * Stacks
 */

static int64_t
probe_below_stack(uint64_t unused)
{
	(void)unused;
	return read_at(cpu_thread->stack - sizeof(int64_t));
}

/* The boot hart's idle thread has the boot stack. */
static int64_t
probe_below_boot_stack(uint64_t unused)
{
	(void)unused;
	return write_at((uintptr_t)boot_stack - sizeof(int64_t));
}

/* Deeper and deeper, in steps of a few words. */
static __attribute__((noinline)) int64_t
probe_recursion(uint64_t depth)
{
	int64_t deeper;

	if (depth == UINT64_MAX)
		return 0;
	deeper = probe_recursion(depth + 1);
	__asm__ volatile ("" : : "r"(&deeper) : "memory");
	return deeper;
}

/* On two harts. The first is held up until the second has come as far. */
static uint32_t ntogether, noverflowed;

static void
wait_for_two(uint32_t *count)
{
	while (__atomic_load_n(count, __ATOMIC_RELAXED) < 2)
		continue;
}

static int64_t
probe_together(uint64_t unused)
{
	(void)unused;
	__atomic_fetch_add(&ntogether, 1, __ATOMIC_RELAXED);
	wait_for_two(&ntogether);
	return probe_recursion(0);
}

void
__wrap_panic_begin(void)
{
	if (ntogether == 2) {
		if (__atomic_fetch_add(&noverflowed, 1, __ATOMIC_RELAXED) == 0)
			wait_for_two(&noverflowed);
		else
			while (!__atomic_load_n(&panicking, __ATOMIC_RELAXED))
				continue;
	}
	__real_panic_begin();
}

/* Never comes back, nor does who wants the lock then: watchdog.c. */
static struct spinlock kept = SPINLOCK_INIT(RANK_PROC_TREE, "kept");

static int64_t
probe_endless(uint64_t unused)
{
	(void)unused;
	spin_lock(&kept);
	for (;;)
		__asm__ volatile ("" : : : "memory");
	return 0;
}

static int64_t
probe_broken_assertion(uint64_t address)
{
	uint64_t expected = ~address;

	ASSERT_CMP(address, ==, expected);
	return 0;
}

/* The first that touches the guard page is a load. */
static int64_t
probe_read_too_deep(uint64_t unused)
{
	(void)unused;
	__asm__ volatile ("addi sp, %0, -16\n\tld a0, 0(sp)"
			  : : "r"(cpu_thread->stack) : "a0", "memory");
	return 0;
}

/* No access to the guard page at all, but no room for the trap's frame. */
static int64_t
probe_break_too_deep(uint64_t unused)
{
	(void)unused;
	__asm__ volatile ("addi sp, %0, 16\n\tebreak"
			  : : "r"(cpu_thread->stack) : "memory");
	return 0;
}

/* The same in large steps. */
static __attribute__((noinline)) int64_t
probe_large_frames(uint64_t depth)
{
	volatile char frame[LARGE_FRAME];

	if (depth == UINT64_MAX)
		return 0;
	frame[0] = (char)probe_large_frames(depth + 1);
	return frame[0];
}

/*
 * The program's memory, at the address that the order gives
 */

static int64_t
probe_read_user(uint64_t address)
{
	return read_at(address);
}

static int64_t
probe_write_user(uint64_t address)
{
	return write_at(address);
}

static int64_t
probe_run_user(uint64_t address)
{
	return run_at(address);
}

/* The n-th border in the kernel's half between what is there and what is not,
   or between different rights; 0 past the last. */
static int64_t
order_border(uint64_t n)
{
	const uintptr_t fixed[] = {
		(uintptr_t)image_start, (uintptr_t)image_text_end,
		(uintptr_t)image_rodata_end, (uintptr_t)image_end,
		(uintptr_t)kernel_root, (uintptr_t)page_table_base,
		cpu_thread->stack, (uintptr_t)cpu_thread->frame,
		(uintptr_t)pte_frame(proc_current()->space->root[0]),
		(uintptr_t)proc_current()->space->root,
		(uintptr_t)proc_current(), USER_END, KERNEL_BASE,
		KERNEL_STACKS_BASE,
		(uintptr_t)pa_to_kernel(machine.uart.base),
		(uintptr_t)pa_to_kernel(machine.plic.base),
		(uintptr_t)pa_to_kernel(machine.finisher.base),
		(uintptr_t)pa_to_kernel(machine.virtio[0].base),
	};
	const struct memory_range *m = machine.memory;

	if (n < ARRAY_SIZE(fixed))
		return (int64_t)fixed[n];
	n -= ARRAY_SIZE(fixed);
	if (n / 2 >= machine.nmemory)
		return 0;
	return (int64_t)pa_to_kernel(n % 2 ? m[n / 2].end : m[n / 2].start);
}

const struct order_entry probe_orders[] = {
	{ "border", order_border },
	{ "write text", probe_write_text },
	{ "write constant", probe_write_constant },
	{ "run constant", probe_run_constant },
	{ "run data", probe_run_data },
	{ "run frame", probe_run_frame },
	{ "run stack", probe_run_stack },
	{ "below stack", probe_below_stack },
	{ "below boot stack", probe_below_boot_stack },
	{ "recursion", probe_recursion },
	{ "both overflow", probe_together },
	{ "broken assertion", probe_broken_assertion },
	{ "endless", probe_endless },
	{ "both endless", probe_endless },
	{ "read too deep", probe_read_too_deep },
	{ "break too deep", probe_break_too_deep },
	{ "large frames", probe_large_frames },
	{ "read user", probe_read_user },
	{ "write user", probe_write_user },
	{ "run user", probe_run_user },
	{ NULL, NULL },
};
