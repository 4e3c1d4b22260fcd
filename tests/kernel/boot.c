/*
 * What the test kernel is told at boot, before the command that it is to run:
 *
 *	fail=7   the 7th time that memory is asked for, once the boot hart is
 *	         ready to start the others, it is refused
 *	seed=7   threads give way as that number decides: shuffle.c
 */
#include "arch/fdt.h"
#include "lib/string.h"
#include "orders.h"

int __real_machine_read(const void *fdt, paddr_t fdt_pa);
int __wrap_machine_read(const void *fdt, paddr_t fdt_pa);

static const struct {
	const char *prefix;
	void (*set)(uint64_t value);
} settings[] = {
	{ "fail=", inject_at_boot },
	{ "seed=", shuffle_seed },
};

int
__wrap_machine_read(const void *fdt, paddr_t fdt_pa)
{
	int error = __real_machine_read(fdt, fdt_pa);

	for (size_t i = 0; i < ARRAY_SIZE(settings) && error == 0; i++) {
		size_t n = strlen(settings[i].prefix);
		const char *s = machine.bootargs;
		uint64_t value = 0;

		if (strnlen(s, n) < n || memcmp(s, settings[i].prefix, n) != 0)
			continue;
		for (s += n; *s >= '0' && *s <= '9'; s++)
			value = value * 10 + (uint64_t)(*s - '0');
		machine.bootargs = *s == ' ' ? s + 1 : s;
		settings[i].set(value);
	}
	return error;
}
