#!/usr/bin/env python3
"""
make gdb: each command of tools/gdb_commands.py, in a debugger that runs p3
and stops where the answer is known.
"""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import TREE, equal, main, sh, test  # noqa: E402

LIMIT_S = 60
# On one hart: a busy host ends no slice.
REPEATABLE = '-icount shift=0'
BUILD = os.environ.get('BUILD') or 'build'
P3 = os.path.join(TREE, BUILD, 'release/user/bin/p3.elf')


def debug(*commands, program='p3', harts=1):
    """What gdb and the guest print."""
    words = [w for command in commands for w in ('-ex', command)]
    _, out = sh([os.path.join(TREE, 'tools/gdb'), '-batch', *words,
                 '-ex', 'kill'], limit_s=LIMIT_S,
                env=dict(os.environ, CMD=program, CPUS=str(harts),
                         QEMU_EXTRA=REPEATABLE if harts == 1 else ''))
    return out[out.find('sprout:'):]


def has(out, pattern):
    found = re.search(pattern, out, re.M | re.S)
    assert found, '%s is not in:\n%s' % (pattern, out)
    return found


def at_wait(*commands, **options):
    """p3 has forked and is about to wait, on a machine with one hart."""
    return debug('break sys_waitpid if pid == -1 && status == 0', 'continue',
                 *commands, **options)


@test
def ps_shows_the_family():
    out = at_wait('ps')
    has(out, r'^ +1 +0 BLOCKED +proc_wait +init$')
    has(out, r'^ +2 +1 RUNNING +hart 0 +p3$')
    has(out, r'^ +3 +2 READY +p3$')


@test
def ps_shows_a_zombie():
    out = at_wait('break proc_remove', 'continue', 'ps', 'bt-proc 3')
    has(out, r'^ +3 +2 ZOMBIE +wc$')
    has(out, r'^3 is a zombie: it has no stack$')


@test
def ready_shows_queue_and_harts():
    out = at_wait('ready')
    has(out, r'^READY: p3 \(3\)$')
    has(out, r'^hart 0 runs p3 \(2\)$')
    has(at_wait('print $pid()'), r'^\$1 = 2$')


@test
def bt_proc_of_a_sleeper_and_of_one_that_runs():
    out = at_wait('bt-proc 1', 'bt-proc 2', 'bt-proc 99', 'delete', 'continue')
    has(out, r'^#0 .*sched_leave.*proc_wait.*syscall_dispatch.*'
             r'^#0 +sys_waitpid')
    has(out, r'^there is no process 99$')
    # The registers are what they were: the program goes on.
    has(out, r'hello.*child.*parent of 3 \(rc_wait:3\)')


@test
def regions_of_a_process_and_what_it_shares():
    out = at_wait('regions 2', 'regions', 'regions 1x')
    has(out, r'^0x10000 +0x[0-9a-f]+ +R-X .* file$')
    stack = has(out, r'^(0x\w+) +0x3fffffe000 +RW- +(\d+) +(\d+) +(\d+) +\d+ '
                     r' stack$')
    pages, present, shared = map(int, stack.groups()[1:])
    assert pages == present == shared > 0, stack.group()
    has(out, r'^which process\?')


@test
def memory_is_drawn():
    """A cell a page, a line from each cell to its frame."""
    env = dict(os.environ, CMD='p3', AT='sys_waitpid')
    status, out = sh([os.path.join(TREE, 'tools/memory')], LIMIT_S, env=env)
    assert status == 0, out
    for pid in 2, 3:
        has(out, r'^process %d: p3, .* 0 own, +1 copy-on-write, .* stack$' %
            pid)
    folder = os.path.join(TREE, BUILD, 'memory')
    with open(os.path.join(folder, 'memory.json'), encoding='utf-8') as f:
        pages = [page for p in json.load(f) if p['pid'] > 1
                 for r in p['regions'] for page in r['pages']]
    svg = xml.parse(os.path.join(folder, 'memory.svg')).getroot()
    name = '{http://www.w3.org/2000/svg}'
    assert len(svg.findall(name + 'path')) == len(pages) > 8
    frames = [r for r in svg.findall(name + 'rect')
              if r.get('class') == 'frame']
    assert len(frames) == len({page[1] for page in pages}) < len(pages)
    status, out = sh([os.path.join(TREE, 'tools/memory')], LIMIT_S,
                     env=dict(env, AT='nowhere'))
    assert status == 1 and 'did not come to nowhere' in out, out


@test
def pte_level_by_level():
    out = at_wait('pte 0x10000 2', 'pte 0 2', 'pte &proc_list', 'pte 1 2 3')
    leaf = r'level 2 [^\n]*V-------\nlevel 1 [^\n]*V-------\n' \
           r'level 0 [^\n]* %s\n%s is physical 0x8'
    has(out, leaf % ('VR-XU-A.', '0x10000'))
    has(out, r'^0x0 is not mapped$')
    has(out, leaf % ('VRW--GAD', '0xffffffc0\\w+'))
    has(out, r'^pte ADDR \[PID\]$')


@test
def pte_in_a_user_program():
    out = debug('user p3', 'break p3.c:main', 'continue', 'pte $pc', 'ps')
    has(out, r'level 0 [^\n]* VR-XU-A.\n0x10\w+ is physical')
    has(out, r'^ +2 +1 RUNNING +hart 0 +p3$')


@test
def locks_held_and_free():
    out = debug('break dir_enter', 'continue', 'locks', 'delete',
                'break sched_leave', 'continue', 'locks',
                program='mkdir /new')
    first, second = out.split('Breakpoint 2,')
    row = r'^%s +kernel/%s.c +%s'
    has(first, row % ('namespace_mutex', 'fs/namespace', r'held +mkdir \(2\)$'))
    has(first, row % ('sched_lock', 'sched/sched', 'free$'))
    has(second, row % ('sched_lock', 'sched/sched', 'held'))
    has(second, row % ('page_lock', 'mm/page', 'free$'))


@test
def a_panic_names_the_locks_that_are_held():
    out = debug('break proc_fork', 'continue', 'delete',
                'print arrows[2] = 0', 'continue')
    has(out, r'^panic: thread \w+: no way from state 2 to')
    equal(re.findall('^  held: (.*)', out, re.M), ['sched'])


@test
def symbols_of_the_program_that_runs():
    nm = (os.environ.get('CROSS') or 'riscv64-linux-gnu-') + 'nm'
    symbols = subprocess.check_output([nm, P3], text=True)
    start = re.search(r'^(\w+) T main$', symbols, re.M).group(1)
    out = debug('break *0x' + start, 'continue', 'backtrace 1', 'list',
                'user nothing')
    has(out, r'^symbols of .*p3\.elf$')
    has(out, r'^#0 .*main.*user/bin/p3\.c:\d+')
    has(out, r'^no program nothing was built$')


@test
def bt_proc_of_a_program():
    out = debug('user p3', 'break printf', 'continue', 'bt-proc 2')
    has(out, r'^#0 +printf .*^#1 .*main .*user/bin/p3\.c:\d+')


@test
def before_the_kernel_is_there():
    _, out = sh([os.path.join(TREE, 'tools/gdb'), '-batch', '-ex', 'ps',
                 '-ex', 'kill'], limit_s=LIMIT_S)
    has(out, r'no page table yet')


main()
