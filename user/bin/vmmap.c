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

static struct {
	struct inspect_region *v;
	size_t n;
} regions;
static const struct inspect_region *in;       /* whose pages are looked at */
static unsigned long present, shared, cow;
static bool show_pages;

static void
keep_region(const void *record)
{
	regions.v = tool_realloc(regions.v,
				 (regions.n + 1) * sizeof(*regions.v));
	memcpy(&regions.v[regions.n++], record, sizeof(*regions.v));
}

static const char *
rights_text(unsigned rights)
{
	static char text[] = "rwx";

	text[0] = rights & PROT_READ ? 'r' : '-';
	text[1] = rights & PROT_WRITE ? 'w' : '-';
	text[2] = rights & PROT_EXEC ? 'x' : '-';
	return text;
}

static bool
is_in(const struct inspect_page *p)
{
	return in->start <= p->address &&
	       (unsigned long)p->address < in->end;
}

static void
count_page(const void *record)
{
	const struct inspect_page *p = record;

	if (!is_in(p))
		return;
	present++;
	shared += p->holders > 1;
	cow += p->holders > 1 && in->rights & PROT_WRITE;
}

static void
show_page(const void *record)
{
	const struct inspect_page *p = record;

	if (is_in(p))
		printf("  page 0x%lx frame 0x%lx holders %u %s\n",
		       p->address, p->frame, p->holders,
		       rights_text(p->rights));
}

static void
show_region(pid_t pid)
{
	const char *what = in->is_heap ? "heap" : in->is_stack ? "stack" :
			   in->inode != 0 ? inodes_path(in->inode) : "zeros";

	present = shared = cow = 0;
	inspect_each(INSPECT_PAGES, pid, sizeof(struct inspect_page),
		     count_page);
	printf("0x%010lx 0x%010lx %s %6lu %7lu %6lu %5lu %8lu %s", in->start,
	       in->end, rights_text(in->rights),
	       (in->end - (unsigned long)in->start) / PAGE_BYTES, present,
	       shared, cow, in->promised, what);
	if (in->inode != 0 && in->offset != 0)
		printf(" + 0x%lx", in->offset);
	putchar('\n');
	if (show_pages)
		inspect_each(INSPECT_PAGES, pid, sizeof(struct inspect_page),
			     show_page);
}

static void
show(pid_t pid)
{
	regions.n = 0;
	if (!inspect_each(INSPECT_REGIONS, pid, sizeof(struct inspect_region),
			  keep_region)) {
		tool_complain("there is no process %d", pid);
		return;
	}
	printf("%-12s %-12s %s %6s %7s %6s %5s %8s %s\n", "START", "END",
	       "MAY", "PAGES", "PRESENT", "SHARED", "COW", "PROMISED", "WHAT");
	for (size_t i = 0; i < regions.n; i++) {
		in = &regions.v[i];
		show_region(pid);
	}
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
