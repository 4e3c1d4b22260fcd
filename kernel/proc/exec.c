/*
 * execve: see proc.h.
 *
 * The new image is built beside the old one, in a new space: elf_map() maps
 * the program, stack_build() copies arguments and environment from the old
 * image, and only then, past every failure, image_commit() exchanges the two.
 */
#include "abi/limits.h"
#include "arch/trapframe.h"
#include "fs/fs.h"
#include "fs/path.h"
#include "lib/string.h"
#include "mm/ucopy.h"
#include "proc/proc.h"

/*
 * Programs are ELF-64 files (System V ABI, chapters 4 and 5; RISC-V psABI).
 * Every number in a file may be a lie, so each is checked before it is used,
 * and sums are checked for wrapping. All headers must lie in the file's first
 * page, as those of every linker do: one frame of the block cache shows them.
 */
enum { IDENT_SIZE = 16 };
enum { ET_EXEC = 2, EM_RISCV = 243, PT_LOAD = 1 };
enum { PF_X = 1, PF_W = 2, PF_R = 4 };

struct elf_header {
	uint8_t ident[IDENT_SIZE];
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct program_header {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

/* 0x7f E L F, 64-bit, little-endian, version 1. */
static const uint8_t ident[] = { 0x7f, 'E', 'L', 'F', 2, 1, 1 };

static int
segment_map(struct space *s, struct inode *ip, const struct program_header *ph)
{
	uint64_t lead = ph->vaddr % PAGE_SIZE;
	uint64_t file_size = (uint64_t)inode_size(ip);
	/* Sv39 has no write-only page. */
	struct region r = {
		.start = ph->vaddr - lead,
		.end = ROUND_UP(ph->vaddr + ph->memsz, PAGE_SIZE),
		.rights = (ph->flags & (PF_R | PF_W) ? PTE_R : 0) |
			  (ph->flags & PF_W ? PTE_W : 0) |
			  (ph->flags & PF_X ? PTE_X : 0),
	};

	if (ph->filesz > ph->memsz || ph->memsz > USER_END ||
	    ph->vaddr < PAGE_SIZE || ph->vaddr > USER_END ||
	    ph->vaddr + ph->memsz > USER_STACK_TOP - USER_STACK_MAX ||
	    ph->offset % PAGE_SIZE != lead ||
	    ph->offset > file_size || ph->filesz > file_size - ph->offset ||
	    ((ph->flags & PF_W) && (ph->flags & PF_X)))    /* W^X */
		return -ENOEXEC;
	if (ph->filesz > 0) {
		r.ops = &inode_pages;
		r.object = ip;
		r.object_page = (ph->offset - lead) >> PAGE_SHIFT;
		r.object_bytes = lead + ph->filesz;
	}
	return space_map(s, &r);
}

/*
 * Maps the program in `ip` into `s`, which is empty but for a stack: nothing
 * is read but the headers, pages come on demand. 0 and the entry address;
 * -ENOEXEC when the file is no program for this machine.
 */
static int
elf_map(struct space *s, struct inode *ip, uva_t *entry)
{
	const struct elf_header *h = inode_frame(ip, 0);
	const struct program_header *ph;
	struct region heap = { .rights = PTE_R | PTE_W, .is_heap = true };
	int error = 0;
	uva_t end = 0;

	if (IS_ERR(h))           /* -EINVAL: it is empty */
		return PTR_ERR(h) == -EINVAL ? -ENOEXEC : (int)PTR_ERR(h);
	/* What a short file lacks reads as zeros. */
	if (memcmp(h->ident, ident, sizeof(ident)) != 0 ||
	    h->type != ET_EXEC || h->machine != EM_RISCV ||
	    h->phoff > PAGE_SIZE || h->phoff % sizeof(uint64_t) != 0 ||
	    h->phentsize != sizeof(*ph) ||
	    h->phnum > (PAGE_SIZE - h->phoff) / sizeof(*ph))
		error = -ENOEXEC;
	ph = (const void *)((const char *)h + h->phoff);
	for (unsigned i = 0; error == 0 && i < h->phnum; i++, ph++) {
		if (ph->type != PT_LOAD || ph->memsz == 0)
			continue;
		error = segment_map(s, ip, ph);
		end = MAX(end, ph->vaddr + ph->memsz);
	}
	*entry = h->entry;
	page_unref((void *)(uintptr_t)h);
	heap.start = heap.end = ROUND_UP(end, PAGE_SIZE);
	if (error == 0)
		error = space_map(s, &heap);
	return error == -EINVAL ? -ENOEXEC : error;
}

#define STACK_ALIGNMENT 16       /* RISC-V psABI, calling convention  */
#define INTERPRETER_MAX 128      /* bytes of a "#!" line              */
#define POINTER         sizeof(uint64_t)

/* What execve() was asked for and what has been made of it so far. */
struct image {
	struct space *from, *space;      /* the old one and the new      */
	struct inode *inode;             /* of the program               */
	uva_t entry;
	uva_t sp;                        /* of the new stack             */
	uint64_t nstrings, argc;         /* pushed so far                */
};

/* The kernel address of a byte at `at`, and of the rest of its page, in the
   old image or (from == NULL) in the kernel itself. */
static const void *
source_page(struct space *from, uva_t at)
{
	return from != NULL ? space_page(from, at, ACCESS_READ) :
			      (const void *)at;
}

/* Copies a string below those that are on the new stack already. */
static int
string_push(struct image *im, struct space *from, uva_t string)
{
	long length = from != NULL ?
		      copy_in_string(from, NULL, string, ARG_MAX, -E2BIG) :
		      (long)strlen((const char *)string);
	size_t n = (size_t)length + 1, step;
	int error = 0;

	if (length < 0)
		return (int)length;
	im->sp -= n;
	im->nstrings++;
	if (USER_STACK_TOP - im->sp + im->nstrings * POINTER > ARG_MAX)
		return -E2BIG;
	for (uva_t at = im->sp; n > 0 && error == 0; n -= step) {
		/* It stays: only the caller could unmap it. */
		const void *page = source_page(from, string);

		if (IS_ERR(page))
			return (int)PTR_ERR(page);
		step = MIN(n, PAGE_SIZE - string % PAGE_SIZE);
		error = copy_out(im->space, at, page, step);
		at += step;
		string += step;
	}
	return error;
}

/* The strings of a NULL-ended array. */
static int
vector_push(struct image *im, uva_t array, bool skip_first)
{
	int error = array % POINTER == 0 ? 0 : -EFAULT;

	for (uva_t at = array; at != 0 && error == 0; at += POINTER) {
		const uva_t *string = source_page(im->from, at);

		if (IS_ERR(string))
			return (int)PTR_ERR(string);
		if (*string == 0)
			break;
		if (!skip_first || at != array)
			error = string_push(im, im->from, *string);
	}
	return error;
}

/*
 * Lays out the top of the stack as the System V ABI has it: argc, argv[],
 * NULL, envp[], NULL, then the strings; 16-byte aligned. What a script has
 * pushed stands for argv[0]. The last string is the lowest, so they are gone
 * through backwards for their addresses.
 */
static int
stack_build(struct image *im, uva_t argv, uva_t envp)
{
	int error = vector_push(im, argv, im->nstrings > 0);
	uva_t string;

	im->argc = im->nstrings;
	if (error == 0)
		error = vector_push(im, envp, false);
	if (error < 0)
		return error;
	string = im->sp;
	im->sp = ROUND_DOWN(string - (im->nstrings + 3) * POINTER,
			    STACK_ALIGNMENT);
	error = copy_out(im->space, im->sp, &im->argc, POINTER);
	for (uint64_t i = im->nstrings; i > 0 && error == 0; i--) {
		uint64_t slot = i > im->argc ? i + 1 : i;

		error = copy_out(im->space, im->sp + slot * POINTER, &string,
				 POINTER);
		string += (uint64_t)copy_in_string(im->space, NULL, string,
						   ARG_MAX, -E2BIG) + 1;
	}
	return error;
}

/* The program's inode, if it is a plain file. */
static int
program_find(struct image *im, struct inode *cwd, const char *path)
{
	struct inode *ip = path_lookup(cwd, path);

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	im->inode = ip;
	return inode_is_file(ip) ? 0 : -EACCES;
}

/* Where a line goes on behind blanks, or behind all that is none. */
static char *
skip(char *s, bool blanks)
{
	while (*s && (*s == ' ' || *s == '\t') == blanks)
		s++;
	return s;
}

/*
 * A file that begins with "#!" is run by the program named there, which gets
 * the rest of the line as one argument, then the script's path, then the
 * arguments. When `im` is a script, it holds that program afterwards.
 */
static int
script_resolve(struct image *im, struct inode *cwd, const char *path)
{
	char line[INTERPRETER_MAX] = "", *interpreter, *argument;
	ssize_t n = inode_read_at(im->inode, line, sizeof(line) - 1, 0);
	char *end = strchr(line, '\n');
	int error;

	if (n < 0)
		return (int)n;
	if (line[0] != '#' || line[1] != '!')
		return 0;
	if (end == NULL)
		return -ENOEXEC;
	while (end[-1] == ' ' || end[-1] == '\t')
		end--;
	*end = '\0';
	interpreter = skip(line + 2, true);
	argument = skip(interpreter, false);
	if (*argument != '\0')
		*argument++ = '\0';
	argument = skip(argument, true);
	if (*interpreter == '\0')
		return -ENOEXEC;
	inode_put(im->inode);
	im->inode = NULL;
	if (program_find(im, cwd, interpreter) < 0)
		return -ENOENT;
	error = string_push(im, NULL, (uintptr_t)interpreter);
	if (error == 0 && *argument != '\0')
		error = string_push(im, NULL, (uintptr_t)argument);
	return error < 0 ? error : string_push(im, NULL, (uintptr_t)path);
}

/* The commit point is past: the old space goes into `im`, to be dropped. */
static void
image_commit(struct proc *p, struct image *im, const char *path)
{
	const char *name = path;

	p->space = p->thread->space = im->space;
	im->space = im->from;
	space_activate(p->space);
	thread_fp_reset();
	fdtable_close(p->fds, false);
	for (const char *c = path; *c; c++)
		if (*c == '/' && c[1] != '\0')
			name = c + 1;
	spin_lock(&tree_lock);
	string_copy(p->info.name, name, sizeof(p->info.name));
	p->info.size_bytes = space_size(p->space);
	spin_unlock(&tree_lock);
	*p->thread->cpu.frame = (struct trapframe){
		.pc = im->entry, .sp = im->sp,
		.a0 = im->argc, .a1 = im->sp + POINTER,
		.a2 = im->sp + (im->argc + 2) * POINTER,
	};
}

int
proc_exec(struct proc *p, const char *path, uva_t argv, uva_t envp)
{
	/* An empty stack, which grows as it is written to. */
	static const struct region stack = {
		.start = USER_STACK_TOP - PAGE_SIZE, .end = USER_STACK_TOP,
		.rights = PTE_R | PTE_W, .grows_down = true,
	};
	struct image im = { .from = p->space, .sp = USER_STACK_TOP };
	int error = program_find(&im, p->cwd, path);

	if (error == 0 && (im.space = space_new()) == NULL)
		error = -ENOMEM;
	if (error == 0)
		error = space_map(im.space, &stack);
	if (error == 0)
		error = script_resolve(&im, p->cwd, path);
	if (error == 0)
		error = elf_map(im.space, im.inode, &im.entry);
	if (error == 0)
		error = stack_build(&im, argv, envp);
	if (error == 0)
		image_commit(p, &im, path);
	if (im.space != NULL) {
		space_clear(im.space);
		space_put(im.space);
	}
	if (im.inode != NULL)
		inode_put(im.inode);
	return error;
}
