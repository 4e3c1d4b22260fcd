/*
 * Calls to the firmware: see sbi.h.
 */
#include "arch/riscv.h"
#include "arch/sbi.h"

enum {
	CONSOLE_PUTCHAR = 0x01,        /* legacy: no function number */
	TIME = 0x54494d45, TIME_SET_TIMER = 0,
	IPI = 0x735049, IPI_SEND = 0,
	RFENCE = 0x52464e43, RFENCE_SFENCE_VMA = 1,
	HSM = 0x48534d, HSM_HART_START = 0,
	SRST = 0x53525354, SRST_RESET = 0, SHUTDOWN = 0, COLD_REBOOT = 1,
};

#define ALL_HARTS (~0ul)     /* hart_mask_base that stands for every hart */

/* Chapter 3: extension in a7, function in a6; an error, or 0, comes in a0. */
static long
call(unsigned long extension, unsigned long function,
     unsigned long x, unsigned long y, unsigned long z)
{
	register unsigned long a0 __asm__("a0") = x;
	register unsigned long a1 __asm__("a1") = y;
	register unsigned long a2 __asm__("a2") = z;
	register unsigned long a3 __asm__("a3") = 0;
	register unsigned long a6 __asm__("a6") = function;
	register unsigned long a7 __asm__("a7") = extension;

	__asm__ volatile("ecall" : "+r"(a0), "+r"(a1)
			 : "r"(a2), "r"(a3), "r"(a6), "r"(a7) : "memory");
	return (long)a0;
}

void
sbi_console_putchar(char c)
{
	call(CONSOLE_PUTCHAR, 0, (unsigned char)c, 0, 0);
}

void
sbi_set_timer(uint64_t ticks)
{
	call(TIME, TIME_SET_TIMER, ticks, 0, 0);
}

void
sbi_send_ipi(uint64_t hart_id)
{
	call(IPI, IPI_SEND, 1, hart_id, 0);
}

void
sbi_remote_tlb_flush_all(void)
{
	/* mask, mask base, start 0; size 0 (in a3) means everything */
	call(RFENCE, RFENCE_SFENCE_VMA, 0, ALL_HARTS, 0);
}

long
sbi_hart_start(uint64_t hart_id, paddr_t entry)
{
	return call(HSM, HSM_HART_START, hart_id, entry, 0);
}

void
sbi_power_off(void)
{
	call(SRST, SRST_RESET, SHUTDOWN, 0, 0);
	for (;;)
		wait_for_interrupt();
}

void
sbi_reboot(void)
{
	call(SRST, SRST_RESET, COLD_REBOOT, 0, 0);
	sbi_power_off();         /* the firmware could not */
}
