/*
 * panic(): panic.c goes on with it, with the same arguments and with the
 * registers as its caller had them.
 */
#include "arch/cpu.h"
#include "arch/trapframe.h"

	.text

/*
 * State: S-mode, sp a kernel stack, tp the running thread, whose scratch word
 * tells panic.c where they are; a0 to a7 the arguments.
 */
	.globl	panic
panic:
	addi	sp, sp, -TF_SIZE
	.irp	n, 1,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23, \
		24,25,26,27,28,29,30,31
	sd	x\n, TF_SLOT(\n)(sp)
	.endr
	addi	t0, sp, TF_SIZE
	sd	t0, TF_SP(sp)
	sd	ra, TF_PC(sp)            /* behind the call */
	sd	sp, CPU_SCRATCH(tp)
	tail	panic_told
