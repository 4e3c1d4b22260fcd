#!/usr/bin/env python3
"""
No operation may become dearer unnoticed: runs `bench` counting instructions
and compares each row with tests/bench/baseline, from which it may differ by
10 % upwards. A change that means to cost more changes the baseline in the same
commit: tests/bench/run.py --record

Nor may an operation empty the TLB or ask the disk more often than it must.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TREE = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TREE, 'tools'))

import guest  # noqa: E402

BASELINE = os.path.join(HERE, 'baseline')
LIMIT_S = 120
MOST = 1.10
SLACK = 5               # instructions: a row of 100 may jitter by a few
# How often at most an operation may make QEMU forget its TLB: setting up and
# clearing away are in it. Once a switch between two spaces.
FLUSHES = {'null': 0.05, 'ctx': 2.1}
# The disk answers in the host's time, not the guest's: on a busy host a commit
# may fall into a row where it was not. The lowest of some runs counts.
MORE_RUNS = 2
TOOLS = os.path.join(TREE, 'tools')


def rows(text):
    fields = [line.split() for line in text.split('\n')]
    return {f[0]: int(f[1]) for f in fields if len(f) >= 2}


def measure():
    output = []
    status = guest.run(
        'bench -r', output.append, limit_s=LIMIT_S, CPUS=1,
        QEMU_EXTRA='-snapshot -icount shift=0,sleep=off')
    if status != 0:
        raise SystemExit('bench ended with status %d:\n%s' % (
            status, b''.join(output).decode('latin-1')[-1000:]))
    return rows(b''.join(output).decode('latin-1'))


def is_dearer(seen, expected, name):
    return seen.get(name, 0) > expected[name] * MOST + SLACK


def dearer_rows():
    """(row, what is wrong or None) for each row of the baseline."""
    with open(BASELINE, encoding='ascii') as f:
        expected = rows(f.read())
    seen = measure()
    for _ in range(MORE_RUNS):
        if not any(is_dearer(seen, expected, name) for name in expected):
            break
        again = measure()
        seen = {name: min(n, again.get(name, n)) for name, n in seen.items()}
    for name in sorted(expected.keys() | seen.keys()):
        if name not in seen or name not in expected:
            yield name, 'only %s' % (
                'measured' if name in seen else 'in the baseline')
        elif is_dearer(seen, expected, name):
            yield name, '%d instructions, %d in the baseline' % (
                seen[name], expected[name])
        else:
            yield name, None


def flushed_rows():
    out = subprocess.run(
        [os.path.join(TOOLS, 'profile'), '--flushes', *FLUSHES], check=True,
        text=True, stdout=subprocess.PIPE).stdout
    for name, n in (line.split() for line in out.splitlines()):
        yield 'flushes of ' + name, None if float(n) <= FLUSHES[name] else n


def disk_requests():
    done = subprocess.run([os.path.join(TOOLS, 'bench-disk'), '--requests'],
                          text=True, stdout=subprocess.PIPE)
    yield 'disk requests', done.stdout if done.returncode else None


def main():
    if sys.argv[1:] == ['--record']:
        with open(BASELINE, 'w', encoding='ascii') as f:
            f.writelines('%s %d\n' % item for item in measure().items())
        return 0
    passed = failed = 0
    for results in dearer_rows(), flushed_rows(), disk_requests():
        for name, problem in results:
            print('FAIL %s: %s' % (name, problem) if problem else
                  'ok ' + name, flush=True)
            passed += not problem
            failed += bool(problem)
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


sys.exit(main())
