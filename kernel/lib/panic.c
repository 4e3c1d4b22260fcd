/*
 * Panic: see panic.h. It takes no lock, as any may be held by the broken
 * code, and the first hart that comes here speaks for all.
 */
#include <stdarg.h>
#include "arch/cpu.h"
#include "arch/sbi.h"
#include "arch/trapframe.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/spinlock.h"
#include "lib/trace.h"

#define CALLS_MAX 64         /* that are printed of each hart */
#define LOOKS     10000000   /* for a hart to stop: some 100 ms */

uint32_t panicking;
void (*panic_end)(int status);
void (*panic_describe)(const struct hart *h);

static const struct hart *speaker;         /* who panics */
static const struct trapframe *broken;     /* its registers then */
static uintptr_t stopped_at[HARTS_MAX];    /* atomic; stack pointer, or 0 */

/* kernel.ld: the borders of the kernel's instructions. */
extern const char image_start[], image_text_end[];

/*
 * Does `word` point right behind a call? That is jal or jalr with rd = ra, or
 * c.jalr (unprivileged specification, chapters 2.5 and 16.4).
 */
static bool
is_return_address(uint64_t word)
{
	const uint16_t *after = (const uint16_t *)word;

	if (word < (uintptr_t)image_start + 4 ||
	    word > (uintptr_t)image_text_end || word % sizeof(*after) != 0)
		return false;
	return (after[-2] & 0xfff) == 0x0ef || (after[-2] & 0xfff) == 0x0e7 ||
	       ((after[-1] & 0xf07f) == 0x9002 && after[-1] != 0x9002);
}

/*
 * Frame pointers would cost a tenth of every system call, so the stack is
 * searched instead: from `sp` to its top, or all of it when it has overflowed
 * and we are on another. What earlier calls left may be among what is found.
 */
static void
backtrace_print(const struct cpu_thread *t, uintptr_t sp)
{
	uintptr_t start = t->stack, end = (uintptr_t)t->frame;
	unsigned ncalls = 0;

	if (sp < start || sp > end)
		sp = start;
	for (; sp < end && ncalls < CALLS_MAX; sp += sizeof(uint64_t))
		if (is_return_address(*(const uint64_t *)sp)) {
			kprint("  called from 0x%lx\n", *(const uint64_t *)sp);
			ncalls++;
		}
}

__attribute__((noreturn)) static void
end(int status)
{
	if (panic_end)
		panic_end(status);
	sbi_power_off();
}

void
boot_refuse(const char *format, ...)
{
	va_list args;

	kprint("boot: ");
	va_start(args, format);
	kprint_args(format, args);
	va_end(args);
	kprint("\n");
	end(REFUSED_STATUS);
}

void
panic_stop(void)
{
	struct hart *h = this_hart();

	if (!panicking || h == NULL || h == speaker)
		return;
	__atomic_store_n(&stopped_at[h->index],
			 (uintptr_t)__builtin_frame_address(0),
			 __ATOMIC_RELEASE);
	csr_write(sie, 0);
	for (;;)
		wait_for_interrupt();
}

static void
print_registers(const char *why, const struct trapframe *f)
{
	const uint64_t *r = &f->pc;
	static const char names[][4] = {
		"pc", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1",
		"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s2", "s3",
		"s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4",
		"t5", "t6",
	};

	kprint("\n%s: registers\n", why);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		kprint("  %-3s 0x%016lx%s", names[i], r[i],
		       i % 4 == 3 ? "\n" : "");
}

/* A panic within the panic ends all at once. */
void
panic_begin(const char *why, const struct trapframe *registers)
{
	const struct hart *nobody = NULL;

	if (__atomic_compare_exchange_n(&speaker, &nobody, this_hart(), false,
					__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		__atomic_store_n(&panicking, 1, __ATOMIC_SEQ_CST);
	else if (nobody == this_hart())
		end(PANIC_STATUS);
	/* The speaker comes through; others wait until it has said so. */
	while (this_hart() != speaker &&
	       !__atomic_load_n(&panicking, __ATOMIC_SEQ_CST))
		;
	panic_stop();
	print_registers(why, registers);
	broken = registers;
}

/* What `h` did when it was interrupted, or all that its stack has seen. */
static void
other_hart_print(struct hart *h)
{
	uintptr_t *sp = &stopped_at[h->index];

	sbi_send_ipi(h->id);
	for (unsigned looks = LOOKS; looks > 0; looks--)
		if (__atomic_load_n(sp, __ATOMIC_ACQUIRE) != 0)
			break;
	kprint("  hart %lu", h->id);
	if (panic_describe)
		panic_describe(h);
	kprint("%s\n", *sp != 0 ? "" : "; does not stop: all of its stack");
	backtrace_print((const struct cpu_thread *)h->running, *sp);
	trace_print_latest(h);
}

__attribute__((noreturn)) static void
say_and_end(const char *format, va_list args)
{
	kprint("\npanic: ");
	kprint_args(format, args);
	kprint("\n  hart %lu", this_hart() ? this_hart()->id : 0);
	if (panic_describe && this_hart() && this_hart()->running)
		panic_describe(this_hart());
	kprint("\n");
	/* This one may be in no frame yet, or never. */
	if (is_return_address(broken->ra))
		kprint("  called from 0x%lx\n", broken->ra);
	backtrace_print(cpu_thread, broken->sp);
	if (this_hart())
		trace_print_latest(this_hart());
	for (struct hart *h = harts; h < harts + HARTS_MAX; h++)
		if (h != this_hart() && h->running != NULL)
			other_hart_print(h);
	spin_find_held();
	end(PANIC_STATUS);
}

/* Where panic_entry.S goes on. */
__attribute__((noreturn, format(printf, 1, 2)))
void panic_told(const char *format, ...);

void
panic_told(const char *format, ...)
{
	va_list args;

	panic_begin("panic", (const struct trapframe *)cpu_thread->scratch);
	va_start(args, format);
	say_and_end(format, args);
}

void
panic_go_on(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_and_end(format, args);
}
