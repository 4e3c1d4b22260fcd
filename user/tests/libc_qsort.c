/*
 * qsort sorts, also what is sorted already, reversed or all equal, with
 * elements of odd size; bsearch then finds what is there and only that.
 */
#include "check.h"

enum { N = 2000, ODD_SIZE = 7 };

static int
compare(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static int
compare_odd(const void *a, const void *b)
{
	return memcmp(a, b, ODD_SIZE);
}

static void
sort_and_check(int *v, long sum)
{
	qsort(v, N, sizeof(int), compare);
	for (int i = 0; i < N; i++) {
		sum -= v[i];
		CHECK(i == 0 || v[i - 1] <= v[i]);
	}
	CHECK_EQ(sum, 0);
}

int
main(void)
{
	static int v[N];
	static char odd[N][ODD_SIZE];
	int key = 5;

	for (int kind = 0; kind < 4; kind++) {
		long sum = 0;

		for (int i = 0; i < N; i++) {
			v[i] = kind == 0 ? rand() % 1000 * 2 : kind == 1 ? i :
			       kind == 2 ? N - i : 3;
			sum += v[i];
		}
		sort_and_check(v, sum);
	}
	CHECK(bsearch(&key, v, N, sizeof(int), compare) == NULL);
	key = 3;
	CHECK_EQ(*(int *)bsearch(&key, v, N, sizeof(int), compare), 3);
	for (int i = 0; i < N; i++)
		snprintf(odd[i], ODD_SIZE, "%06d", i * 7919 % N);
	qsort(odd, N, ODD_SIZE, compare_odd);
	for (int i = 0; i < N; i++)
		CHECK_EQ(atoi(odd[i]), i);
	return 0;
}
