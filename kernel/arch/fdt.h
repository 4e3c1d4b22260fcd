/*
 * The machine, as the device tree (Devicetree Specification 0.4) tells it.
 */
#pragma once

#include "arch/types.h"

#define RANGES_MAX  16     /* memory and reserved ranges     */
#define VIRTIO_MAX  16     /* slots of QEMU's virt board     */

struct memory_range {
	paddr_t start, end;
};

struct device_place {
	paddr_t base;          /* 0 = the machine has none */
	uint32_t irq;          /* PLIC source number       */
};

struct machine {
	struct memory_range memory[RANGES_MAX], reserved[RANGES_MAX];
	unsigned nmemory, nreserved;
	unsigned nharts;       /* there are                */
	unsigned nstarted;     /* run threads: boot/main.c */
	uint64_t timebase_hz;
	bool has_sstc;
	struct device_place uart, plic, rtc, finisher;
	struct device_place virtio[VIRTIO_MAX];
	unsigned nvirtio;
	const char *bootargs;  /* inside the device tree, never NULL */
};

/* Filled in at boot, constant afterwards. */
extern struct machine machine;

/*
 * Reads the tree at `fdt`, whose physical address is `fdt_pa`, into `machine`
 * and harts[] (cpu.h); the tree itself becomes a reserved range, as bootargs
 * points into it. 0, or -EINVAL when it is no device tree or names no hart or
 * no memory.
 */
int machine_read(const void *fdt, paddr_t fdt_pa);
