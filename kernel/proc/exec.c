/*
 * execve: see exec.h.
 *
 * The new image is built beside the old one: image_load() maps the program
 * into a new space, stack_build() copies arguments and environment there, and
 * only then, past every failure, image_commit() exchanges the two.
 */
#include "abi/errno.h"
#include "abi/limits.h"
#include "arch/trapframe.h"
#include "fs/fs.h"
#include "fs/path.h"
#include "lib/string.h"
#include "mm/object.h"
#include "mm/ucopy.h"
#include "proc/elf.h"
#include "proc/exec.h"
#include "proc/fdtable.h"

#define STACK_ALIGNMENT 16       /* RISC-V psABI, calling convention  */
#define INTERPRETER_MAX 128      /* bytes of a "#!" line              */
#define LEADING_MAX     3        /* strings that "#!" puts in front   */
#define POINTER         sizeof(uint64_t)

/* What execve() was asked for and what has been made of it so far. */
struct image {
	struct space *space;
	uva_t entry;
	uva_t sp;                        /* of the new stack             */
	uint64_t argc;
	uva_t argv, envp;                /* arrays on the new stack      */
	struct inode *inode;             /* of the program               */
	const char *leading[LEADING_MAX];    /* in place of argv[0]      */
	unsigned nleading;
	char line[INTERPRETER_MAX];      /* the "#!" line                */
};

static struct object_cache image_cache =
	OBJECT_CACHE(image_cache, "image", struct image);

/* The i-th string of a vector, 0 at its end. */
static int
vector_get(const struct string_vector *v, uint64_t i, uint64_t *string)
{
	uint64_t at = v->array + i * POINTER;

	*string = 0;
	if (v->array == 0)
		return 0;
	if (v->space != NULL)
		return copy_in(v->space, string, at, POINTER);
	*string = *(const uint64_t *)at;
	return 0;
}

static long
vector_string_length(const struct string_vector *v, uint64_t string)
{
	if (v->space != NULL)
		return user_string_length(v->space, string, ARG_MAX);
	return (long)strlen((const char *)string);
}

/* Counts the strings of a vector from number `from` on, and their bytes. */
static int
vector_measure(const struct string_vector *v, uint64_t from, uint64_t *count,
	       size_t *bytes)
{
	for (uint64_t i = from;; i++) {
		uint64_t string;
		long length;
		int error = vector_get(v, i, &string);

		if (error < 0)
			return error;
		if (string == 0)
			return 0;
		length = vector_string_length(v, string);
		if (length < 0)
			return (int)length;
		*bytes += (size_t)length + 1;
		if (*bytes + ++*count * POINTER > ARG_MAX)
			return -E2BIG;
	}
}

/* Copies a user's or the kernel's bytes to the new image's stack. */
static int
copy_across(struct space *to, uva_t at, struct space *from, uint64_t source,
	    size_t n)
{
	struct segments pinned;
	int error = 0;

	if (from == NULL)
		return copy_out(to, at, (const void *)source, n);
	while (n > 0 && error == 0) {
		size_t step = MIN(n, PAGE_SIZE - source % PAGE_SIZE);

		error = pages_pin(from, source, step, ACCESS_READ, &pinned);
		if (error < 0)
			return error;
		error = copy_out(to, at, pinned.seg[0].base, step);
		pages_unpin(&pinned);
		at += step;
		source += step;
		n -= step;
	}
	return error;
}

/* Where the next string and the next pointer to it go. */
struct stack_cursor {
	uva_t string, string_end, pointer;
};

/* One string, which must still be as long as it was when measured. */
static int
push_string(struct space *to, struct stack_cursor *c, struct space *from,
	    uint64_t source, size_t length)
{
	int error;

	if (length + 1 > c->string_end - c->string)
		return -E2BIG;
	error = copy_across(to, c->string, from, source, length);
	if (error == 0)
		error = copy_out(to, c->string + length, "", 1);
	if (error == 0)
		error = copy_out(to, c->pointer, &c->string, POINTER);
	c->string += length + 1;
	c->pointer += POINTER;
	return error;
}

static int
push_vector(struct space *to, struct stack_cursor *c,
	    const struct string_vector *v, uint64_t from, uint64_t count)
{
	static const uint64_t null;
	int error = 0;

	for (uint64_t i = from; i < from + count && error == 0; i++) {
		uint64_t string;
		long length;

		error = vector_get(v, i, &string);
		if (error < 0)
			return error;
		length = vector_string_length(v, string);
		if (length < 0)
			return (int)length;
		error = push_string(to, c, v->space, string, (size_t)length);
	}
	if (error == 0)
		error = copy_out(to, c->pointer, &null, POINTER);
	c->pointer += POINTER;
	return error;
}

static int
push_leading(struct image *im, struct stack_cursor *c)
{
	int error = 0;

	for (unsigned i = 0; i < im->nleading && error == 0; i++)
		error = push_string(im->space, c, NULL,
				    (uintptr_t)im->leading[i],
				    strlen(im->leading[i]));
	return error;
}

static int
stack_map(struct space *s, size_t nbytes)
{
	struct region stack = {
		.start = USER_STACK_TOP - ROUND_UP(nbytes, PAGE_SIZE),
		.end = USER_STACK_TOP,
		.rights = PTE_R | PTE_W,
		.grows_down = true,
	};

	return space_map(s, &stack);
}

/*
 * Lays out the top of the stack as the System V ABI has it: argc, argv[],
 * NULL, envp[], NULL, then the strings; 16-byte aligned.
 */
static int
stack_build(struct image *im, const struct string_vector *argv,
	    const struct string_vector *envp)
{
	uint64_t skip = im->nleading > 0 ? 1 : 0;    /* argv[0] is replaced */
	uint64_t nargv = 0, nenvp = 0, first = 0;
	size_t bytes = 0;
	struct stack_cursor c;
	int error;

	for (unsigned i = 0; i < im->nleading; i++)
		bytes += strlen(im->leading[i]) + 1;
	error = vector_get(argv, 0, &first);
	if (error == 0 && (first != 0 || skip == 0))
		error = vector_measure(argv, skip, &nargv, &bytes);
	if (error == 0)
		error = vector_measure(envp, 0, &nenvp, &bytes);
	if (error < 0)
		return error;
	im->argc = im->nleading + nargv;
	c.string_end = USER_STACK_TOP;
	c.string = USER_STACK_TOP - bytes;
	im->sp = ROUND_DOWN(c.string - (im->argc + nenvp + 3) * POINTER,
			    STACK_ALIGNMENT);
	im->argv = c.pointer = im->sp + POINTER;
	im->envp = im->argv + (im->argc + 1) * POINTER;
	error = stack_map(im->space, USER_STACK_TOP - im->sp);
	if (error == 0)
		error = copy_out(im->space, im->sp, &im->argc, POINTER);
	if (error == 0)
		error = push_leading(im, &c);
	if (error == 0)
		error = push_vector(im->space, &c, argv, skip, nargv);
	if (error == 0)
		error = push_vector(im->space, &c, envp, 0, nenvp);
	return error;
}

/* The program's inode, if it is a plain file. */
static int
program_find(struct image *im, struct inode *cwd, const char *path)
{
	struct inode *ip = path_lookup(cwd, path);

	if (IS_ERR(ip))
		return (int)PTR_ERR(ip);
	if (!inode_is_file(ip)) {
		inode_put(ip);
		return -EACCES;
	}
	im->inode = ip;
	return 0;
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
 * arguments. 1 when `im` now holds that program, 0 when it is no script.
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
	return program_find(im, cwd, interpreter) < 0 ? -ENOENT : 1;
}

static int
image_load(struct image *im, struct inode *cwd, const char *path)
{
	int error = program_find(im, cwd, path);

	if (error == 0)
		error = script_resolve(im, cwd, path);
	if (error < 0)
		return error;
	im->space = space_new();
	if (im->space == NULL)
		return -ENOMEM;
	return elf_map(im->space, im->inode, &im->entry);
}

/* Drops whatever an image still holds, and itself. */
static void
image_discard(struct image *im)
{
	if (im->space != NULL) {
		space_clear(im->space);
		space_put(im->space);
	}
	if (im->inode != NULL)
		inode_put(im->inode);
	object_free(&image_cache, im);
}

static void
name_set(struct proc *p, const char *path)
{
	const char *name = path;

	for (const char *c = path; *c; c++)
		if (*c == '/' && c[1] != '\0')
			name = c + 1;
	spin_lock(&tree_lock);
	string_copy(p->name, name, sizeof(p->name));
	p->size_bytes = space_size(p->space);
	spin_unlock(&tree_lock);
}

/* The commit point is past: the old image goes into `im`, to be discarded. */
static void
image_commit(struct proc *p, struct image *im, const char *path)
{
	struct space *old = p->space;

	p->space = p->thread->space = im->space;
	im->space = old;
	if (p->thread == thread_current()) {
		space_activate(p->space);
		thread_fp_reset();
	}
	fdtable_exec(p->fds);
	name_set(p, path);
	*p->thread->cpu.frame = (struct trapframe){
		.pc = im->entry, .sp = im->sp,
		.a0 = im->argc, .a1 = im->argv, .a2 = im->envp,
	};
}

int
proc_exec(struct proc *p, const char *path, const struct string_vector *argv,
	  const struct string_vector *envp)
{
	struct image *im = object_alloc(&image_cache);
	int error;

	if (im == NULL)
		return -ENOMEM;
	error = image_load(im, p->cwd, path);
	if (error == 0)
		error = stack_build(im, argv, envp);
	if (error == 0)
		image_commit(p, im, path);
	image_discard(im);
	return error;
}
