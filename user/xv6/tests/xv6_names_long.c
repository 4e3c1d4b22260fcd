/*
 * A name may have DIRSIZ letters; of a longer one the rest is cut off, in
 * every call and every part of a path. A path of MAXPATH - 1 letters is read,
 * one of MAXPATH is -1.
 */
#include "check.h"

static char full[DIRSIZ + 1], longer[DIRSIZ + 2];
static char path[MAXPATH + 1];

static void
check_paths(void)
{
	struct stat st;

	for (int i = 0; i < MAXPATH; i++)
		path[i] = i % 2 ? '/' : '.';
	CHECK_FAILS(stat(path, &st));
	CHECK_FAILS(open(path, O_RDONLY));
	CHECK_FAILS(link(path, "x"));
	CHECK_FAILS(link("/README", path));
	CHECK_FAILS(mkdir(path));
	CHECK_FAILS(unlink(path));
	path[MAXPATH - 1] = '\0';
	CHECK_EQ(stat(path, &st), 0);
	CHECK_EQ(st.type, T_DIR);
	memset(path, 'x', MAXPATH);
	CHECK_FAILS(open(path, O_CREATE));
}

int
main(void)
{
	char below[2 * DIRSIZ + 4];

	memset(full, 'n', DIRSIZ);
	memset(longer, 'n', DIRSIZ + 1);
	enter_directory("xv6_names_long");
	CHECK_EQ(mkdir(longer), 0);
	CHECK_FAILS(mkdir(full));
	CHECK_EQ(chdir(full), 0);
	CHECK_EQ(chdir(".."), 0);
	strcpy(below, longer);
	below[DIRSIZ + 1] = '/';
	strcpy(below + DIRSIZ + 2, longer);
	make_file(below, "x");
	CHECK_FAILS(unlink(longer));
	CHECK_EQ(link(below, longer + 1), -1);
	CHECK_EQ(link(below, "f"), 0);
	CHECK_EQ(unlink(below), 0);
	CHECK_EQ(unlink("f"), 0);
	CHECK_EQ(unlink(longer), 0);
	check_paths();
	leave_directory("xv6_names_long");
	exit(0);
}
