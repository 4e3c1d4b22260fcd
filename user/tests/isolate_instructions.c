/*
 * Instructions for the kernel, the firmware, a hypervisor or a debugger end a
 * program with SIGILL, whatever their operands.
 */
#include "isolate.h"

#define RETURN 0x00008067u

static const unsigned instructions[] = {
	0x10200073,      /* sret                  */
	0x30200073,      /* mret                  */
	0x00200073,      /* uret                  */
	0x70200073,      /* mnret                 */
	0x7b200073,      /* dret                  */
	0x10500073,      /* wfi                   */
	0x12000073,      /* sfence.vma            */
	0x12050073,      /* sfence.vma a0         */
	0x12b50073,      /* sfence.vma a0, a1     */
	0x16b50073,      /* sinval.vma a0, a1     */
	0x18000073,      /* sfence.w.inval        */
	0x18100073,      /* sfence.inval.ir       */
	0x22b50073,      /* hfence.vvma a0, a1    */
	0x62b50073,      /* hfence.gvma a0, a1    */
	0x60054573,      /* hlv.b a0, (a0)        */
	0x64a54073,      /* hsv.w a0, (a0)        */
	0x6c054573,      /* hlv.d a0, (a0)        */
};

#define NINSTRUCTIONS (sizeof(instructions) / sizeof(instructions[0]))

static unsigned code[NINSTRUCTIONS][2];

int
main(void)
{
	char *page;

	for (unsigned i = 0; i < NINSTRUCTIONS; i++) {
		code[i][0] = instructions[i];
		code[i][1] = RETURN;
	}
	page = code_pages(code[0], sizeof(code));
	bystander_start();
	for (unsigned i = 0; i < NINSTRUCTIONS; i++)
		CHECK_KILLED(run_child(jump_at, (long)page + 8 * (long)i),
			     SIGILL);
	bystander_end();
	return 0;
}
