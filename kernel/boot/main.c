/*
 * Boot: brings the layers up from the bottom, starts the other harts and
 * process 1, and becomes this hart's idle thread.
 */
#include "arch/sbi.h"
#include "drivers/board.h"
#include "drivers/console.h"
#include "drivers/plic.h"
#include "drivers/virtio_blk.h"
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/pagetable.h"
#include "proc/proc.h"
#include "sched/sched.h"
#include "trap/trap.h"

#define INIT_PATH "/bin/init"
#define MIB       (1ul << 20)

extern char image_end[];

/* start.S: where other harts begin; it calls the functions below, on the boot
   stack and on the stack of the hart's idle thread. */
extern char start_other[], boot_stack[], boot_stack_end[];
__attribute__((noreturn)) void boot_main(uint64_t hart_id, paddr_t fdt);
__attribute__((noreturn)) void boot_other_hart(void);

static const struct console_hooks console_hooks = {
	signal_group, proc_dump, signal_turn_away,
};

/* The boot hart's idle thread: it begins its life on the boot stack. */
struct thread boot_thread = {
	.cpu.stack = (uintptr_t)boot_stack,
	.cpu.frame = (struct trapframe *)boot_stack_end,
};

/* Gives page.c what of [pa, end) no reserved range takes. */
static void
memory_add(paddr_t pa, paddr_t end)
{
	const struct memory_range *r = machine.reserved;

	for (; r < machine.reserved + machine.nreserved; r++) {
		if (r->start >= end || r->end <= pa)
			continue;
		memory_add(pa, ROUND_DOWN(r->start, PAGE_SIZE));
		pa = ROUND_UP(r->end, PAGE_SIZE);
	}
	if (pa < end)
		page_add_range(pa, end);
}

/* The frame table covers all from the lowest memory to the highest. */
static size_t
memory_init(void)
{
	struct memory_range *m = machine.memory;
	paddr_t lowest = m->start, highest = m->end;
	size_t npages, total = 0;
	struct page *table;

	for (; m < machine.memory + machine.nmemory; m++) {
		lowest = MIN(lowest, m->start);
		highest = MAX(highest, m->end);
		total += m->end - m->start;
		/* Below the image's end all is the firmware's or its own. */
		memory_add(ROUND_UP(MAX(m->start, kernel_to_pa(image_end)),
				    PAGE_SIZE),
			   ROUND_DOWN(m->end, PAGE_SIZE));
	}
	npages = (highest - lowest) >> PAGE_SHIFT;
	table = page_carve(DIV_UP(npages * sizeof(struct page), PAGE_SIZE));
	if (table == NULL)
		panic("%lu MiB of memory are too few", total / MIB);
	page_table_base = table - (lowest >> PAGE_SHIFT);
	return total;
}

void
boot_other_hart(void)
{
	trap_init_hart();
	sched_init_hart(this_hart(), thread_current());
	sched_idle();
}

/* Starts another hart, or says why the machine goes on without it. */
static bool
other_hart_start(struct hart *h)
{
	/* It begins in boot_other_hart(), not as threads do. */
	struct thread *idle = thread_new("idle", NULL, NULL);
	long error;

	if (idle == NULL) {
		kprint("sprout: no memory for hart %lu\n", h->id);
		return false;
	}
	idle->cpu.hart = h;
	__atomic_store_n(&h->idle, idle, __ATOMIC_RELEASE);
	error = sbi_hart_start(h->id, kernel_to_pa(start_other));
	if (error < 0)
		kprint("sprout: hart %lu does not start: SBI error %ld\n",
		       h->id, error);
	return error == 0;
}

static void
harts_start(void)
{
	machine.nstarted = 1;
	for (struct hart *h = harts; h < harts + machine.nharts; h++)
		if (h != this_hart() && other_hart_start(h))
			machine.nstarted++;
}

/* The part of booting that may sleep: a thread of its own. */
static void
boot_late(void *unused)
{
	int error;

	(void)unused;
	error = fs_mount();
	if (error < 0)
		boot_refuse("no file system: error %d (is there a virtio-blk "
			    "disk with an image made by mkfs?)", -error);
	kprint("sprout: %u hart%s, %lu MiB of memory free, %lu MiB disk\n",
	       machine.nstarted, machine.nstarted > 1 ? "s" : "",
	       page_count().free * PAGE_SIZE / MIB,
	       disk_nblocks * PAGE_SIZE / MIB);
	proc_become_init(INIT_PATH, machine.bootargs);
}

void
boot_main(uint64_t hart_id, paddr_t fdt)
{
	size_t memory_bytes;

	trap_init_hart();
	panic_end = power_off;
	panic_describe = proc_show_running;
	if (machine_read(pa_to_kernel(fdt), fdt) < 0)
		panic("no device tree at 0x%lx", fdt);
	for (struct hart *h = harts; h < harts + machine.nharts; h++)
		if (h->id == hart_id)
			boot_thread.cpu.hart = h;
	if (this_hart() == NULL)
		panic("the device tree does not know hart %lu", hart_id);
	memory_bytes = memory_init();
	pagetable_init(STACKS_REACH(memory_bytes));
	timer_init();
	plic_init();
	/* A given command's input is data: its output is nothing else. */
	console_init(&console_hooks, machine.bootargs[0] == '\0');
	clock_init();
	thread_init(memory_bytes);
	sched_init_hart(this_hart(), &boot_thread);
	harts_start();
	if (thread_start("boot", boot_late, NULL) == NULL)
		panic("no memory for the boot thread");
	sched_idle();
}
