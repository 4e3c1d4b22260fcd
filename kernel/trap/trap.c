/*
 * Why we are here: system call, page fault, interrupt, or a mistake.
 */
#include "abi/signal.h"
#include "abi/wait.h"
#include "arch/cpu.h"
#include "arch/trapframe.h"
#include "drivers/plic.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "lib/trace.h"
#include "mm/space.h"
#include "proc/proc.h"
#include "sched/sched.h"
#include "syscall/syscalls.h"
#include "trap/trap.h"

__attribute__((noinline, cold)) static long
syscall_traced(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
	       uint64_t a4, uint64_t a5, uint64_t a6, uint64_t number)
{
	const uint64_t arguments[] = { a0, a1, a2, a3, a4, a5 };
	struct proc *p = proc_current();
	bool recorded = p->systrace != NULL;
	long result;

	trace(TRACE_CALL, number, a0);
	if (recorded)
		systrace_record(p, SYSTRACE_CALL, number, arguments, 0);
	result = syscall_dispatch(a0, a1, a2, a3, a4, a5, a6, number);
	trace(TRACE_RETURN, number, (uint64_t)result);
	if (recorded && p->systrace != NULL)
		systrace_record(p, SYSTRACE_RETURN, number, arguments, result);
	return result;
}

long
trap_syscall(uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,
	     uint64_t a5, uint64_t a6, uint64_t number)
{
	return LIKELY(!trace_on.any) ?
	       syscall_dispatch(a0, a1, a2, a3, a4, a5, a6, number) :
	       syscall_traced(a0, a1, a2, a3, a4, a5, a6, number);
}

static void
interrupt(uint64_t cause)
{
	trace(TRACE_INTERRUPT, cause & ~SCAUSE_INTERRUPT, 0);
	if (cause == SCAUSE_TIMER)
		sched_tick();
	else if (cause == SCAUSE_EXTERNAL)
		plic_handle();
	else if (cause == SCAUSE_SOFTWARE) {
		csr_clear(sip, SI_SOFTWARE);   /* wakes, no more … */
		panic_stop();                  /* … unless all is over … */
		hart_stand();                  /* … or one is to stand still */
	} else
		panic("interrupt with scause 0x%lx", cause);
}

/* What an exception of a program's is: the access that a page fault was for,
   and the signal that tells the program of a mistake of its own. */
static const struct {
	uint8_t access, signal;
} exceptions[] = {
	[SCAUSE_FETCH_MISALIGNED] = { 0, SIGBUS },
	[SCAUSE_ILLEGAL] = { 0, SIGILL },
	[SCAUSE_BREAKPOINT] = { 0, SIGTRAP },
	[SCAUSE_LOAD_MISALIGNED] = { 0, SIGBUS },
	[SCAUSE_STORE_MISALIGNED] = { 0, SIGBUS },
	[SCAUSE_FETCH_PAGE] = { ACCESS_EXEC, SIGSEGV },
	[SCAUSE_LOAD_PAGE] = { ACCESS_READ, SIGSEGV },
	[SCAUSE_STORE_PAGE] = { ACCESS_WRITE, SIGSEGV },
};

/* Ends the process if its program did wrong, or could not be given a page. */
static void
exception(uint64_t cause)
{
	struct proc *p = proc_current();
	bool known = cause < ARRAY_SIZE(exceptions);
	uint64_t access = known ? exceptions[cause].access : 0;
	int signal = known ? exceptions[cause].signal : 0, error = -EFAULT;

	if (access != 0)
		error = fault_handle_traced(p->space, csr_read(stval), access);
	else if (cause == SCAUSE_ILLEGAL && thread_fp_enable())
		error = 0;
	if (error == 0)
		return;
	if (error == -ENOMEM || error == -EIO) {
		kprint("sprout: %s (pid %d) ended: %s for a page it touched\n",
		       p->info.name, p->info.pid,
		       error == -ENOMEM ? "no memory" : "no data");
		signal = error == -ENOMEM ? SIGKILL : SIGBUS;
	}
	signal = signal != 0 ? signal : SIGSEGV;
	proc_end(p, W_SIGNALED(signal));
}

void
trap_leave(void *unused)
{
	(void)unused;
	while (cpu_thread->attention != 0) {
		uint32_t why = __atomic_exchange_n(&cpu_thread->attention, 0,
						   __ATOMIC_ACQUIRE);

		if (why & ATTEND_SIGNAL)
			signal_deliver(proc_current());
		if (why & ATTEND_RESCHED)
			sched_yield();
	}
	trap_return();
}

void
trap_user(uint64_t cause)
{
	if (cause & SCAUSE_INTERRUPT)
		interrupt(cause);
	else
		exception(cause);
	trap_leave(NULL);
}

void
trap_kernel(struct trapframe *frame)
{
	uint64_t cause = csr_read(scause);
	bool overflow = frame->sp - sizeof(*frame) < cpu_thread->stack;

	if ((cause & SCAUSE_INTERRUPT) && !overflow) {
		interrupt(cause);
		return;
	}
	panic_begin("trap in the kernel", frame);
	panic_go_on("%sscause %lu, stval 0x%lx, pc 0x%lx",
		    overflow ? "kernel stack overflow: " : "", cause,
		    csr_read(stval), frame->pc);
}

void
trap_init_hart(void)
{
	csr_write(stvec, (uintptr_t)trap_entry);
	csr_write(sscratch, 0);
	csr_write(scounteren, SCOUNTEREN_ALL);
	csr_write(sie, SI_SOFTWARE | SI_TIMER | SI_EXTERNAL);
	csr_clear(sstatus, SSTATUS_SIE | SSTATUS_SPP);
	csr_set(sstatus, SSTATUS_SPIE);
	user_enter = trap_leave;
}
