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
extern char image_guard[];       /* the page below the boot stack */

/* One past the last root entry that the kernel uses. */
static unsigned kernel_root_end;

uint64_t asid_mask;

__attribute__((aligned(PAGE_SIZE))) pte_t kernel_root[PT_ENTRIES];

pte_t *
pagetable_walk_to(pte_t *root, uint64_t va, int level, bool make)
{
	pte_t *table = root;

	for (int at = PT_LEVELS - 1; at > level; at--) {
		pte_t *pte = &table[pte_index(va, at)];

		if (!(*pte & PTE_V)) {
			table = make ? page_alloc_zero() : NULL;
			if (table == NULL)
				return NULL;
			*pte = pte_make(kernel_to_pa(table), PTE_V);
		}
		table = pte_frame(*pte);
	}
	return &table[pte_index(va, level)];
}

size_t
pagetable_drop(pte_t *root, uint64_t start, uint64_t end, int level)
{
	uint64_t va = ROUND_DOWN(start, LEVEL_SIZE(level)), stop;
	struct page *pages = page_table_base, *page;
	size_t nempty = 0, n;

	for (; va < end; va = stop) {
		pte_t *pte = pagetable_walk_to(root, va, level, false), *last;

		stop = MIN(end, TABLE_END(va, level));
		n = DIV_UP(stop - va, LEVEL_SIZE(level));
		if (pte == NULL) {
			nempty += n;
			continue;
		}
		for (last = pte + n; pte < last; pte++) {
			pte_t was = *pte;

			if (was == 0) {
				nempty++;
				continue;
			}
			*pte = 0;
			page = &pages[was >> PTE_SHIFT];
			if (__atomic_fetch_sub(&page->refs, 1,
					       __ATOMIC_ACQ_REL) == 1)
				page_free(pte_frame(was));
		}
	}
	return nempty;
}

size_t
pagetable_untouched(pte_t *root, uint64_t start, uint64_t end)
{
	size_t n = 0;

	for (uint64_t va = start, stop; va < end; va = stop) {
		pte_t *pte = pagetable_walk(root, va);

		stop = pte != NULL ? va + PAGE_SIZE :
				     MIN(end, TABLE_END(va, 0));
		if (pte == NULL || *pte == 0)
			n += (stop - va) >> PAGE_SHIFT;
	}
	return n;
}

void
pagetable_protect(pte_t *root, uint64_t start, uint64_t end, uint64_t rights)
{
	for (uint64_t va = start, stop; va < end; va = stop) {
		pte_t *pte = pagetable_walk(root, va);

		stop = pte != NULL ? va + PAGE_SIZE : TABLE_END(va, 0);
		if (pte != NULL && *pte != 0)
			*pte = (*pte & ~(PTE_R | PTE_W | PTE_X)) | rights;
	}
}

static bool
table_is_empty(const pte_t *table)
{
	for (unsigned i = 0; i < PT_ENTRIES; i++)
		if (table[i] != 0)
			return false;
	return true;
}

void
pagetable_prune(pte_t *root, uint64_t start, uint64_t end)
{
	for (int level = 1; level < PT_LEVELS; level++)
		for (uint64_t va = start, stop; va < end; va = stop) {
			pte_t *pte = pagetable_walk_to(root, va, level, false);

			stop = TABLE_END(va, pte != NULL ? level - 1 : level);
			if (pte == NULL || *pte == 0 ||
			    !table_is_empty(pte_frame(*pte)))
				continue;
			page_unref(pte_frame(*pte));
			*pte = 0;
		}
}

/* An entry of the kernel's; boot has memory enough. */
static pte_t *
kernel_entry(uint64_t va, int level)
{
	pte_t *pte = pagetable_walk_to(kernel_root, va, level, true);

	if (pte == NULL)
		panic("no memory for the kernel's page table");
	return pte;
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
		*kernel_entry(pa + KERNEL_BASE, level) = pte_make(pa, bits);
		pa += LEVEL_SIZE(level);
	}
}

void
pagetable_init(size_t nstack_bytes)
{
	paddr_t text = kernel_to_pa(image_start);
	paddr_t rodata = kernel_to_pa(image_text_end);
	paddr_t data = kernel_to_pa(image_rodata_end);

	kernel_map(0, GIGAPAGE, PTE_KERNEL_RW);      /* devices */
	for (unsigned i = 0; i < machine.nmemory; i++) {
		struct memory_range m = machine.memory[i];

		/* Below the image is what the firmware keeps for itself. */
		if (m.start <= text && text < m.end) {
			kernel_map(text, rodata, PTE_KERNEL_RX);
			kernel_map(rodata, data, PTE_KERNEL_R);
			m.start = data;
		}
		kernel_map(m.start, ROUND_DOWN(m.end, PAGE_SIZE),
			   PTE_KERNEL_RW);
	}
	*kernel_entry((uintptr_t)image_guard, 0) = 0;
	/* Tables for stacks are there from the start: all roots share them. */
	for (size_t at = 0; at < nstack_bytes; at += GIGAPAGE)
		kernel_entry(KERNEL_STACKS_BASE + at, 1);
	kernel_root_end = pte_index(KERNEL_STACKS_BASE + nstack_bytes, 2) + 1;
	/* Of the identifier's bits those stick that the machine has. */
	csr_write(satp, satp_of(kernel_root, SATP_ASID_MASK));
	asid_mask = csr_read(satp) >> SATP_ASID_SHIFT & SATP_ASID_MASK;
	csr_write(satp, satp_of(kernel_root, 0));
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
