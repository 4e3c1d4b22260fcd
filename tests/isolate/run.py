#!/usr/bin/env python3
"""
The kernel's own wrongs end where they begin: the test kernel does each of
them on order (tests/kernel/probe.c), and must stop with a panic that says
what it was, and where.
"""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, equal, main, test  # noqa: E402
import guest  # noqa: E402

TEST_KERNEL = re.sub(r'\.elf$', '-test.elf', os.environ.get(
    'KERNEL', 'build/release/kernel.elf'))
LIMIT_S = 30

# Exception codes: privileged spec, table 4.2 of scause.
RUN, READ, WRITE = 12, 13, 15


def expect(order, what, where, address='-'):
    """The order's panic: a pattern, and a line of the call stack."""
    done = subprocess.run(
        [os.path.join(TREE, 'tools', 'run')], cwd=TREE,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors='replace', env=dict(
            os.environ, KERNEL=TEST_KERNEL, TIMEOUT=str(LIMIT_S * SLOW),
            CMD="/tests/isolate_probe '%s' %s" % (order, address)))
    assert 'nobody has noticed' not in done.stdout, done.stdout[-500:]
    equal(done.returncode, guest.STATUS_PANIC)
    for pattern in ('^panic: ' + what, '^%s at probe\\.c:\\d+' % where):
        assert re.search(pattern, done.stdout, re.M), \
            'no %r in %s' % (pattern, done.stdout[-2500:])


def trap(cause):
    return r'scause %d, stval 0x[0-9a-f]+, pc .*isolate_probe$' % cause


@test
def text_is_not_written():
    expect('write text', trap(WRITE), 'write_text')


@test
def constants_are_not_written():
    expect('write constant', trap(WRITE), 'write_constant')


@test
def data_is_not_run():
    expect('run data', trap(RUN), 'call')


@test
def frames_are_not_run():
    expect('run frame', trap(RUN), 'call')


@test
def a_program_is_not_run_by_the_kernel():
    expect('run user', trap(RUN), 'call', 'text')


@test
def a_program_is_not_read_by_a_stray_pointer():
    expect('read address', trap(READ), 'read_address', 'data')


@test
def a_program_is_not_written_by_a_stray_pointer():
    expect('write address', trap(WRITE), 'write_address', 'data')


@test
def null_is_nobody():
    expect('read address', trap(READ).replace('0x[0-9a-f]+', '0x0'),
           'read_address')


@test
def stacks_are_guarded():
    expect('overflow stack', 'kernel stack overflow: ' + trap(WRITE),
           'recurse')


@test
def an_assertion_says_where():
    expect('fail assertion', r'tests/kernel/probe\.c:\d+: not true: word == 0',
           'fail_assertion')


main()
