/*
 * Reads the device tree (Devicetree Specification 0.4, chapter 5): one walk
 * over the structure block. A node's properties are noted as they pass, and
 * looked at when its end is reached: after its children, but a parent's
 * properties all stand before its first child.
 *
 * The tree comes from the firmware and is trusted to be well formed.
 */
#include "abi/errno.h"
#include "arch/cpu.h"
#include "arch/fdt.h"

#define FDT_MAGIC 0xd00dfeed
enum { FDT_BEGIN_NODE = 1, FDT_END_NODE, FDT_PROP, FDT_NOP };

#define DEPTH_MAX  16
#define S_EXTERNAL 9         /* a hart's S-mode external interrupt */

struct fdt_header {
	uint32_t magic, totalsize, off_struct, off_strings, off_rsvmap;
};

/* The properties that we want to know. */
enum { ADDRESS_CELLS, SIZE_CELLS, COMPATIBLE, REG, INTERRUPTS, DEVICE_TYPE,
       ISA, PHANDLE, CONTEXTS, TIMEBASE, BOOTARGS, NPROPERTIES };

static const char *const property_names[NPROPERTIES] = {
	"#address-cells", "#size-cells", "compatible", "reg", "interrupts",
	"device_type", "riscv,isa", "phandle", "interrupts-extended",
	"timebase-frequency", "bootargs",
};

struct property {
	const char *data;        /* NULL = the node has none */
	uint32_t size;
};

struct node {
	const char *name;
	struct property p[NPROPERTIES];
};

struct machine machine;
struct hart harts[HARTS_MAX];

/* Phandle of each hart's interrupt controller, in the order of harts. */
static uint32_t intc_phandle[HARTS_MAX];

/* The PLIC may stand before the harts in the tree: kept for the end. */
static struct property plic_contexts;

/* Does `text` begin with `prefix`, or (whole) equal it? */
static bool
begins(const char *text, const char *prefix, bool whole)
{
	while (*prefix && *text == *prefix)
		text++, prefix++;
	return *prefix == '\0' && (!whole || *text == '\0');
}

/* Is `word` one of the strings of `p`, which each end with `separator`? For
   '_' the beginning of one is enough: an ISA string's extensions. */
static bool
list_has(const struct property *p, const char *word, char separator)
{
	for (uint32_t at = 0; at < p->size; at++)
		if ((at == 0 || p->data[at - 1] == separator) &&
		    begins(p->data + at, word, separator == '\0'))
			return true;
	return false;
}

/* A number of so many big-endian cells of 32 bits. */
static uint64_t
number(const void *at, uint32_t ncells)
{
	const uint8_t *byte = at;
	uint64_t n = 0;

	for (uint32_t i = 0; i < ncells * sizeof(uint32_t); i++)
		n = n << 8 | byte[i];
	return n;
}

static uint32_t
cell(const void *at)
{
	return (uint32_t)number(at, 1);
}

/* The parent says how many cells an address or a size takes; without a word
   of it 2 and 1 (section 2.3.5). */
static uint32_t
cells(const struct node *parent, int which)
{
	if (parent->p[which].data != NULL)
		return cell(parent->p[which].data);
	return which == ADDRESS_CELLS ? 2 : 1;
}

static void
range_add(struct memory_range *ranges, unsigned *count,
	  paddr_t base, uint64_t size)
{
	if (size > 0 && *count < RANGES_MAX)
		ranges[(*count)++] = (struct memory_range){ base, base + size };
}

/* Adds every (address, size) pair of `reg`. */
static void
ranges_of_reg(const struct property *reg, const struct node *parent,
	      struct memory_range *ranges, unsigned *count)
{
	uint32_t ac = cells(parent, ADDRESS_CELLS);
	uint32_t sc = cells(parent, SIZE_CELLS);

	for (const char *at = reg->data; at < reg->data + reg->size;
	     at += 4 * (ac + sc))
		range_add(ranges, count, number(at, ac),
			  number(at + 4 * ac, sc));
}

static void
device_visit(const struct property *p, uint64_t base)
{
	struct device_place place = { .base = base };

	if (p[INTERRUPTS].data != NULL)
		place.irq = cell(p[INTERRUPTS].data);
	if (list_has(&p[COMPATIBLE], "ns16550a", '\0')) {
		machine.uart = place;
	} else if (list_has(&p[COMPATIBLE], "riscv,plic0", '\0')) {
		machine.plic = place;
		plic_contexts = p[CONTEXTS];
	} else if (list_has(&p[COMPATIBLE], "google,goldfish-rtc", '\0')) {
		machine.rtc = place;
	} else if (list_has(&p[COMPATIBLE], "sifive,test0", '\0')) {
		machine.finisher = place;
	} else if (list_has(&p[COMPATIBLE], "virtio,mmio", '\0') &&
		   machine.nvirtio < VIRTIO_MAX) {
		machine.virtio[machine.nvirtio++] = place;
	}
}

/* Called once for a node, when all its properties are known. */
static void
node_visit(const struct property *p, const struct node *parent)
{
	bool room = machine.nharts < HARTS_MAX;
	uint64_t base = 0;

	if (p[REG].data != NULL)
		base = number(p[REG].data, cells(parent, ADDRESS_CELLS));
	if (list_has(&p[DEVICE_TYPE], "memory", '\0')) {
		ranges_of_reg(&p[REG], parent, machine.memory,
			      &machine.nmemory);
	} else if (begins(parent->name, "reserved-memory", true)) {
		ranges_of_reg(&p[REG], parent, machine.reserved,
			      &machine.nreserved);
	} else if (list_has(&p[COMPATIBLE], "riscv,cpu-intc", '\0') && room) {
		/* A child of the hart, which comes next. */
		intc_phandle[machine.nharts] = cell(p[PHANDLE].data);
	} else if (list_has(&p[DEVICE_TYPE], "cpu", '\0') && room) {
		machine.hart_ids[machine.nharts++] = base;
		machine.has_sstc |= list_has(&p[ISA], "sstc", '_');
	} else if (p[REG].data != NULL) {
		device_visit(p, base);
	}
	if (p[TIMEBASE].data)
		machine.timebase_hz = number(p[TIMEBASE].data,
					     p[TIMEBASE].size / 4);
	if (p[BOOTARGS].data)
		machine.bootargs = p[BOOTARGS].data;
}

/* What stands after a text, its NUL and the bytes that fill up a cell. */
static const char *
after_text(const char *s)
{
	uint32_t n = 1;

	while (s[n - 1])
		n++;
	return s + ROUND_UP(n, 4);
}

static void
walk_structure(const char *at, const char *strings)
{
	static struct node stack[DEPTH_MAX + 1];   /* [0] is above the root */
	unsigned depth = 0;

	stack[0].name = "";
	for (;;) {
		uint32_t token = cell(at);

		at += 4;
		if (token == FDT_BEGIN_NODE) {
			if (depth < DEPTH_MAX)
				depth++;
			stack[depth] = (struct node){ .name = at };
			at = after_text(at);
		} else if (token == FDT_END_NODE) {
			node_visit(stack[depth].p, &stack[depth - 1]);
			depth--;
		} else if (token == FDT_PROP) {
			struct property p = { at + 8, cell(at) };

			for (int i = 0; i < NPROPERTIES; i++)
				if (begins(strings + cell(at + 4),
					   property_names[i], true))
					stack[depth].p[i] = p;
			at += 8 + ROUND_UP(p.size, 4);
		} else if (token != FDT_NOP) {
			return;
		}
	}
}

int
machine_read(const void *fdt, paddr_t fdt_pa)
{
	const struct fdt_header *h = fdt;
	const char *base = fdt;

	if (cell(&h->magic) != FDT_MAGIC)
		return -EINVAL;
	machine.bootargs = "";
	range_add(machine.reserved, &machine.nreserved, fdt_pa,
		  cell(&h->totalsize));
	/* The memory reservation block: pairs, the last of zeros. */
	for (const char *at = base + cell(&h->off_rsvmap);
	     number(at, 2) != 0 || number(at + 8, 2) != 0; at += 16)
		range_add(machine.reserved, &machine.nreserved,
			  number(at, 2), number(at + 8, 2));
	walk_structure(base + cell(&h->off_struct),
		       base + cell(&h->off_strings));
	/* One (interrupt controller, interrupt) for each of its contexts. */
	for (uint32_t i = 0; i < plic_contexts.size / 8; i++) {
		const char *at = plic_contexts.data + i * 8;

		for (unsigned j = 0; j < machine.nharts; j++)
			if (cell(at + 4) == S_EXTERNAL &&
			    intc_phandle[j] == cell(at))
				machine.plic_contexts[j] = i;
	}
	return machine.nharts > 0 && machine.nmemory > 0 ? 0 : -EINVAL;
}
