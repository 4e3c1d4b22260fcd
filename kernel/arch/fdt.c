/*
 * Reads the device tree (Devicetree Specification 0.4, chapter 5): one walk
 * over the structure block. A node's properties are noted as they pass, and
 * looked at when its first child, or its end, is reached.
 *
 * The tree comes from the firmware and is trusted to be well formed.
 */
#include "abi/errno.h"
#include "arch/bits.h"
#include "arch/fdt.h"

#define FDT_MAGIC      0xd00dfeed
#define FDT_BEGIN_NODE 1
#define FDT_END_NODE   2
#define FDT_PROP       3
#define FDT_NOP        4

#define DEPTH_MAX      16
#define S_EXTERNAL     9     /* a hart's S-mode external interrupt */

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
	bool seen;               /* node_visit() was called  */
	struct property p[NPROPERTIES];
};

struct machine machine;

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

static uint32_t
cell(const void *at)
{
	return bits_from_big_endian(*(const uint32_t *)at);
}

/* A number of one or two cells. */
static uint64_t
number(const char *at, uint32_t ncells)
{
	uint64_t n = cell(at);

	return ncells == 2 ? n << 32 | cell(at + 4) : n;
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

static void
range_add(struct memory_range *ranges, unsigned *count,
	  paddr_t base, uint64_t size)
{
	if (size > 0 && *count < RANGES_MAX)
		ranges[(*count)++] = (struct memory_range){ base, base + size };
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

/* Adds every (address, size) pair of `reg`. */
static void
ranges_of_reg(const struct node *n, const struct node *parent,
	      struct memory_range *ranges, unsigned *count)
{
	uint32_t ac = cells(parent, ADDRESS_CELLS);
	uint32_t sc = cells(parent, SIZE_CELLS);
	const char *at = n->p[REG].data, *end = at + n->p[REG].size;

	for (; at < end; at += 4 * (ac + sc))
		range_add(ranges, count, number(at, ac),
			  number(at + 4 * ac, sc));
}

static void
visit_hart(const struct node *n, const struct node *parent)
{
	if (machine.nharts == HARTS_MAX)
		return;
	machine.hart_ids[machine.nharts++] =
		number(n->p[REG].data, cells(parent, ADDRESS_CELLS));
	if (list_has(&n->p[ISA], "sstc", '_'))
		machine.has_sstc = true;
}

/*
 * The PLIC lists (interrupt controller, interrupt) pairs, one for each of its
 * contexts in order; ours are the S-mode external interrupts.
 */
static void
plic_contexts_find(void)
{
	const char *at = plic_contexts.data;

	for (uint32_t i = 0; i < plic_contexts.size / 8; i++, at += 8)
		for (unsigned h = 0; h < machine.nharts; h++)
			if (cell(at + 4) == S_EXTERNAL &&
			    intc_phandle[h] == cell(at))
				machine.plic_contexts[h] = i;
}

static void
visit_device(const struct node *n, const struct node *parent)
{
	const struct property *compatible = &n->p[COMPATIBLE];
	struct device_place place;

	if (n->p[REG].data == NULL)
		return;
	place.base = number(n->p[REG].data, cells(parent, ADDRESS_CELLS));
	place.irq = n->p[INTERRUPTS].data ? cell(n->p[INTERRUPTS].data) : 0;
	if (list_has(compatible, "ns16550a", '\0')) {
		machine.uart = place;
	} else if (list_has(compatible, "riscv,plic0", '\0')) {
		machine.plic = place;
		plic_contexts = n->p[CONTEXTS];
	} else if (list_has(compatible, "google,goldfish-rtc", '\0')) {
		machine.rtc = place;
	} else if (list_has(compatible, "sifive,test0", '\0')) {
		machine.finisher = place;
	} else if (list_has(compatible, "virtio,mmio", '\0') &&
		   machine.nvirtio < VIRTIO_MAX) {
		machine.virtio[machine.nvirtio++] = place;
	}
}

/* Called once for a node, when all its properties are known. */
static void
node_visit(const struct node *n, const struct node *parent)
{
	if (list_has(&n->p[DEVICE_TYPE], "memory", '\0'))
		ranges_of_reg(n, parent, machine.memory, &machine.nmemory);
	else if (list_has(&n->p[DEVICE_TYPE], "cpu", '\0'))
		visit_hart(n, parent);
	else if (begins(parent->name, "reserved-memory", true))
		ranges_of_reg(n, parent, machine.reserved,
			      &machine.nreserved);
	else if (list_has(&n->p[COMPATIBLE], "riscv,cpu-intc", '\0') &&
		 machine.nharts > 0)
		intc_phandle[machine.nharts - 1] = cell(n->p[PHANDLE].data);
	else
		visit_device(n, parent);
	if (n->p[TIMEBASE].data)
		machine.timebase_hz = number(n->p[TIMEBASE].data,
					     n->p[TIMEBASE].size / 4);
	if (n->p[BOOTARGS].data)
		machine.bootargs = n->p[BOOTARGS].data;
}

static void
node_finish(struct node *stack, unsigned depth)
{
	if (!stack[depth].seen)
		node_visit(&stack[depth], &stack[depth - 1]);
	stack[depth].seen = true;
}

static uint32_t
text_size_aligned(const char *s)
{
	uint32_t n = 0;

	while (s[n])
		n++;
	return ROUND_UP(n + 1, 4);
}

static void
walk_structure(const char *at, const char *strings)
{
	static struct node stack[DEPTH_MAX + 1];   /* [0] is above the root */
	unsigned depth = 0;

	stack[0] = (struct node){ .name = "", .seen = true };
	for (;;) {
		uint32_t token = cell(at);

		at += 4;
		if (token == FDT_BEGIN_NODE) {
			node_finish(stack, depth);
			if (depth < DEPTH_MAX)
				depth++;
			stack[depth] = (struct node){ .name = at };
			at += text_size_aligned(at);
		} else if (token == FDT_END_NODE) {
			node_finish(stack, depth--);
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
	plic_contexts_find();
	return machine.nharts > 0 && machine.nmemory > 0 ? 0 : -EINVAL;
}
