#!/usr/bin/env python3
"""
make record, make replay and make gdb REPLAY=1: a run that was recorded prints
the same, byte for byte, and the debugger goes back in it to where it was.
"""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, equal, main, sh, test  # noqa: E402

LIMIT_S = 60
THOUGHT_S = 0.3
TOOL = os.path.join(TREE, 'tools/replay')
IMAGE = os.path.join(TREE, os.environ.get('IMAGE') or
                     'build/release/fs.img')
PROMPT = b'$ '


class Recording:
    """A folder of its own for one recorded run."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='sprout-replay-')

    def environ(self, **more):
        return dict(os.environ, CMD='', IMAGE=IMAGE,
                    REPLAY_FOLDER=self.folder.name, **more)

    def run(self, what, cmd='', typed=b''):
        done = subprocess.run(
            [TOOL, what], input=typed, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=LIMIT_S * SLOW,
            env=dict(self.environ(), CMD=cmd))
        return done.returncode, done.stdout

    def type(self, *keys):
        """Records a person: (what is waited for, what is typed then). Who
        has thought before typing finds the guest idle."""
        terminal, slave = pty.openpty()
        process = subprocess.Popen(
            [TOOL, 'record'], stdin=slave, stdout=slave, stderr=slave,
            env=self.environ(), start_new_session=True)
        os.close(slave)
        out, at = b'', 0
        for awaited, key in (*keys, (None, b'')):
            while awaited is None or awaited not in out[at:]:
                if not select.select([terminal], [], [], LIMIT_S * SLOW)[0]:
                    process.terminate()
                    raise AssertionError('%r in %r' % (awaited, out[at:]))
                data = read(terminal)
                if not data:
                    break
                out += data
            at = len(out)
            if key:
                select.select([terminal], [], [], THOUGHT_S)
                os.write(terminal, key)
        os.close(terminal)
        return process.wait(LIMIT_S * SLOW), out[out.index(b'\n') + 1:]

    def debug(self, *commands):
        words = [w for command in commands for w in ('-ex', command)]
        _, out = sh([os.path.join(TREE, 'tools/gdb'), '-batch', *words,
                     '-ex', 'kill'], limit_s=LIMIT_S,
                    env=self.environ(REPLAY='1'))
        return out


def qemu_version():
    _, out = sh([os.environ.get('QEMU') or 'qemu-system-riscv64', '--version'])
    return int(re.search(r'version (\d+)', out).group(1))


def read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b''            # the other side has closed it


def contents(path):
    with open(path, 'rb') as file:
        return file.read()


STOP = 'python print("AT", gdb.execute("monitor info replay", ' \
    'to_string=True).split()[-1], gdb.selected_frame().pc())'


def stops(out):
    """(instructions, program counter) of each STOP."""
    return re.findall(r'^AT (\d+) (\d+)$', out, re.M)


@test
def a_command_prints_the_same():
    before = contents(IMAGE)
    run = Recording()
    status, out = run.run('record', 'p3; echo gone > README; sync; exit 3')
    equal(status, 3)
    assert b'parent of ' in out, out
    equal(run.run('replay'), (status, out))
    equal(run.run('replay'), (status, out))
    assert contents(IMAGE) == before, 'the disk image has changed'


@test
def piped_input_is_whole():
    run, text = Recording(), b'0123456789 abcdefghij\n' * 20
    equal(run.run('record', 'cat', text), (0, text))
    equal(run.run('replay'), (0, text))


@test
def what_a_person_types():
    run = Recording()
    status, out = run.type(
        (PROMPT, b'echo a rather long line, typed at once\r'),
        (PROMPT, b'sleep 1; echo woken\r'), (b'woken\r\n' + PROMPT, b'cat\r'),
        (b'cat\r\n', b'x\x03'), (PROMPT, b'ls\r'), (PROMPT, b'poweroff\r'))
    assert b'\r\na rather long line, typed at once\r\n' in out, out
    assert b'x^C' in out and b'README' in out, out
    equal(status, 0)
    equal(run.run('replay'), (0, out))


@test
def control_a_x_ends_a_recording():
    run = Recording()
    _, out = run.type((PROMPT, b'while true; do true; done\r'),
                      (b'done\r\n', b'\x01x'))
    equal(run.run('replay'), (0, out))


@test
def the_debugger_goes_back():
    run = Recording()
    run.run('record', 'p3')
    there = 'break proc_fork', 'continue', 'continue', STOP, 'delete', \
        'break proc_exit', 'continue', STOP
    out = run.debug(*there, 'reverse-stepi', STOP, 'stepi', STOP, 'delete',
                    'break proc_fork', 'reverse-continue', STOP, 'next',
                    STOP, 'reverse-next', 'reverse-stepi')
    fork, leave, back, again, fork2, after = stops(out)
    equal(int(back[0]), int(leave[0]) - 1)
    equal(again, leave)
    equal(fork2, fork)
    assert int(after[0]) > int(fork[0]), out
    equal(stops(run.debug(*there)), [fork, leave])
    equal(out.count('hello (pid:'), 1)        # not once for each replay


@test
def who_wrote_it():
    run = Recording()
    run.run('record', 'p3')
    out = run.debug('break proc_exit', 'continue', 'delete',
                    'watch proc_list.prev', 'reverse-continue', 'backtrace 2')
    assert re.search(r'^#1 .* proc_fork ', out, re.M), out


@test
def neither_end_is_the_last_stop():
    run = Recording()
    run.run('record', 'p3')
    out = run.debug('continue', STOP, 'frame', 'reverse-stepi', STOP, 'continue', STOP,
                    'reverse-continue', STOP)
    end, before, again, begin = stops(out)
    equal(int(before[0]), int(end[0]) - 1)
    # QEMU 10 stops at the last event that it has logged: in or before one of
    # the system calls that lead there, when all output is done.
    assert re.search(r'^#0 .* power_off ' if qemu_version() < 10 else
                     r'^parent of 3 (?:.*\n)+?.*[Hh]istory', out, re.M), out
    equal(again, end)
    equal(begin, ('0', str(0x1000)))
    # gdb 13 and gdb 16
    equal(len(re.findall('No more reverse-execution history|'
                         'Reached end of recorded history', out)), 3)


@test
def without_a_recording_it_says_what_to_do():
    run = Recording()
    status, out = run.run('replay')
    assert status == 1 and b'nothing is recorded: make record' in out, out
    assert 'nothing is recorded: make record' in run.debug()
    run.run('record', 'p1')
    with open(os.path.join(run.folder.name, 'log'), 'r+b') as log:
        log.write(bytes(4))   # as QEMU leaves it when it is killed
    equal(run.run('replay'), (status, out))
    status, out = run.run('rewind')
    assert status == 1 and b'usage: make record' in out, out


main()
