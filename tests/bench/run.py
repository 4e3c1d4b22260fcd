#!/usr/bin/env python3
"""
No operation may become dearer unnoticed: runs `bench` counting instructions
and compares each row with tests/bench/baseline, from which it may differ by
10 % upwards. A change that means to cost more changes the baseline in the same
commit: tests/bench/run.py --record
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TREE = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TREE, 'tools'))

import guest  # noqa: E402

BASELINE = os.path.join(HERE, 'baseline')
LIMIT_S = 120
MOST = 1.10
SLACK = 5               # instructions: a row of 100 may jitter by a few


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


def main():
    seen = measure()
    if sys.argv[1:] == ['--record']:
        with open(BASELINE, 'w', encoding='ascii') as f:
            f.writelines('%s %d\n' % item for item in seen.items())
        return 0
    with open(BASELINE, encoding='ascii') as f:
        expected = rows(f.read())
    passed = failed = 0
    for name in sorted(expected.keys() | seen.keys()):
        if name not in seen or name not in expected:
            print('FAIL %s: only %s' % (
                name, 'measured' if name in seen else 'in the baseline'))
            failed += 1
        elif seen[name] > expected[name] * MOST + SLACK:
            print('FAIL %s: %d instructions, %d in the baseline' % (
                name, seen[name], expected[name]))
            failed += 1
        else:
            print('ok %s' % name)
            passed += 1
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


sys.exit(main())
