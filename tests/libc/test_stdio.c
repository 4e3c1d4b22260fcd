/*
 * Streams on files: long random sequences of reads, writes, seeks and
 * pushed-back characters, in all modes and kinds of buffering, have the same
 * results as on the host's streams, and leave the same file.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "names.h"

#define NFILES 150
#define NSTEPS 400
#define SIZE   9000

static struct sp_file *mine;
static FILE *theirs;
static char mine_text[SIZE], their_text[SIZE];
static const char *step_name;

static void
same(long got, long want)
{
	CHECK(got == want, "%s: %ld, not %ld", step_name, got, want);
}

static void
same_text(size_t n)
{
	CHECK(memcmp(mine_text, their_text, n) == 0, "%s: other bytes",
	      step_name);
}

static size_t
random_size(void)
{
	static const size_t limits[] = { 3, 60, 700, SIZE };

	return random_below(limits[random_below(4)]);
}

static void
seek(long offset, int whence)
{
	step_name = "fseek";
	same(sp_fseek(mine, offset, whence), fseek(theirs, offset, whence));
	step_name = "ftell";
	same(sp_ftell(mine), ftell(theirs));
}

static void
read_bytes(void)
{
	size_t n = random_size(), got;

	step_name = "fread";
	got = fread(their_text, 1, n, theirs);
	same((long)sp_fread(mine_text, 1, n, mine), (long)got);
	same_text(got);
}

static void
read_line(void)
{
	int n = (int)random_size();
	char *m, *t;

	step_name = "fgets";
	m = sp_fgets(mine_text, n, mine);
	t = fgets(their_text, n, theirs);
	same(m != NULL, t != NULL);
	if (m != NULL && t != NULL)
		same_text(strlen(their_text) + 1);
}

static void
read_delimited(void)
{
	char *m = NULL, *t = NULL;
	size_t nm = 0, nt = 0;
	long n;

	step_name = "getdelim";
	n = getdelim(&t, &nt, 'e', theirs);
	same(sp_getdelim(&m, &nm, 'e', mine), n);
	if (n >= 0)
		CHECK(memcmp(m, t, (size_t)n + 1) == 0, "getdelim: text");
	free(t);
	sp_free(m);
}

static void
read_number(void)
{
	long m = -1, t = -1;

	step_name = "fscanf";
	same(sp_fscanf(mine, "%ld", &m), fscanf(theirs, "%ld", &t));
	same(m, t);
}

static void
read_character(void)
{
	int c;

	step_name = "fgetc";
	c = fgetc(theirs);
	same(sp_fgetc(mine), c);
	if (c != EOF && random_below(2)) {
		step_name = "ungetc";
		same(sp_ungetc(c, mine), ungetc(c, theirs));
		step_name = "fgetc after ungetc";
		same(sp_fgetc(mine), fgetc(theirs));
	}
}

static void
write_something(void)
{
	size_t n = random_size();
	int c = (int)random_below(256);

	for (size_t i = 0; i < n; i++)
		mine_text[i] = "0123456789 \nabcdefgh"[random_below(20)];
	step_name = "fwrite";
	switch (random_below(3)) {
	case 0:
		same((long)sp_fwrite(mine_text, 1, n, mine),
		     (long)fwrite(mine_text, 1, n, theirs));
		break;
	case 1:
		same(sp_fputc(c, mine), fputc(c, theirs));
		break;
	default:
		same(sp_fprintf(mine, "%d\n%*d", c, (int)n, c),
		     fprintf(theirs, "%d\n%*d", c, (int)n, c));
	}
}

static void
step(bool reads, bool writes)
{
	static void (*const readers[])(void) = {
		read_bytes, read_line, read_delimited, read_number,
		read_character, read_character,
	};
	bool write = writes && (!reads || random_below(2));

	switch (random_below(10)) {
	case 0:
		seek((long)random_below(2 * SIZE), SEEK_SET);
		break;
	case 1:
		seek(-(long)random_below(100), SEEK_END);
		break;
	default:
		if (reads && writes)           /* C wants that in between */
			seek(0, SEEK_CUR);
		for (int i = 0; i < 3; i++)
			(write ? write_something :
				 readers[random_below(6)])();
	}
	if (random_below(10) == 0) {
		step_name = "fflush";
		same(sp_fflush(mine), fflush(theirs));
	}
	step_name = "feof";
	same(sp_feof(mine), feof(theirs) != 0);
	step_name = "ferror";
	same(sp_ferror(mine), ferror(theirs) != 0);
}

static void
create(const char *path, size_t n, const char *bytes)
{
	FILE *f = fopen(path, "w");

	fwrite(bytes, 1, n, f);
	fclose(f);
}

/* Not compared: after another character than was read, the host's fseek()
   from where it is goes wrong. */
static void
push_back_others(void)
{
	struct sp_file *f;

	create("mine", 5, "12345");
	f = sp_fopen("mine", "r");
	CHECK(sp_ungetc('a', f) == 'a' && sp_fgetc(f) == 'a', "at the start");
	CHECK(sp_fgetc(f) == '1' && sp_ungetc('b', f) == 'b', "another one");
	CHECK(sp_ftell(f) == 0 && sp_fgetc(f) == 'b', "ftell");
	CHECK(sp_fread(mine_text, 1, 9, f) == 4 && sp_feof(f), "the rest");
	CHECK(sp_ungetc('c', f) == 'c' && !sp_feof(f), "at the end");
	CHECK(sp_fgetc(f) == 'c' && sp_fgetc(f) == EOF, "the end again");
	CHECK(sp_ungetc('d', f) == 'd' && sp_fseek(f, 1, SEEK_SET) == 0 &&
	      sp_fgetc(f) == '2', "fseek() forgets it");
	sp_fclose(f);
}

static void
same_files(void)
{
	static char a[4 << 20], b[sizeof(a)];
	FILE *f = fopen("mine", "r"), *g = fopen("theirs", "r");
	size_t n = fread(a, 1, sizeof(a), f), m = fread(b, 1, sizeof(b), g);

	CHECK(n == m && memcmp(a, b, n) == 0, "files differ: %zu and %zu", n,
	      m);
	fclose(f);
	fclose(g);
}

int
main(void)
{
	static const char *const modes[] = { "r", "w", "a", "r+", "w+", "a+" };
	static char content[SIZE], buf[100];

	push_back_others();
	for (int i = 0; i < SIZE; i++)
		content[i] = "0123456789 \nabcdefgh"[random_below(20)];
	for (int i = 0; i < NFILES && !failures; i++) {
		const char *mode = modes[i % 6];
		size_t n = random_size();

		create("mine", n, content);
		create("theirs", n, content);
		mine = sp_fopen("mine", mode);
		theirs = fopen("theirs", mode);
		if (random_below(2))
			sp_setvbuf(mine, buf, (int)random_below(3), 1 +
				   random_below(sizeof(buf)));
		for (int j = 0; j < NSTEPS && !failures; j++)
			step(*mode == 'r' || mode[1] == '+',
			     *mode != 'r' || mode[1] == '+');
		CHECK(sp_fclose(mine) == fclose(theirs), "fclose");
		same_files();
	}
	return failures;
}
