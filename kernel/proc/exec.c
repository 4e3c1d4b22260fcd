/*
 * execve: see proc.h.
 *
 * The new image is built beside the old one: elf_map() maps the program into
 * a new space, stack_build() copies arguments and environment there from the
 * old one, and only then, past every failure, image_commit() exchanges them.
 */
#include "abi/errno.h"
#include "abi/limits.h"
#include "arch/trapframe.h"
#include "fs/fs.h"
#include "fs/path.h"
#include "lib/string.h"
#include "mm/ucopy.h"
#include "proc/fdtable.h"
#include "proc/proc.h"

#define STACK_ALIGNMENT 16       /* RISC-V psABI, calling convention  */
#define INTERPRETER_MAX 128      /* bytes of a "#!" line              */
#define LEADING_MAX     3        /* strings that "#!" puts in front   */
#define POINTER         sizeof(uint64_t)

/* What execve() was asked for and what has been made of it so far. */
struct image {
	struct space *from, *space;      /* the old one and the new      */
	struct inode *inode;             /* of the program               */
	uva_t entry;
	const char *leading[LEADING_MAX];    /* in place of argv[0]      */
	unsigned nleading;
	char line[INTERPRETER_MAX];      /* the "#!" line                */
	uva_t sp;                        /* of the new stack; 0: unknown */
	uva_t strings;                   /* where they begin there       */
	uint64_t argc;
	size_t npointers, nbytes;        /* pointers and bytes so far    */
};

/* Copies n bytes of the old image, or (from == NULL) of the kernel's. */
static int
copy_across(struct space *to, uva_t at, struct space *from, uint64_t source,
	    size_t n)
{
	int error = 0;

	if (from == NULL)
		return copy_out(to, at, (const void *)source, n);
	while (n > 0 && error == 0) {
		size_t step = MIN(n, PAGE_SIZE - source % PAGE_SIZE);
		/* Stays: only the caller could unmap it. */
		const void *p = space_page(from, source, ACCESS_READ);

		if (IS_ERR(p))
			return (int)PTR_ERR(p);
		error = copy_out(to, at, p, step);
		at += step;
		source += step;
		n -= step;
	}
	return error;
}

/* The next string, of n bytes with its NUL: counts it, and copies it once
   the place for it is known. */
static int
string_add(struct image *im, struct space *from, uint64_t source, size_t n)
{
	uva_t at = im->strings + im->nbytes;
	int error;

	im->nbytes += n;
	im->npointers++;
	if (im->nbytes + im->npointers * POINTER > ARG_MAX)
		return -E2BIG;
	if (im->sp == 0)
		return 0;
	error = copy_across(im->space, at, from, source, n);
	return error < 0 ? error :
		copy_out(im->space, im->sp + im->npointers * POINTER, &at,
			 POINTER);
}

/* The strings of a NULL-ended array, and its NULL: the stack is clear. */
static int
vector_add(struct image *im, uva_t array, bool skip_first)
{
	for (uva_t at = array; at != 0; at += POINTER) {
		uva_t string;
		int error = copy_in(im->from, &string, at, POINTER);
		long length;

		if (error < 0)
			return error;
		if (string == 0)
			break;
		if (skip_first && at == array)
			continue;
		length = user_string_length(im->from, string, ARG_MAX);
		if (length < 0)
			return (int)length;
		error = string_add(im, im->from, string, (size_t)length + 1);
		if (error < 0)
			return error;
	}
	im->npointers++;
	return 0;
}

static int
arguments_add(struct image *im, uva_t argv, uva_t envp)
{
	int error = 0;

	im->npointers = im->nbytes = 0;
	for (unsigned i = 0; i < im->nleading && error == 0; i++)
		error = string_add(im, NULL, (uintptr_t)im->leading[i],
				   strlen(im->leading[i]) + 1);
	if (error == 0)
		error = vector_add(im, argv, im->nleading > 0);
	im->argc = im->npointers - 1;
	return error < 0 ? error : vector_add(im, envp, false);
}

/*
 * Lays out the top of the stack as the System V ABI has it: argc, argv[],
 * NULL, envp[], NULL, then the strings; 16-byte aligned. The arguments are
 * gone through twice: to measure, and to copy.
 */
static int
stack_build(struct image *im, uva_t argv, uva_t envp)
{
	struct region stack = {
		.end = USER_STACK_TOP,
		.rights = PTE_R | PTE_W,
		.grows_down = true,
	};
	int error = arguments_add(im, argv, envp);

	if (error < 0)
		return error;
	im->strings = USER_STACK_TOP - im->nbytes;
	im->sp = ROUND_DOWN(im->strings - (1 + im->npointers) * POINTER,
			    STACK_ALIGNMENT);
	stack.start = ROUND_DOWN(im->sp, PAGE_SIZE);
	error = space_map(im->space, &stack);
	if (error == 0)
		error = copy_out(im->space, im->sp, &im->argc, POINTER);
	return error < 0 ? error : arguments_add(im, argv, envp);
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

/* Cuts a line at its end and at the first blanks: interpreter and argument. */
static void
line_cut(char *line, char **interpreter, char **argument)
{
	char *at = line;

	*strchr(line, '\n') = '\0';
	while (*at == ' ' || *at == '\t')
		at++;
	*interpreter = at;
	while (*at && *at != ' ' && *at != '\t')
		at++;
	while (*at == ' ' || *at == '\t')
		*at++ = '\0';
	*argument = at;
	for (at += strlen(at); at > *argument && at[-1] == ' ';)
		*--at = '\0';
}

/*
 * A file that begins with "#!" is run by the program named there, which gets
 * the rest of the line as one argument, then the script's path, then the
 * arguments. When `im` is a script, it holds that program afterwards.
 */
static int
script_resolve(struct image *im, struct inode *cwd, const char *path)
{
	char *interpreter, *argument;
	ssize_t n = inode_read_at(im->inode, im->line, sizeof(im->line) - 1, 0);

	if (n < 0)
		return (int)n;
	if (n < 2 || im->line[0] != '#' || im->line[1] != '!')
		return 0;
	im->line[n] = '\0';
	if (strchr(im->line, '\n') == NULL)
		return -ENOEXEC;
	line_cut(im->line + 2, &interpreter, &argument);
	if (*interpreter == '\0')
		return -ENOEXEC;
	im->leading[im->nleading++] = interpreter;
	if (*argument != '\0')
		im->leading[im->nleading++] = argument;
	im->leading[im->nleading++] = path;
	inode_put(im->inode);
	im->inode = NULL;
	return program_find(im, cwd, interpreter) < 0 ? -ENOENT : 0;
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
	string_copy(p->name, name, sizeof(p->name));
	p->size_bytes = space_size(p->space);
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
	struct image im = { .from = p->space };
	int error = program_find(&im, p->cwd, path);

	if (error == 0)
		error = script_resolve(&im, p->cwd, path);
	if (error == 0 && (im.space = space_new()) == NULL)
		error = -ENOMEM;
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
