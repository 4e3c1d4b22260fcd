/*
 * Calls to the firmware: see sbi.h.
 */
#include "arch/riscv.h"
#include "arch/sbi.h"

enum {
	SBI_CONSOLE_PUTCHAR = 0x01,        /* legacy: no function number */
	SBI_BASE = 0x10,
	SBI_TIME = 0x54494d45,
	SBI_IPI = 0x735049,
	SBI_RFENCE = 0x52464e43,
	SBI_HSM = 0x48534d,
	SBI_SRST = 0x53525354,
};

enum { BASE_GET_SPEC_VERSION = 0 };
enum { TIME_SET_TIMER = 0 };
enum { IPI_SEND = 0 };
enum { RFENCE_SFENCE_VMA = 1 };
enum { HSM_HART_START = 0 };
enum { SRST_RESET = 0, SRST_SHUTDOWN = 0, SRST_COLD_REBOOT = 1 };

#define ALL_HARTS (~0ul)     /* hart_mask_base that stands for every hart */

struct sbi_result {
	long error, value;
};

/* Chapter 3: extension in a7, function in a6, error in a0, value in a1. */
static struct sbi_result
sbi_call(unsigned long extension, unsigned long function,
	 unsigned long x, unsigned long y, unsigned long z)
{
	register unsigned long a0 __asm__("a0") = x;
	register unsigned long a1 __asm__("a1") = y;
	register unsigned long a2 __asm__("a2") = z;
	register unsigned long a3 __asm__("a3") = 0;
	register unsigned long a4 __asm__("a4") = 0;
	register unsigned long a6 __asm__("a6") = function;
	register unsigned long a7 __asm__("a7") = extension;

	__asm__ volatile("ecall"
			 : "+r"(a0), "+r"(a1)
			 : "r"(a2), "r"(a3), "r"(a4), "r"(a6), "r"(a7)
			 : "memory");
	return (struct sbi_result){ (long)a0, (long)a1 };
}

long
sbi_spec_version(void)
{
	return sbi_call(SBI_BASE, BASE_GET_SPEC_VERSION, 0, 0, 0).value;
}

void
sbi_console_putchar(int c)
{
	sbi_call(SBI_CONSOLE_PUTCHAR, 0, (unsigned long)c, 0, 0);
}

void
sbi_set_timer(uint64_t ticks)
{
	sbi_call(SBI_TIME, TIME_SET_TIMER, ticks, 0, 0);
}

void
sbi_send_ipi(uint64_t hart_id)
{
	sbi_call(SBI_IPI, IPI_SEND, 1, hart_id, 0);
}

void
sbi_remote_tlb_flush_all(void)
{
	/* mask, mask base, start 0; size 0 (in a3) means everything */
	sbi_call(SBI_RFENCE, RFENCE_SFENCE_VMA, 0, ALL_HARTS, 0);
}

long
sbi_hart_start(uint64_t hart_id, paddr_t entry, uint64_t opaque)
{
	return sbi_call(SBI_HSM, HSM_HART_START, hart_id, entry, opaque).error;
}

void
sbi_power_off(void)
{
	sbi_call(SBI_SRST, SRST_RESET, SRST_SHUTDOWN, 0, 0);
	for (;;)
		wait_for_interrupt();
}

void
sbi_reboot(void)
{
	sbi_call(SBI_SRST, SRST_RESET, SRST_COLD_REBOOT, 0, 0);
	for (;;)
		wait_for_interrupt();
}
