# Builds, runs and tests Sprout. `make help` lists what it can do.
#
# Sources are found by wildcard: a file dropped into user/bin/, user/tests/,
# user/lib/ or a layer of kernel/ is built with no edit here. Everything made
# goes to build/, one folder for each configuration.

CPUS   ?= 2
MEM    ?= 128M
FSSIZE ?= 128M
QEMU   ?= qemu-system-riscv64
HOSTCC ?= cc

# The first of some programs that is there.
have  = $(shell command -v $(1) 2>/dev/null)
first = $(firstword $(foreach p,$(1),$(if $(call have,$(p)),$(p))))

prefixes := riscv64-linux-gnu- riscv64-unknown-elf- riscv64-elf- \
	    riscv64-none-elf-
ifndef CROSS
CROSS := $(patsubst %gcc,%,$(call first,$(prefixes:=gcc)))
endif

# Taken literally: a $ in the command is the guest shell's, not make's.
override CMD := $(value CMD)
override AT  := $(value AT)
export CPUS MEM QEMU QEMU_EXTRA GDB CMD AT KEEP TIMEOUT REPLAY CROSS

CC    := $(CROSS)gcc
AR    := $(CROSS)ar
STRIP := $(CROSS)strip

# One folder for each configuration, so that switching costs nothing.
BUILD ?= build
B     := $(BUILD)/$(if $(DEBUG),debug,release)

KERNEL := $(B)/kernel.elf
IMAGE  := $(B)/fs.img
DISK   := $(B)/disk.img
export KERNEL IMAGE DISK MKFS FSCK

# --- flags ----------------------------------------------------------------

WARN := -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wshadow \
	-Werror
COMMON := -std=gnu11 -O2 -g $(WARN) -MD -MP -Ikernel -fno-common \
	  -fno-pie -fno-stack-protector -fno-unwind-tables \
	  -fno-asynchronous-unwind-tables \
	  $(if $(DEBUG),-DDEBUG)

# No floating point in the kernel: it belongs to the programs.
KERNEL_CFLAGS  := $(COMMON) -ffreestanding -mcmodel=medany \
		  -march=rv64imac_zicsr_zifencei -mabi=lp64
LINK           := -nostdlib -static -no-pie -Wl,--build-id=none \
		  -Wl,-z,noexecstack -Wl,-z,max-page-size=4096 \
		  -Wl,--fatal-warnings
KERNEL_LDFLAGS := $(LINK) -Wl,-T,kernel/boot/kernel.ld

USER_CFLAGS  = $(COMMON) -nostdinc -isystem user/include \
	       -isystem $(gcc_include) -march=rv64gc -mabi=lp64d \
	       -mcmodel=medany -ftls-model=local-exec \
	       -ffunction-sections -fdata-sections
USER_LDFLAGS := $(LINK) -march=rv64gc -mabi=lp64d -Wl,-T,user/user.ld \
		-Wl,--gc-sections
# Programs written for xv6 see xv6's headers and no others, and are compiled as
# xv6 compiles them: its library is a world of its own.
XV6_CFLAGS = $(filter-out -O2 -std=% -W% -Ikernel,$(COMMON)) -O1 -Wall \
	     -Wno-main -fno-omit-frame-pointer -fno-builtin \
	     -fno-strict-aliasing -fno-delete-null-pointer-checks -fwrapv \
	     -nostdinc -Iuser/xv6/include -isystem $(gcc_include) \
	     -march=rv64gc -mabi=lp64d -mcmodel=medany \
	     -DDISK_BYTES=$(DISK_BYTES) $(XV6_EXTRA)
XV6_LDFLAGS = $(patsubst %user.ld,%xv6/xv6.ld,$(USER_LDFLAGS))
DISK_BYTES := $(patsubst %K,%ul*1024,$(patsubst %M,%ul*1024*1024,$(patsubst \
		%G,%ul*1024*1024*1024,$(FSSIZE))))
gcc_include  := $(if $(call have,$(CC)),$(shell \
		  $(CC) -print-file-name=include))

HOST_CFLAGS := -std=gnu11 -O2 -g $(WARN) -MMD -MP -Ikernel

# --- what is built from what ----------------------------------------------

objects = $(addprefix $(B)/,$(addsuffix .o,$(basename $(1))))

KERNEL_OBJ := $(call objects,$(wildcard kernel/*/*.c kernel/*/*.S))

# The same files, with all assertions, and what tests/kernel/ adds (orders.h
# there): calls of a FUNCTION lead to a __wrap_FUNCTION, if there is one.
TEST_SRC    := $(wildcard tests/kernel/*.c)
TEST_OBJ    := $(patsubst $(B)/%,$(B)/checked/%,$(KERNEL_OBJ) \
		 $(call objects,$(TEST_SRC)))
TEST_KERNEL := $(B)/kernel-test.elf
WRAPPED     := $(patsubst __wrap_%,%,$(shell \
		 grep -oh '^__wrap_[a-z_]*' $(TEST_SRC)))

# user/lib holds the C library; crt0 is linked first into every program.
lib_src := $(wildcard user/lib/*.[cS] user/lib/*/*.[cS])
CRT     := $(call objects,$(filter %/crt0.c %/crt0.S,$(lib_src)))
LIBC    := $(B)/libc.a
LIB_OBJ := $(filter-out $(CRT),$(call objects,$(lib_src)))

# A program is user/bin/NAME.c or all of user/bin/NAME/*.c; the same for
# tests. NAME.elf keeps its symbols, for gdb; the image gets NAME.bin.
programs = $(sort $(basename $(wildcard $(1)/*.c)) \
	     $(patsubst %/,%,$(dir $(wildcard $(1)/*/*.c))))
BIN      := $(call programs,user/bin)
TESTS    := $(call programs,user/tests) $(call programs,user/xv6/tests)

# Programs written for xv6, which have a library of their own, go to /xv6.
XV6_BIN := $(call programs,user/xv6/programs)
XV6_OBJ := $(call objects,$(wildcard user/xv6/lib/*.[cS]))
XV6_LIB := $(B)/libxv6.a

PROGRAMS := $(addprefix $(B)/,$(addsuffix .bin,\
	      $(BIN) $(XV6_BIN) $(TESTS)))

MKFS     := $(BUILD)/mkfs/mkfs
FSCK     := $(BUILD)/mkfs/fsck
mkfs_obj := $(patsubst %.c,$(BUILD)/%.o,$(wildcard mkfs/*.c))

# Everything in the image that is not compiled.
root_files := $(shell find user/root -type f 2>/dev/null)
book_src   := $(wildcard user/bin/p[0-9].c)
DEVICES    := /dev/console:1:0 /dev/null:2:0 /dev/zero:3:0 /dev/trace:4:0

comma := ,

# --- targets --------------------------------------------------------------

.PHONY: all kernel programs image qemu run record replay trace states memory \
	gdb book test check test-timeline bench-boot bench bench-time \
	bench-disk scaling profile coverage fuzz fuzz-fsck crash analyze \
	damage races soak grade \
	check-labs port-test clean help FORCE
.SECONDARY:
.SECONDEXPANSION:
.DELETE_ON_ERROR:

# V=1 shows the commands, make -s nothing at all.
Q      := $(if $(V),,@)
silent := $(findstring s,$(firstword -$(MAKEFLAGS)))
say     = $(if $(V)$(silent),,@printf '  %-6s %s\n' '$(1)' '$(2)')
need    = $(if $(call have,$(1)),,$(error $(1) not found: run ./setup))

all: kernel programs image
kernel: $(KERNEL) $(TEST_KERNEL)
programs: $(PROGRAMS)
image: $(IMAGE) $(FSCK)

help:
	@echo 'make            the kernel, the programs and the disk image'
	@echo 'make qemu       boots to a prompt; ^A x leaves QEMU'
	@echo 'make run CMD="ls -l"   runs one command and prints its output'
	@echo 'make record CMD="p3"   records one hart, or a prompt without CMD'
	@echo 'make replay     the recorded run again, exactly'
	@echo 'make trace CMD="p3"    the same, and what the kernel did meanwhile'
	@echo 'make states CMD="p3"   draws the states and why they changed'
	@echo 'make memory CMD="p3" AT=sys_waitpid   draws address spaces'
	@echo 'make book       docs/book as a page and for paper (pandoc)'
	@echo 'make test       every test, or T="guest/fork_*" only those'
	@echo 'make test-timeline  the page of make trace, in a browser'
	@echo 'make gdb        boots stopped, with a debugger attached'
	@echo 'make gdb REPLAY=1   the recorded run, forwards and backwards'
	@echo 'make bench-boot instructions and time until the prompt'
	@echo 'make bench      instructions that operations take; BENCH="fork"'
	@echo 'make bench-time the same in microseconds'
	@echo 'make coverage   which lines of the kernel no test runs'
	@echo 'make bench-disk what goes to the disk, and how fast'
	@echo 'make profile BENCH=fork   by kernel function'
	@echo 'make scaling    draws docs/scaling/*.svg (gnuplot)'
	@echo 'make fuzz SEED=7 TIME=60   random system calls, replayable'
	@echo 'make fuzz ELF=20000        damaged program files, executed'
	@echo 'make fuzz-fsck TIME=600   damaged images for fsck, guided (clang)'
	@echo 'make analyze    gcc -fanalyzer, clang-tidy and cppcheck'
	@echo 'make crash      every state that a crash can leave on the disk'
	@echo 'make damage CASES=40000   damaged disks, mounted and used'
	@echo 'make races SEEDS=1000     schedules drawn by number'
	@echo 'make soak TIME=3600       one boot under load, then all counted'
	@echo 'make grade LAB=syscall       grades a lab in this folder'
	@echo 'make lab-syscall DIR=../my-lab   a folder to work on a lab in'
	@echo 'make check-labs              are the graders to be trusted?'
	@echo 'make port-lua   fetches Lua, builds it and runs its tests'
	@echo 'make compile_commands.json   for clangd and other editors'
	@echo 'make clean      removes build/'
	@echo
	@echo 'CPUS=$(CPUS) MEM=$(MEM) FSSIZE=$(FSSIZE) (the disk)'
	@echo 'DEBUG=1 more assertions   V=1 shows the commands'
	@echo 'QEMU_EXTRA="..." further options for QEMU'
	@echo 'CROSS=$(CROSS) tool prefix   KEEP=1 run keeps disk changes'

qemu: need-qemu $(KERNEL) $(DISK)
	@echo '--- to leave: type poweroff, or ^A x'
	@IMAGE=$(DISK) tools/qemu

run: need-qemu need-python $(KERNEL) $(IMAGE) $(if $(KEEP),$(DISK))
	@$(if $(KEEP),IMAGE=$(DISK)) tools/run

record: need-qemu need-python $(KERNEL) $(if $(CMD),$(IMAGE),$(DISK))
	@$(if $(CMD),,IMAGE=$(DISK)) tools/replay record

replay: need-qemu need-python
	@tools/replay replay

trace states memory: need-qemu need-python $(KERNEL) image
	@tools/$@

gdb: need-qemu need-python $(if $(REPLAY),,$(KERNEL) $(IMAGE))
	@tools/gdb

book: need-qemu need-python $(KERNEL) image
	@tools/book

test check: need-qemu need-python all
	@tests/run $(T)

test-timeline: need-qemu need-python all
	@BROWSER=1 tests/timeline/run.py

coverage: need-qemu need-python all
	@KERNEL=$(KERNEL) CROSS=$(CROSS) tools/coverage $(T)

bench-boot: need-qemu need-python $(KERNEL) $(IMAGE)
	@tools/bench-boot

# One nanosecond of guest time is one instruction: figures repeat exactly.
COUNTED := CPUS=1 QEMU_EXTRA="-icount shift=0,sleep=off $(QEMU_EXTRA)"

bench: need-qemu need-python $(KERNEL) $(IMAGE)
	@$(COUNTED) tools/run "bench $(BENCH)"

bench-time: need-qemu need-python $(KERNEL) $(IMAGE)
	@tools/bench-time $(BENCH)

bench-disk: need-qemu need-python $(KERNEL) $(IMAGE) $(B)/large.img
	@LARGE_IMAGE=$(B)/large.img tools/bench-disk

scaling: need-qemu need-python $(KERNEL) $(IMAGE) $(B)/large.img
	@LARGE_IMAGE=$(B)/large.img tools/scaling $(FIGURE)

profile: need-qemu need-python $(KERNEL) $(IMAGE)
	@tools/profile $(BENCH)

# More harts than for other things, so that they get into each other's way.
HOSTILE = $(if $(filter command% environment%,$(origin CPUS)),,CPUS=4) \
	  $(if $(filter command% environment%,$(origin MEM)),,MEM=256M)
export SEED TIME SLOTS ONLY EXACT ELF SEEDS FIRST

fuzz: need-qemu need-python all
	@$(HOSTILE) tools/fuzz

crash: need-python need-host
	@tests/crash/run.py --all

fuzz-fsck: need-python
	@tests/mkfs/guided.py

# For those who look at the code: tools/analyze [TOOL] [PART], and editors.
FLAGS = KERNEL_CFLAGS='$(KERNEL_CFLAGS)' HOST_CFLAGS='$(HOST_CFLAGS)' \
	USER_CFLAGS='$(USER_CFLAGS)' XV6_CFLAGS='$(XV6_CFLAGS)' \
	CC='$(CC)' HOSTCC='$(HOSTCC)'

analyze: need-python need-cross need-host
	@$(FLAGS) tools/analyze $(ONLY)

compile_commands.json: need-python need-cross FORCE
	@$(FLAGS) tools/compile-commands

damage: need-host
	@CASES=$(or $(CASES),40000) SEED=$(or $(SEED),1) tests/fs/run.sh damage

races: need-qemu need-python all
	@tests/races/run.py --all

soak: need-qemu need-python all
	@tools/soak

# --- the exercises --------------------------------------------------------

grade: need-qemu need-python
	@./grade-lab.py $(LAB) $(GRADE)

# What all grades need is built with the folder, not with the first grade.
lab-%: need-python need-cross need-host
	$(if $(DIR),,$(error say where: make $@ DIR=../my-lab))
	@labs/handout.py $* $(DIR) && $(DIR)/grade-lab.py $* --prepare

check-labs: need-qemu need-python
	@labs/check.py $(LAB)

# --- programs that others wrote: ports/README.md --------------------------

# Their warnings are not ours.
port_env = BUILD='$(BUILD)' B='$(B)' CC='$(CC)' AR='$(AR)' STRIP='$(STRIP)' \
	   HOSTCC='$(HOSTCC)' CRT='$(CRT)' LIBC='$(LIBC)' MKFS='$(MKFS)' \
	   DEVICES='$(DEVICES)' SILENT='$(silent)' \
	   PORT_CFLAGS='$(filter-out $(WARN) -MD -MP,$(USER_CFLAGS))' \
	   USER_LDFLAGS='$(USER_LDFLAGS)'

port-test: port-lua

port-%: need-qemu need-python all
	@env $(port_env) $(MAKE) --no-print-directory -f ports/$*/Makefile

clean:
	$(Q)rm -rf $(BUILD)

.PHONY: need-cross need-host need-qemu need-python
need-cross:
	$(if $(CROSS),$(call need,$(CC)),$(error \
	  no RISC-V compiler (riscv64-*-gcc) found: run ./setup))
need-host: ; $(call need,$(HOSTCC))
need-qemu: ; $(call need,$(QEMU))
need-python: ; $(call need,python3)

# --- the kernel -----------------------------------------------------------

# $(call stamp,text) rewrites a file only when its text is new: what depends
# on it is rebuilt when flags or lists of files change, not only contents.
stamp = @mkdir -p $(@D); echo '$(1)' | cmp -s - $@ || echo '$(1)' > $@

$(B)/kernel.flags: FORCE
	$(call stamp,$(CC) $(KERNEL_CFLAGS) $(KERNEL_LDFLAGS) $(KERNEL_OBJ))

$(B)/kernel/%.o: kernel/%.c $(B)/kernel.flags | need-cross
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(KERNEL_CFLAGS) -c -o $@ $<

$(B)/kernel/%.o: kernel/%.S $(B)/kernel.flags | need-cross
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(KERNEL_CFLAGS) -c -o $@ $<

$(KERNEL): $(KERNEL_OBJ) kernel/boot/kernel.ld $(B)/kernel.flags
	$(call say,LINK,$@)
	$(Q)$(CC) $(KERNEL_CFLAGS) $(KERNEL_LDFLAGS) -o $@ $(KERNEL_OBJ)

$(B)/checked/%.o: %.c $(B)/kernel.flags | need-cross
	$(call say,CC,$<: checked)
	$(Q)mkdir -p $(@D) && $(CC) $(KERNEL_CFLAGS) -DDEBUG -c -o $@ $<

$(B)/checked/%.o: %.S $(B)/kernel.flags | need-cross
	$(Q)mkdir -p $(@D) && $(CC) $(KERNEL_CFLAGS) -DDEBUG -c -o $@ $<

$(TEST_KERNEL): $(TEST_OBJ) kernel/boot/kernel.ld
	$(call say,LINK,$@)
	$(Q)$(CC) $(KERNEL_CFLAGS) $(KERNEL_LDFLAGS) \
	  $(addprefix -Wl$(comma)--wrap=,$(WRAPPED)) -o $@ $(TEST_OBJ)

# --- the C library and the programs ---------------------------------------

$(B)/user.flags: FORCE
	$(call stamp,$(CC) $(USER_CFLAGS) $(USER_LDFLAGS) $(LIB_OBJ))

$(B)/user/%.o: user/%.c $(B)/user.flags | need-cross
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(USER_CFLAGS) $(LIB_CFLAGS) -c -o $@ $<

$(B)/user/%.o: user/%.S $(B)/user.flags | need-cross
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(USER_CFLAGS) $(LIB_CFLAGS) -c -o $@ $<

# The compiler must not make a call of memcpy() of memcpy()'s loop.
$(B)/user/lib/%.o: LIB_CFLAGS = -ffreestanding \
	-fno-tree-loop-distribute-patterns -Iuser/lib

$(B)/xv6.flags: FORCE
	$(call stamp,$(CC) $(XV6_CFLAGS) $(XV6_LDFLAGS) $(XV6_OBJ))

$(B)/user/xv6/%.o: user/xv6/%.c $(B)/xv6.flags | need-cross
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(XV6_CFLAGS) -c -o $@ $<

$(B)/user/xv6/%.o: user/xv6/%.S $(B)/xv6.flags | need-cross
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(XV6_CFLAGS) -c -o $@ $<

$(B)/user/xv6/lib/%.o: private XV6_EXTRA = $(WARN) -std=gnu11 -Ikernel \
	-Iuser/xv6/lib -fno-tree-loop-distribute-patterns
$(B)/user/xv6/tests/%.o: private XV6_EXTRA = -Wextra -Wshadow -Werror

$(XV6_LIB): $(XV6_OBJ) $(B)/xv6.flags
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(XV6_OBJ)

$(LIBC): $(LIB_OBJ) $(B)/user.flags
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$(B)/user/xv6/%.elf: $$(call objects,$$(wildcard user/xv6/$$*.c \
		       user/xv6/$$*/*.c)) $(XV6_LIB) user/xv6/xv6.ld
	$(call say,LINK,$@)
	$(Q)$(CC) $(XV6_LDFLAGS) -o $@ $(filter %.o,$^) $(XV6_LIB) -lgcc

$(B)/user/%.elf: $$(call objects,$$(wildcard user/$$*.c user/$$*/*.c)) \
		 $(CRT) $(LIBC) user/user.ld
	$(call say,LINK,$@)
	$(Q)$(CC) $(USER_LDFLAGS) -o $@ $(filter %.o,$^) $(LIBC) -lgcc

$(B)/user/%.bin: $(B)/user/%.elf
	$(Q)$(STRIP) -o $@ $<

# --- the disk image -------------------------------------------------------

$(BUILD)/mkfs/%.o: mkfs/%.c | need-host
	$(call say,HOSTCC,$<)
	$(Q)mkdir -p $(@D) && $(HOSTCC) $(HOST_CFLAGS) -c -o $@ $<

$(MKFS) $(FSCK): %: %_main.o $(filter-out %_main.o,$(mkfs_obj))
	$(Q)$(HOSTCC) -o $@ $^

$(B)/image.flags: FORCE
	$(call stamp,$(FSSIZE) $(PROGRAMS) $(root_files) $(book_src) $(DEVICES))

mkfs    = $(Q)$(MKFS) --size $(1) $(addprefix --device ,$(DEVICES)) \
	  $@ $(B)/root
install = $(foreach p,$(2),cp -p $(B)/$(p).bin $(B)/root/$(1)/$(notdir $(p));)

$(IMAGE): $(PROGRAMS) $(MKFS) $(root_files) $(book_src) $(B)/image.flags
	$(call say,MKFS,$@)
	$(Q)rm -rf $(B)/root && mkdir -p $(addprefix $(B)/root/,bin tests tmp xv6)
	$(Q)test ! -d user/root || cp -Rp user/root/. $(B)/root
	$(Q)cp -p $(book_src) $(B)/root
	@set -e; $(call install,bin,$(BIN)) $(call install,xv6,$(XV6_BIN)) \
	  $(call install,tests,$(TESTS))
	$(call mkfs,$(FSSIZE))

# Larger than the memory of most machines, with many inodes; sparse.
$(B)/large.img: $(IMAGE)
	$(call mkfs,3G)

# What `make qemu` writes to. It lasts until the image is built anew.
$(DISK): $(IMAGE)
	$(Q)cp --sparse=always $< $@ 2>/dev/null || cp $< $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
