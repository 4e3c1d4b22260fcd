/*
 * Page tables: see pagetable.h.
 */
#include "arch/fdt.h"
#include "lib/panic.h"
#include "lib/string.h"
#include "mm/pagetable.h"

#define GIGAPAGE LEVEL_SIZE(2)

/* kernel.ld: the borders of the image's parts, page-aligned. */
extern char image_start[], image_text_end[], image_rodata_end[], image_end[];

/* start.S fills the upper half with gigapages for the first instructions. */
__attribute__((aligned(PAGE_SIZE))) pte_t kernel_root[PT_ENTRIES];

/* One past the last root entry that the kernel uses. */
static unsigned kernel_root_end;

pte_t *
pagetable_walk(pte_t *root, uint64_t va)
{
	pte_t pte = root[pte_index(va, 2)];

	if (!(pte & PTE_V))
		return NULL;
	pte = ((pte_t *)pte_frame(pte))[pte_index(va, 1)];
	if (!(pte & PTE_V))
		return NULL;
	return (pte_t *)pte_frame(pte) + pte_index(va, 0);
}

/* The table that entry `pte` points to, made if there is none. */
static pte_t *
subtable(pte_t *pte)
{
	if (!(*pte & PTE_V)) {
		pte_t *table = page_alloc_zero();

		if (table == NULL)
			return NULL;
		*pte = pte_make(kernel_to_pa(table), PTE_V);
	}
	return pte_frame(*pte);
}

pte_t *
pagetable_walk_alloc(pte_t *root, uint64_t va)
{
	pte_t *table = root;

	for (int level = PT_LEVELS - 1; level > 0; level--) {
		table = subtable(&table[pte_index(va, level)]);
		if (table == NULL)
			return NULL;
	}
	return &table[pte_index(va, 0)];
}

/* One leaf of the kernel's at `level`; boot has memory enough. */
static void
kernel_map_leaf(uint64_t va, paddr_t pa, int level, uint64_t bits)
{
	pte_t *table = kernel_root;

	for (int at = PT_LEVELS - 1; at > level; at--) {
		table = subtable(&table[pte_index(va, at)]);
		if (table == NULL)
			panic("no memory for the kernel's page table");
	}
	table[pte_index(va, level)] = pte_make(pa, bits);
}

/* Maps [pa, end) linearly with the largest pages that fit. */
static void
kernel_map(paddr_t pa, paddr_t end, uint64_t bits)
{
	while (pa < end) {
		int level = PT_LEVELS - 1;

		while (level > 0 && (pa % LEVEL_SIZE(level) != 0 ||
				     end - pa < LEVEL_SIZE(level)))
			level--;
		kernel_map_leaf(pa + KERNEL_BASE, pa, level, bits);
		pa += LEVEL_SIZE(level);
	}
}

/*
 * All memory read-write, but what the firmware keeps for itself below the
 * image; the image by its parts.
 */
static void
map_memory(void)
{
	paddr_t text = kernel_to_pa(image_start);
	paddr_t rodata = kernel_to_pa(image_text_end);
	paddr_t data = kernel_to_pa(image_rodata_end);

	for (unsigned i = 0; i < machine.nmemory; i++) {
		struct memory_range m = machine.memory[i];

		if (m.start <= text && text < m.end) {
			kernel_map(text, rodata, PTE_KERNEL_RX);
			kernel_map(rodata, data, PTE_KERNEL_R);
			m.start = data;
		}
		kernel_map(m.start, ROUND_DOWN(m.end, PAGE_SIZE),
			   PTE_KERNEL_RW);
	}
}

/* The tables are there from the start, so that all roots can share them. */
static void
make_stack_tables(size_t nbytes)
{
	unsigned first = pte_index(KERNEL_STACKS_BASE, 2);

	kernel_root_end = first + DIV_UP(nbytes, GIGAPAGE);
	for (unsigned i = first; i < kernel_root_end; i++)
		if (subtable(&kernel_root[i]) == NULL)
			panic("no memory for tables of kernel stacks");
}

void
pagetable_init(size_t nstack_bytes)
{
	/*
	 * The boot table's gigapage over the image is needed until the new
	 * tables are complete; they grow beside it in a second root.
	 */
	static __attribute__((aligned(PAGE_SIZE))) pte_t boot_root[PT_ENTRIES];

	memcpy(boot_root, kernel_root, sizeof(boot_root));
	csr_write(satp, SATP_SV39 | kernel_to_pa(boot_root) >> PAGE_SHIFT);
	tlb_flush_all();
	memset(kernel_root, 0, sizeof(kernel_root));
	kernel_map(0, GIGAPAGE, PTE_KERNEL_RW);      /* devices */
	map_memory();
	make_stack_tables(nstack_bytes);
	csr_write(satp, SATP_SV39 | kernel_to_pa(kernel_root) >> PAGE_SHIFT);
	tlb_flush_all();
}

pte_t *
pagetable_new(void)
{
	unsigned first = pte_index(KERNEL_BASE, 2);
	pte_t *root = page_alloc_zero();

	if (root != NULL)
		memcpy(root + first, kernel_root + first,
		       (kernel_root_end - first) * sizeof(pte_t));
	return root;
}

void
pagetable_prune(pte_t *root, uva_t start, uva_t end, int level)
{
	uva_t va = ROUND_DOWN(start, LEVEL_SIZE(level));

	for (; va < end; va += LEVEL_SIZE(level)) {
		pte_t *pte = &root[pte_index(va, 2)];

		if (level == 1 && (*pte & PTE_V))
			pte = (pte_t *)pte_frame(*pte) + pte_index(va, 1);
		if (*pte & PTE_V) {
			page_unref(pte_frame(*pte));
			*pte = 0;
		}
	}
}
