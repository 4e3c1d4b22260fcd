/*
 * Random damage to images, guided by which code of fsck it reaches: libFuzzer
 * makes the bytes that the numbers of a case are drawn from, so its changes
 * of them are changes of fields, places and values. IMAGES names the sound
 * images, with colons between; the first byte chooses one.
 */
#include "../../mkfs/host.h"

#include "fuzz.h"

#define IMAGES_MAX 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
	uint8_t *data;
	size_t size;
} images[IMAGES_MAX];
static unsigned nimages;

static const uint8_t *next;
static size_t left;

/* Two bytes for what is likely to be a choice, else four. */
uint32_t
random_below(uint64_t n)
{
	size_t want = n <= 256 ? 1 : n <= 65536 ? 2 : 4;
	uint64_t number = 0;

	for (; want > 0 && left > 0; want--, left--)
		number = number << 8 | *next++;
	return (uint32_t)(number % n);
}

static void
images_load(void)
{
	char *names = strdup(getenv("IMAGES") ? getenv("IMAGES") : "");

	for (char *n = strtok(names, ":"); n; n = strtok(NULL, ":")) {
		images[nimages].data = image_load(n, &images[nimages].size);
		nimages += images[nimages].data && nimages < IMAGES_MAX - 1;
	}
	free(names);
	if (nimages == 0) {
		fputs("IMAGES names none that can be read\n", stderr);
		exit(2);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned which;

	if (nimages == 0)
		images_load();
	next = data;
	left = size;
	which = random_below(nimages);
	if (!fuzz_case(images[which].data, images[which].size))
		abort();
	return 0;
}
