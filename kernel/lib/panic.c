/*
 * Panic: see panic.h. It takes no lock, as any may be held by the broken
 * code, and the first hart that comes here speaks for all.
 */
#include <stdarg.h>
#include "arch/cpu.h"
#include "arch/sbi.h"
#include "lib/panic.h"
#include "lib/print.h"

#define FRAMES_MAX 24

uint32_t panicking;
void (*panic_end)(void);

/*
 * A frame's first words lie below its frame pointer: the return address at
 * -8, the caller's frame pointer at -16 (RISC-V ELF psABI, frame pointer
 * convention). A kernel address, aligned and growing, or the walk ends.
 */
void
backtrace_print(uintptr_t frame_pointer)
{
	uintptr_t fp = frame_pointer, below = 0;

	for (int i = 0; i < FRAMES_MAX; i++) {
		const uint64_t *frame = (const uint64_t *)fp;

		if ((int64_t)fp >= 0 || fp % 16 != 0 || fp <= below)
			return;
		kprint("  called from 0x%lx\n", frame[-1]);
		below = fp;
		fp = frame[-2];
	}
}

void
panic(const char *format, ...)
{
	va_list args;

	while (__atomic_exchange_n(&panicking, 1, __ATOMIC_SEQ_CST)) {
		csr_write(sie, 0);
		wait_for_interrupt();
	}
	kprint("\npanic: ");
	va_start(args, format);
	kprint_args(format, args);
	va_end(args);
	kprint("\n  hart %lu\n", this_hart() ? this_hart()->id : 0);
	backtrace_print((uintptr_t)__builtin_frame_address(0));
	if (panic_end)
		panic_end();
	sbi_power_off();
}
