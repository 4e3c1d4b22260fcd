/*
 * Reads the device tree (Devicetree Specification 0.4, chapter 5). A node is
 * known by where its token stands in the structure block; its properties follow
 * there, and then its children. subtree_read() goes once over the whole tree,
 * and node_read() asks each node for the properties that we want.
 *
 * The tree comes from the firmware and is trusted to be well formed. Its
 * addresses and sizes are numbers of two cells, as those of all 64-bit boards
 * that we know; machine_read() makes sure of it.
 */
#include "arch/cpu.h"
#include "arch/fdt.h"

#define FDT_MAGIC 0xd00dfeed
enum { FDT_BEGIN_NODE = 1, FDT_END_NODE, FDT_PROP, FDT_NOP };

#define CELL          4      /* bytes: all numbers are big-endian cells */
#define ADDRESS_CELLS 2      /* of an address and of a size             */
#define PAIR          (2 * ADDRESS_CELLS * CELL)
#define S_EXTERNAL    9      /* a hart's S-mode external interrupt      */

/* What the tree begins with, by offset. */
enum { MAGIC = 0, TOTALSIZE = 4, OFF_STRUCT = 8, OFF_STRINGS = 12,
       OFF_RSVMAP = 16 };

/* Of a property that a node does not have the size is 0, and a number in it
   reads as 0. */
struct property {
	const char *data;
	uint32_t size;
};

struct machine machine;
struct hart harts[HARTS_MAX];

/* What some devices are called, and where the machine's goes. */
static const struct {
	const char *compatible;
	struct device_place *place;
} devices[] = {
	{ "ns16550a", &machine.uart },
	{ "riscv,plic0", &machine.plic },
	{ "google,goldfish-rtc", &machine.rtc },
	{ "sifive,test0", &machine.finisher },
};

static const char *strings;  /* the strings block: names of properties */

/* Phandle of each hart's interrupt controller, in the order of harts. */
static uint32_t intc_phandle[HARTS_MAX];

/* The PLIC may stand before the harts in the tree: kept for the end. */
static struct property plic_contexts;

static uint32_t
cell(const char *at)
{
	const uint8_t *byte = (const uint8_t *)at;

	return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 |
	       (uint32_t)byte[2] << 8 | byte[3];
}

static uint64_t
number(const char *at, uint32_t ncells)
{
	uint64_t n = 0;

	for (; ncells > 0; ncells--, at += CELL)
		n = n << 32 | cell(at);
	return n;
}

/* Where the token after the one at `at` stands. */
static const char *
token_after(const char *at)
{
	uint32_t token = cell(at);

	at += CELL;
	if (token == FDT_PROP)
		return at + 2 * CELL + ROUND_UP(cell(at), CELL);
	if (token != FDT_BEGIN_NODE)
		return at;
	/* A name's last cell is filled up with NULs: one at least. */
	do
		at += CELL;
	while (at[-1] != '\0');
	return at;
}

/* Does `text` begin with `word`? One may end at a '_' too: an ISA string's
   extensions do. */
static bool
begins(const char *text, const char *word)
{
	while (*word != '\0' && *text == *word)
		text++, word++;
	return *word == '\0' && (*text == '\0' || *text == '_');
}

static struct property
property(const char *node, const char *name)
{
	static const char none[4 * CELL];
	const char *at = token_after(node);

	for (; cell(at) == FDT_PROP || cell(at) == FDT_NOP;
	     at = token_after(at))
		if (cell(at) == FDT_PROP &&
		    begins(strings + cell(at + 2 * CELL), name))
			return (struct property){ at + 3 * CELL,
						  cell(at + CELL) };
	return (struct property){ none, 0 };
}

/* Is `word` one of the texts in a property? */
static bool
has(struct property p, const char *word)
{
	for (uint32_t at = 0; at < p.size; at++)
		if ((at == 0 || p.data[at - 1] == '\0' ||
		     p.data[at - 1] == '_') && begins(p.data + at, word))
			return true;
	return false;
}

/* Adds an (address, size) pair of numbers. */
static void
range_add(struct memory_range *ranges, unsigned *count, const char *pair)
{
	paddr_t start = number(pair, ADDRESS_CELLS);
	uint64_t size = number(pair + PAIR / 2, ADDRESS_CELLS);

	if (size > 0 && *count < RANGES_MAX)
		ranges[(*count)++] = (struct memory_range){ start,
							    start + size };
}

/* Notes what a node tells, whatever it is. */
static void
node_read(const char *node, bool reserved)
{
	struct property reg = property(node, "reg");
	struct property type = property(node, "device_type");
	struct property compatible = property(node, "compatible");
	struct property timebase = property(node, "timebase-frequency");
	struct property bootargs = property(node, "bootargs");
	struct device_place place = {
		.base = number(reg.data, ADDRESS_CELLS),
		.irq = cell(property(node, "interrupts").data),
	};

	for (uint32_t at = 0; at < reg.size; at += PAIR) {
		if (has(type, "memory"))
			range_add(machine.memory, &machine.nmemory,
				  reg.data + at);
		if (reserved)
			range_add(machine.reserved, &machine.nreserved,
				  reg.data + at);
	}
	if (has(type, "cpu") && machine.nharts < HARTS_MAX) {
		harts[machine.nharts].index = machine.nharts;
		harts[machine.nharts++].id = number(reg.data, reg.size / CELL);
		machine.has_sstc |= has(property(node, "riscv,isa"), "sstc");
	}
	/* A hart's child, and next after it. A hart too many has one too. */
	if (has(compatible, "riscv,cpu-intc") && machine.nharts > 0 &&
	    intc_phandle[machine.nharts - 1] == 0)
		intc_phandle[machine.nharts - 1] =
			cell(property(node, "phandle").data);
	for (size_t i = 0; i < ARRAY_SIZE(devices); i++)
		if (has(compatible, devices[i].compatible))
			*devices[i].place = place;
	if (has(compatible, "virtio,mmio") && machine.nvirtio < VIRTIO_MAX)
		machine.virtio[machine.nvirtio++] = place;
	if (has(compatible, "riscv,plic0"))
		plic_contexts = property(node, "interrupts-extended");
	if (timebase.size > 0)
		machine.timebase_hz = number(timebase.data,
					     timebase.size / CELL);
	if (bootargs.size > 0)
		machine.bootargs = bootargs.data;
}

/* Reads a node and all that is below it; where it ends. */
static const char *
subtree_read(const char *node, bool reserved)
{
	const char *at = token_after(node);

	node_read(node, reserved);
	reserved = begins(node + CELL, "reserved-memory");
	while (cell(at) != FDT_END_NODE)
		at = cell(at) == FDT_BEGIN_NODE ? subtree_read(at, reserved) :
			token_after(at);
	return token_after(at);
}

int
machine_read(const void *fdt, paddr_t fdt_pa)
{
	const char *header = fdt;
	const char *root = header + cell(header + OFF_STRUCT);
	const char *pair = header + cell(header + OFF_RSVMAP);

	if (cell(header + MAGIC) != FDT_MAGIC)
		return -EINVAL;
	strings = header + cell(header + OFF_STRINGS);
	if (cell(property(root, "#address-cells").data) != ADDRESS_CELLS ||
	    cell(property(root, "#size-cells").data) != ADDRESS_CELLS)
		return -EINVAL;
	machine.bootargs = "";
	machine.reserved[machine.nreserved++] = (struct memory_range){
		fdt_pa, fdt_pa + cell(header + TOTALSIZE),
	};
	/* The memory reservation block. */
	for (; number(pair + PAIR / 2, ADDRESS_CELLS) != 0; pair += PAIR)
		range_add(machine.reserved, &machine.nreserved, pair);
	subtree_read(root, false);
	/* One (interrupt controller, interrupt) for each of its contexts. */
	for (uint32_t i = 0; i < plic_contexts.size / (2 * CELL); i++) {
		const char *at = plic_contexts.data + i * 2 * CELL;

		for (unsigned j = 0; j < machine.nharts; j++)
			if (intc_phandle[j] == cell(at) &&
			    cell(at + CELL) == S_EXTERNAL)
				harts[j].plic_context = i;
	}
	return machine.nharts > 0 && machine.nmemory > 0 ? 0 : -EINVAL;
}
