/*
 * Calls to the firmware (RISC-V SBI specification 1.0). An SBI call costs
 * some hundred instructions: none is on a path that a program runs often.
 */
#pragma once

#include "arch/riscv.h"
#include "arch/types.h"

enum sbi_extension {
	SBI_CONSOLE_PUTCHAR = 0x01, SBI_TIME = 0x54494d45, SBI_IPI = 0x735049,
	SBI_HSM = 0x48534d, SBI_SRST = 0x53525354,
};

/* Chapter 3: extension in a7, function in a6; 0 or a negative error comes in
   a0. More arguments than x and y are 0 in all calls below. */
static inline long sbi_call(enum sbi_extension extension,
			    unsigned long function,
			    unsigned long x, unsigned long y)
{
	register unsigned long a0 __asm__("a0") = x;
	register unsigned long a1 __asm__("a1") = y;
	register unsigned long a2 __asm__("a2") = 0;
	register unsigned long a3 __asm__("a3") = 0;
	register unsigned long a6 __asm__("a6") = function;
	register unsigned long a7 __asm__("a7") = extension;

	__asm__ volatile("ecall" : "+r"(a0), "+r"(a1)
			 : "r"(a2), "r"(a3), "r"(a6), "r"(a7) : "memory");
	return (long)a0;
}

/* Chapter 5.2: one character to the firmware's console, which puts a return
   before a newline. For the first lines of a boot, before there is a driver. */
static inline void sbi_console_putchar(char c)
{
	sbi_call(SBI_CONSOLE_PUTCHAR, 0, (unsigned char)c, 0);
}

/* Chapter 6: the timer interrupt at time `ticks`, when there is no Sstc. */
static inline void sbi_set_timer(uint64_t ticks)
{
	sbi_call(SBI_TIME, 0, ticks, 0);
}

/* Chapter 7: a software interrupt for one hart. */
static inline void sbi_send_ipi(uint64_t hart_id)
{
	sbi_call(SBI_IPI, 0, 1, hart_id);
}

/* Chapter 9: starts a stopped hart at physical `entry`, a0 = hart_id. 0 or a
   negative SBI error. */
static inline long sbi_hart_start(uint64_t hart_id, paddr_t entry)
{
	return sbi_call(SBI_HSM, 0, hart_id, entry);
}

/* Chapter 10: ends the machine (type 0) or restarts it (type 1). */
__attribute__((noreturn)) static inline void sbi_power_off(void)
{
	sbi_call(SBI_SRST, 0, 0, 0);
	for (;;)
		wait_for_interrupt();
}

__attribute__((noreturn)) static inline void sbi_reboot(void)
{
	sbi_call(SBI_SRST, 0, 1, 0);
	sbi_power_off();         /* the firmware could not */
}
