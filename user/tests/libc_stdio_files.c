/*
 * Streams on files: what fprintf, fputs and fwrite wrote, fgets, fscanf,
 * getline and fread read; positions, append mode, end of file, errors.
 */
#include "check.h"

#define NAME "/tmp/libc_stdio_files"
#define NLINES 1000

static void
write_lines(void)
{
	FILE *f = fopen(NAME, "w");

	for (int i = 0; i < NLINES; i++)
		CHECK(fprintf(f, "line %d of %d\n", i, NLINES) > 0);
	CHECK_EQ(fclose(f), 0);
}

static void
read_lines(FILE *f)
{
	char text[64], *line = NULL;
	size_t room = 0;
	int number, total;

	CHECK(fgets(text, sizeof(text), f) == text);
	CHECK_EQ(strcmp(text, "line 0 of 1000\n"), 0);
	for (int i = 1; i < NLINES - 1; i++) {
		CHECK_EQ(fscanf(f, "line %d of %d\n", &number, &total), 2);
		CHECK(number == i && total == NLINES);
	}
	CHECK_EQ(getline(&line, &room, f), 17);
	CHECK_EQ(strcmp(line, "line 999 of 1000\n"), 0);
	CHECK_EQ(fgetc(f), EOF);
	CHECK(feof(f) && !ferror(f));
	free(line);
}

int
main(void)
{
	FILE *f;

	write_lines();
	f = fopen(NAME, "r+");
	read_lines(f);
	CHECK_EQ(fseek(f, 5, SEEK_SET), 0);
	CHECK_EQ(ftell(f), 5);
	CHECK_EQ(fputc('X', f), 'X');
	rewind(f);
	CHECK(getc(f) == 'l' && ungetc('L', f) == 'L' && getc(f) == 'L');
	CHECK_EQ(fseek(f, 5, SEEK_SET) + getc(f), 'X');
	CHECK_EQ(fclose(f), 0);
	f = fopen(NAME, "a");
	CHECK(fputs("end\n", f) >= 0 && fclose(f) == 0);
	CHECK(fopen("/tmp/no/such", "r") == NULL && errno == ENOENT);
	CHECK_EQ(remove(NAME), 0);
	return 0;
}
