#!/usr/bin/env python3
"""
The kernel's own mistakes end in a panic that names them: for each kind of
mistake one boot of the test kernel, in which a program (user/tests/probe)
orders it (tests/kernel/probe.c). Expected are the cause, the address, the
function and the process, and that the kernel did not go on.
"""

import bisect
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, equal, main, sh, test  # noqa: E402
import guest  # noqa: E402

LIMIT_S = 60
KERNEL = os.path.join(
    TREE, os.path.dirname(os.environ.get('KERNEL',
                                         'build/release/kernel.elf')),
    'kernel-test.elf')
EXEC, LOAD, STORE, BREAK = 12, 13, 15, 3      # scause
OVERFLOW = 'kernel stack overflow: '
PANIC = re.compile(r'^panic: (.*)scause (\d+), stval 0x([0-9a-f]+), '
                   r'pc 0x([0-9a-f]+)\n  hart \d+, pid (\d+) \(probe\)$',
                   re.M)
STUCK = re.compile(r'^panic: hart (\d+) has been in the kernel for (\d+) ms$',
                   re.M)
HART = re.compile(r'^  hart (\d+)(.*)\n((?:  called from .*\n)*)', re.M)
STARTED = re.compile(r'^probe: pid (\d+), address 0x([0-9a-f]+)$', re.M)
REGISTER = r'^  .*\b%s +0x([0-9a-f]+)'
CALL = re.compile(r'^  called from 0x([0-9a-f]+)', re.M)
STACKS = range(0xffffffd000000000, 0xffffffe000000000)
STACK_BYTES = 16384      # and as many of guard below it
ROUNDS = 5               # of what depends on who comes first


class Symbols:
    """The test kernel's: value by name, and function by address."""

    def __init__(self):
        nm = os.environ.get('CROSS', 'riscv64-linux-gnu-') + 'nm'
        status, out = sh([nm, KERNEL])
        equal(status, 0)
        lines = [line.split() for line in out.splitlines()]
        self.value = {name: int(at, 16) for at, _, name in lines}
        self.functions = sorted((int(at, 16), name) for at, kind, name in lines
                                if kind in 'tT' and '$' not in name)

    def function(self, address):
        at = bisect.bisect(self.functions, (address, '\x7f')) - 1
        return self.functions[at][1]


def mistake(order, what='null'):
    """(status, output) of a boot in which that was ordered."""
    out = []
    status = guest.run('/tests/probe "%s" %s' % (order, what), out.append,
                       limit_s=LIMIT_S * SLOW, options=['-snapshot'],
                       KERNEL=KERNEL)
    return status, b''.join(out).decode(errors='replace')


class Report:
    """What became of one order."""

    def __init__(self, order, what='null'):
        status, text = mistake(order, what)
        self.text = text
        started, panic = STARTED.search(text), PANIC.findall(text)
        assert started and 'the kernel went on' not in text, text
        assert len(panic) == 1 and text.count('panic:') == 1, text
        equal(text.count('trap in the kernel: registers'), 1)
        equal(status, guest.STATUS_PANIC)
        self.kind, cause, stval, pc, pid = panic[0]
        assert pid in (at[0] for at in STARTED.findall(text)), text
        self.cause, self.stval, self.pc = int(cause), int(stval, 16), \
            int(pc, 16)
        self.address = int(started.group(2), 16)
        self.symbols = Symbols()
        self.function = self.symbols.function(self.pc)
        self.calls = [self.symbols.function(int(a, 16) - 1)
                      for a in CALL.findall(text)]

    def register(self, name):
        return int(re.search(REGISTER % name, self.text, re.M).group(1), 16)

    def within(self, start, end):
        value = self.symbols.value
        assert value[start] <= self.stval < value[end], self.text


def data_access(order, cause, what='null'):
    """A load or store that the function of that order makes."""
    report = Report(order, what)
    equal((report.kind, report.cause), ('', cause))
    equal(report.function, 'probe_' + order.replace(' ', '_'))
    assert 'order_write' in report.calls, report.text
    return report


def jump(order, what='null'):
    """To where nothing may be executed: pc is there itself."""
    report = Report(order, what)
    equal((report.kind, report.cause), ('', EXEC))
    equal(report.pc, report.stval)
    equal(report.symbols.function(report.register('ra') - 1),
          'probe_' + order.replace(' ', '_'))
    assert 'order_write' in report.calls, report.text
    return report


@test
def text_is_not_writable():
    data_access('write text', STORE).within('image_start', 'image_text_end')


@test
def constants_are_not_writable():
    data_access('write constant', STORE).within('image_text_end',
                                                'image_rodata_end')


@test
def constants_are_not_executable():
    jump('run constant').within('image_text_end', 'image_rodata_end')


@test
def data_is_not_executable():
    jump('run data').within('image_rodata_end', 'image_end')


@test
def frames_are_not_executable():
    report = jump('run frame')
    assert report.symbols.value['image_end'] < report.stval < STACKS.start


@test
def stacks_are_not_executable():
    assert jump('run stack').stval in STACKS


@test
def stacks_are_guarded():
    stval = data_access('below stack', LOAD).stval
    assert stval in STACKS
    equal((stval + 8) % STACK_BYTES, 0)


@test
def boot_stack_is_guarded():
    report = data_access('below boot stack', STORE)
    equal(report.stval, report.symbols.value['boot_stack'] - 8)


@test
def user_memory_is_out_of_reach():
    for order, cause in ('read user', LOAD), ('write user', STORE):
        report = data_access(order, cause, 'data')
        equal(report.stval, report.address)
        assert report.address != 0, report.text


@test
def user_text_is_not_executable():
    report = jump('run user', 'text')
    equal(report.stval, report.address)
    assert report.address != 0, report.text


@test
def null_is_not_mapped():
    equal(data_access('read user', LOAD).stval, 0)
    equal(data_access('write user', STORE).stval, 0)
    equal(jump('run user').stval, 0)


def overflow(order, cause):
    report = Report(order)
    equal((report.kind, report.cause), (OVERFLOW, cause))
    equal(report.function, 'probe_' + order.replace(' ', '_'))
    assert report.register('sp') in STACKS, report.text
    return report


@test
def overflow_in_small_steps_is_told():
    report = overflow('recursion', STORE)
    assert report.calls.count('probe_recursion') > 32, report.text


@test
def overflow_in_large_steps_is_told():
    report = overflow('large frames', STORE)
    assert report.calls.count('probe_large_frames') >= 2, report.text
    assert 'order_write' in report.calls, report.text


@test
def two_harts_may_overflow_at_once():
    for _ in range(ROUNDS):
        report = Report('both overflow')
        equal((report.kind, report.cause), (OVERFLOW, STORE))
        equal(report.function, 'probe_recursion')
        assert report.calls.count('probe_recursion') > 32, report.text
        assert 0 < report.stval - report.register('sp') < 64, report.text


@test
def overflow_seen_by_a_load_is_told():
    overflow('read too deep', LOAD)


@test
def overflow_seen_by_the_trap_is_told():
    overflow('break too deep', BREAK)


def stuck(order):
    """{hart: (what is said of it, functions on its stack)}; who is stuck."""
    status, text = mistake(order)
    equal(status, guest.STATUS_PANIC)
    [(hart, ms)] = STUCK.findall(text)
    assert 1000 < int(ms) < 20000 * SLOW, text
    symbols = Symbols()
    harts = {hart: (said, [symbols.function(int(a, 16) - 1)
                           for a in CALL.findall(calls)])
             for hart, said, calls in HART.findall(text)}
    equal(sorted(harts), ['0', '1'])
    said, calls = harts.pop(hart)
    assert re.search(r', pid \d+ \(probe\), holds kept', said), text
    assert 'order_write' in calls, text
    return harts.popitem()[1], text


@test
def assertion_tells_values_events_and_line():
    with open(os.path.join(TREE, 'tests/kernel/probe.c'),
              encoding='utf-8') as f:
        line = 1 + next(i for i, text in enumerate(f)
                        if 'ASSERT_CMP(address' in text)
    status, text = sh(
        [os.path.join(TREE, 'tools/run'),
         'trace -o /null /tests/probe "broken assertion" null'],
        limit_s=LIMIT_S, env=dict(os.environ, KERNEL=KERNEL))
    equal(status, guest.STATUS_PANIC)
    said = re.search(r'^panic: tests/kernel/probe\.c:(\d+): not true: address '
                     r'== expected \(0x(\w+) and 0x(\w+)\)$', text, re.M)
    equal(int(said.group(1)), line)
    equal(int(said.group(2), 16) ^ int(said.group(3), 16), 2 ** 64 - 1)
    assert re.search(r'^probe_broken_assertion at probe\.c:%d$' % line, text,
                     re.M), text
    pc = re.search(r'^panic: registers\n  pc  (0x\w+)  ra  \1  sp  0xffffffd0',
                   text, re.M).group(1)
    equal(re.search(r'^  called from (0x\w+)', text, re.M).group(1), pc)
    events = re.findall(r'^  time \d+, pid (\d+): (\S+) 0x\w+ 0x\w+$', text,
                        re.M)
    pid = re.search(r'^  hart \d+, pid (\d+) \(probe\)', text, re.M).group(1)
    calls = [who for who, kind in events if kind == 'call']
    assert 1 < len(events) <= 16 and pid in calls, text


@test
def stuck_hart_is_told_by_an_idle_one():
    (said, calls), text = stuck('endless')
    assert said == ', thread idle' and 'sched_idle' in calls, text


@test
def stuck_hart_is_told_by_one_that_waits_for_it():
    (said, calls), text = stuck('both endless')
    assert re.match(r', pid \d+ \(probe\)$', said), text
    assert 'watch_lock' in calls and 'probe_endless' in calls, text


@test
def tools_run_names_the_function():
    run = os.path.join(TREE, 'tools', 'run')
    done = subprocess.run([run, '/tests/probe "write user" data'],
                          env=dict(os.environ, KERNEL=KERNEL), cwd=TREE,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=LIMIT_S * SLOW)
    equal(done.returncode, guest.STATUS_PANIC)
    assert re.search(rb'\bwrite_at at probe\.c:\d+', done.stdout), done.stdout


main()
