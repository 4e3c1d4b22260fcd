/*
 * Boot: brings the layers up from the bottom, starts the other harts and
 * process 1, and becomes this hart's idle thread.
 */
#include "abi/stat.h"
#include "arch/sbi.h"
#include "boot/boot.h"
#include "drivers/console.h"
#include "drivers/plic.h"
#include "drivers/power.h"
#include "drivers/rtc.h"
#include "fs/device.h"
#include "fs/fs.h"
#include "lib/panic.h"
#include "lib/print.h"
#include "mm/pagetable.h"
#include "proc/proc.h"
#include "proc/signal.h"
#include "sched/kstack.h"
#include "sched/sched.h"
#include "trap/trap.h"

#define INIT_PATH "/bin/init"
#define MIB       (1ul << 20)

extern char image_start[], image_end[];

/* The boot hart's idle thread: it begins its life on the boot stack. */
struct thread boot_thread;

static const struct device_ops console_ops = {
	"console", console_read, console_write,
};
static const struct console_hooks console_hooks = { signal_group, proc_dump };

/* Numbers the harts; the one that boots finds itself among them. */
static void
harts_init(uint64_t boot_id)
{
	for (unsigned i = 0; i < machine.nharts; i++) {
		harts[i].index = i;
		harts[i].id = machine.hart_ids[i];
		harts[i].timer_ticks = NEVER;
		if (harts[i].id == boot_id)
			boot_thread.cpu.hart = &harts[i];
	}
	if (boot_thread.cpu.hart == NULL)
		panic("the device tree does not know hart %lu", boot_id);
}

/* The end of the reserved range that holds `pa`, or `pa` if none does. */
static paddr_t
skip_reserved(paddr_t pa)
{
	paddr_t image = kernel_to_pa(image_end);

	/* Below the image's end all is the firmware's or the image's. */
	if (pa < image && pa >= ROUND_DOWN(image, 1ul << 30))
		return image;
	for (unsigned i = 0; i < machine.nreserved; i++)
		if (ROUND_DOWN(machine.reserved[i].start, PAGE_SIZE) <= pa &&
		    pa < machine.reserved[i].end)
			return ROUND_UP(machine.reserved[i].end, PAGE_SIZE);
	return pa;
}

/* The start of the first reserved range above `pa`, `end` if there is none. */
static paddr_t
next_reserved(paddr_t pa, paddr_t end)
{
	for (unsigned i = 0; i < machine.nreserved; i++) {
		paddr_t start = ROUND_DOWN(machine.reserved[i].start, PAGE_SIZE);

		if (start > pa)
			end = MIN(end, start);
	}
	return end;
}

static void
memory_add(const struct memory_range *m)
{
	paddr_t pa = ROUND_UP(m->start, PAGE_SIZE);
	paddr_t end = ROUND_DOWN(m->end, PAGE_SIZE);

	while (pa < end) {
		paddr_t free = skip_reserved(pa);

		if (free == pa) {
			free = next_reserved(pa, end);
			page_add_range(pa, free);
		}
		pa = free;
	}
}

/* The frame table covers all from the lowest memory to the highest. */
static size_t
memory_init(void)
{
	struct memory_range *m = machine.memory;
	paddr_t lowest = m[0].start, highest = m[0].end;
	size_t npages, total = 0;
	struct page *table;

	for (unsigned i = 0; i < machine.nmemory; i++) {
		memory_add(&m[i]);
		lowest = MIN(lowest, m[i].start);
		highest = MAX(highest, m[i].end);
		total += m[i].end - m[i].start;
	}
	npages = (highest - lowest) >> PAGE_SHIFT;
	table = page_carve(DIV_UP(npages * sizeof(struct page), PAGE_SIZE));
	if (table == NULL)
		panic("%lu MiB of memory are too few", total / MIB);
	page_table_base = table - (lowest >> PAGE_SHIFT);
	return total;
}

void
boot_other_hart(uint64_t hart_id)
{
	struct hart *h = this_hart();

	ASSERT(h->id == hart_id);
	trap_init_hart();
	sched_init_hart(h, thread_current());
	sched_idle();
}

static void
idle_never_called(void *unused)
{
	(void)unused;
	panic("an idle thread began twice");
}

static void
other_harts_start(void)
{
	for (unsigned i = 0; i < machine.nharts; i++) {
		struct thread *idle;
		long error;

		if (&harts[i] == this_hart())
			continue;
		idle = thread_new("idle", idle_never_called, NULL);
		if (idle == NULL)
			panic("no memory for hart %lu", harts[i].id);
		idle->cpu.hart = &harts[i];
		error = sbi_hart_start(harts[i].id, kernel_to_pa(start_other),
				       (uintptr_t)idle);
		if (error < 0)
			panic("hart %lu does not start: SBI error %ld",
			      harts[i].id, error);
	}
}

/* The part of booting that may sleep: a thread of its own. */
static void
boot_late(void *unused)
{
	int error;

	(void)unused;
	error = fs_mount();
	if (error < 0)
		panic("no file system: error %d (is there a virtio-blk disk "
		      "with an image made by mkfs?)", error);
	kprint("sprout: %u hart%s, %lu MiB of memory free, %lu MiB disk\n",
	       machine.nharts, machine.nharts > 1 ? "s" : "",
	       page_count().free * PAGE_SIZE / MIB,
	       fs_count().blocks_total * PAGE_SIZE / MIB);
	proc_start_init(INIT_PATH, machine.bootargs);
	thread_exit();
}

void
boot_main(uint64_t hart_id, paddr_t fdt)
{
	size_t memory_bytes;

	trap_init_hart();
	if (machine_read(pa_to_kernel(fdt), fdt) < 0)
		panic("no device tree at 0x%lx", fdt);
	harts_init(hart_id);
	memory_bytes = memory_init();
	pagetable_init(kstack_reach(memory_bytes));
	timer_init();
	power_init();
	plic_init();
	console_init(&console_hooks);
	/* A given command's input is data: its output is nothing else. */
	console_set_echo(machine.bootargs[0] == '\0');
	rtc_init();
	device_register(MAJOR_CONSOLE, &console_ops);
	kstack_init();
	sched_init_hart(this_hart(), &boot_thread);
	other_harts_start();
	if (thread_start("boot", boot_late, NULL) == NULL)
		panic("no memory for the boot thread");
	sched_idle();
}
