/*
 * vmmap: the address space of a process, a region a line; sizes in pages of
 * 4096 bytes. PRESENT pages have a frame, SHARED ones of these are held by
 * others as well (processes, the block cache), COW ones of these will be
 * copied when the program writes there; PROMISED are pages of zeros that get
 * a frame when they are touched. -p shows each page that has a frame, too:
 * its address, the frame's number, its holders, what may be done without a
 * fault.
 */
#include <sys/mman.h>

#include "inodes.h"
#include "inspect.h"

#define PAGE_BYTES 4096ul

static bool show_pages;

static const char *
rights_text(unsigned rights)
{
	static char text[] = "rwx";

	text[0] = rights & PROT_READ ? 'r' : '-';
	text[1] = rights & PROT_WRITE ? 'w' : '-';
	text[2] = rights & PROT_EXEC ? 'x' : '-';
	return text;
}

static void
show_page(const struct inspect_page *p)
{
	printf("  page 0x%lx frame 0x%lx holders %u %s\n", p->address,
	       p->frame, p->holders, rights_text(p->rights));
}

/* A region with its n pages that have a frame. */
static void
show_region(const struct inspect_region *r, const union inspect_record *pages,
	    size_t n)
{
	const char *what = r->is_heap ? "heap" : r->is_stack ? "stack" :
			   r->inode != 0 ? inodes_path(r->inode) : "zeros";
	size_t shared = 0;

	for (size_t i = 0; i < n; i++)
		shared += pages[i].page.holders > 1;
	printf("0x%010lx 0x%010lx %s %6lu %7zu %6zu %5zu %8lu %s", r->start,
	       r->end, rights_text(r->rights),
	       (r->end - (unsigned long)r->start) / PAGE_BYTES, n, shared,
	       r->rights & PROT_WRITE ? shared : 0, r->promised, what);
	if (r->inode != 0 && r->offset != 0)
		printf(" + 0x%lx", r->offset);
	putchar('\n');
	for (size_t i = 0; show_pages && i < n; i++)
		show_page(&pages[i].page);
}

/* Both lists are in the order of addresses. */
static void
show(pid_t pid)
{
	struct inspection regions, pages;
	size_t at = 0;

	if (!inspect_all(&regions, INSPECT_REGIONS, pid)) {
		tool_complain("there is no process %d", pid);
		return;
	}
	inspect_all(&pages, INSPECT_PAGES, pid);
	printf("%-12s %-12s %s %6s %7s %6s %5s %8s %s\n", "START", "END",
	       "MAY", "PAGES", "PRESENT", "SHARED", "COW", "PROMISED", "WHAT");
	for (size_t i = 0; i < regions.n; i++) {
		const struct inspect_region *r = &regions.v[i].region;
		size_t end;

		while (at < pages.n && pages.v[at].key < r->start)
			at++;
		for (end = at; end < pages.n &&
			       pages.v[end].key < (long)r->end; end++)
			;
		show_region(r, pages.v + at, end - at);
		at = end;
	}
	free(regions.v);
	free(pages.v);
}

int
main(int argc, char **argv)
{
	int c;

	tool_begin(argv, "vmmap", "[-p] pid ...");
	while ((c = tool_option(argc, argv, ":p")) != -1)
		show_pages = true;
	if (optind == argc)
		tool_usage();
	for (int i = optind; i < argc; i++)
		show((pid_t)tool_number(argv[i], 1));
	return tool_finish();
}
