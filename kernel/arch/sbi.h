/*
 * Calls to the firmware (RISC-V SBI specification 1.0). An SBI call costs
 * some hundred instructions: none is on a path that a program runs often.
 */
#pragma once

#include "arch/types.h"

/* Chapter 5.2: one character to the firmware's console. For the first lines
   of a boot, before there is a driver. */
void sbi_console_putchar(char c);

/* Chapter 6: the timer interrupt at time `ticks`, when there is no Sstc. */
void sbi_set_timer(uint64_t ticks);

/* Chapter 7: a software interrupt for one hart. */
void sbi_send_ipi(uint64_t hart_id);

/* Chapter 8: every other hart forgets all its translations; waits for it. */
void sbi_remote_tlb_flush_all(void);

/* Chapter 9: starts a stopped hart at physical `entry`, a0 = hart_id. 0 or a
   negative SBI error. */
long sbi_hart_start(uint64_t hart_id, paddr_t entry);

/* Chapter 10: ends or restarts the machine. */
__attribute__((noreturn)) void sbi_power_off(void);
__attribute__((noreturn)) void sbi_reboot(void);
