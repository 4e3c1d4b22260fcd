#!/usr/bin/env python3
"""
Crashes: every workload of this folder, in each state that a crash could leave
(crash.h), and logs that break the promise, which must be found out.

    run.py               a slice of it, as in make test
    run.py --all         make crash: more drawn, every mutant
    run.py NAME...       only these workloads or mutants

SEED=n draws others. STATE=n tries that one only: run.py says it of a failure.
"""

import concurrent.futures
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
from suite import SLOW, TREE  # noqa: E402
from mutants import MUTANTS, SLICE  # noqa: E402

KERNEL = os.path.join(TREE, 'kernel')
LEAST = 100000           # states of make crash
LIMIT_S = 3000
WORKERS = os.cpu_count() or 2
ALL = {'SAMPLE': '120', 'EVERY': '15'}
FOR_MUTANTS = {'SAMPLE': '4', 'EVERY': '100', 'STEP': '2'}
SOME = {'SAMPLE': '2', 'EVERY': '400', 'STEP': '12'}
COLUMNS = ('writes', 'flushes', 'states', 'met again', 'recoveries')


SANITIZE = '-O1 -fsanitize=address,undefined -fno-sanitize-recover=all'


def build(kernel, folder, flags='-O2'):
    """The program."""
    done = subprocess.run(
        [os.path.join(TREE, 'tests', 'fs', 'build.sh'), kernel, folder,
         *sorted(glob.glob(os.path.join(HERE, '*.c')))],
        env=dict(os.environ, FLAGS=flags), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SystemExit('crash: does not build\n' + done.stdout)
    return os.path.join(folder, 'program')


def run(program, workload, amount):
    """(figures or None, output) of a workload."""
    environ = dict(amount, **os.environ)
    environ = {k: v for k, v in environ.items() if v != ''}
    try:
        done = subprocess.run(
            [program, workload], env=environ, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, errors='replace',
            timeout=LIMIT_S * SLOW)
    except subprocess.TimeoutExpired:
        return None, 'no end within %d s' % (LIMIT_S * SLOW)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        return None, '\n'.join(lines[-12:])
    return [int(word) for word in lines[-1].split()[1:]], ''


def mutant_of(name, folder):
    """A kernel folder with the change made."""
    path, piece, instead = MUTANTS[name]
    kernel = os.path.join(folder, 'kernel')
    shutil.copytree(KERNEL, kernel)
    path = os.path.join(kernel, path)
    with open(path) as f:
        text = f.read()
    if text.count(piece) != 1:
        raise SystemExit('crash: mutant %s: its piece is %d times in %s' %
                         (name, text.count(piece), path))
    with open(path, 'w') as f:
        f.write(text.replace(piece, instead))
    return kernel


def catch(name, workloads, amount):
    """(the workload that caught a mutant or None, what it said)."""
    with tempfile.TemporaryDirectory(prefix='sprout-crash-') as folder:
        program = build(mutant_of(name, folder), folder)
        for workload in workloads:
            figures, said = run(program, workload, amount)
            if figures is None:
                return workload, (said.splitlines() or ['a crash'])[0]
    return None, ''


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def add(self, name, why=None, note=''):
        self.passed += why is None
        self.failed += why is not None
        print('ok %s%s' % (name, note) if why is None else
              'FAIL %s: %s' % (name, why), flush=True)


def try_workloads(pool, program, workloads, amount, tally):
    total = 0
    for name, (figures, said) in zip(workloads, pool.map(
            lambda w: run(program, w, amount), workloads)):
        if figures is None:
            tally.add(name, said + '\n  repeat: SEED=%s tests/crash/run.py '
                      '%s' % (os.environ.get('SEED') or 1, name))
            continue
        total += figures[2]
        tally.add(name, note=': ' + ', '.join(
            '%d %s' % pair for pair in zip(figures, COLUMNS)))
    return total


def try_mutants(pool, mutants, workloads, amount, tally):
    for name, (workload, said) in zip(mutants, pool.map(
            lambda m: catch(m, workloads, amount), mutants)):
        if workload is None:
            tally.add(name, 'no workload catches this log')
        else:
            tally.add(name, note=': caught by %s: %s' % (workload, said))


def main():
    whole = sys.argv[1:] == ['--all']
    chosen = [] if whole else sys.argv[1:]
    amount = SOME if not sys.argv[1:] else ALL
    started, tally = time.monotonic(), Tally()
    program = build(KERNEL, os.path.join(
        TREE, os.environ.get('BUILD') or 'build', 'tests-crash'),
        '-O2' if whole or chosen else SANITIZE)
    workloads = subprocess.run([program], stdout=subprocess.PIPE, text=True,
                               check=True).stdout.split()
    mutants = list(MUTANTS if whole else SLICE)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        total = try_workloads(
            pool, program,
            [w for w in workloads if not chosen or w in chosen], amount, tally)
        print('%d states in %.0f s' % (total, time.monotonic() - started),
              flush=True)
        try_mutants(pool, [m for m in chosen if m in MUTANTS] if chosen
                    else mutants, workloads, FOR_MUTANTS, tally)
    if whole:
        tally.add('enough', None if total >= LEAST else
                  'fewer than %d states' % LEAST)
    print('%d passed, %d failed' % (tally.passed, tally.failed))
    sys.exit(1 if tally.failed or not tally.passed else 0)


main()
