#!/usr/bin/env python3
"""
Races: the core tests under schedules that a number decides, on one hart
(tests/kernel/shuffle.c), and kernels with a race, which must be found. A
schedule that is run again must be the same one.

    run.py                     a slice, as in make test
    run.py --all               make races SEEDS=1000 FIRST=1; all mutants
    run.py SEED                one schedule, with its output: as a failure says
"""

import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
from suite import SLOW, TREE, copy_tree  # noqa: E402
from mutants import MUTANTS, SLICE  # noqa: E402
import guest  # noqa: E402

IMAGE = os.path.join(TREE, os.environ.get('IMAGE', 'build/release/fs.img'))
# Those first that find most.
TESTS = ('race_family', 'race_pipe', 'race_names', 'race_exec', 'race_load',
         'kill_new', 'waitpid_any', 'waitpid_group', 'orphan_reparented',
         'state_zombie', 'pipe_atomic', 'pipe_end', 'pipe_killed_reader',
         'pipe_chain', 'unlink_by_exit', 'unlink_open', 'create_race',
         'append_two', 'shared_position', 'fork_moved_writer',
         'removed_directory', 'rename_file', 'link_names',
         'exit_closes_files', 'kill_running', 'stop_waiting',
         'process_groups', 'signal_ignored', 'nanosleep_order')
TEST_S = 15              # of the guest's clock, not of ours
LIMIT_S = 120
SEEDS_SLICE = 12
# A nanosecond an instruction; the same time of day at each boot.
REPEATABLE = ['-snapshot', '-icount', 'shift=0,sleep=off',
              '-rtc', 'base=2026-01-01,clock=vm']
SEEDS_MUTANT = 100       # of so many, one must find the race
WORKERS = os.cpu_count() or 2


class Found(Exception):
    """A test has failed: the others need not be waited for."""


def build(tree):
    """The test kernel."""
    done = subprocess.run(['make', '-s', 'BUILD=build', 'kernel'],
                          cwd=tree, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit('races: does not build\n' + done.stdout)
    return os.path.join(tree, 'build', 'release', 'kernel-test.elf')


def run(kernel, seed):
    """(None or what went wrong, output) of the tests with that schedule."""
    out = []

    def sink(data):
        out.append(data)
        if re.search(rb'@@FAIL .*\n', b''.join(out[-4:])):
            raise Found

    command = 'seed=%d runtests %s' % (
        seed, ' '.join('%d %s' % (TEST_S, t) for t in TESTS))
    try:
        status = guest.run(command, sink, options=REPEATABLE,
                           limit_s=LIMIT_S * SLOW, KERNEL=kernel,
                           IMAGE=IMAGE, CPUS=1, MEM='64M')
    except Found:
        status = 1
    except guest.TimedOut:
        status = guest.STATUS_TIMEOUT
    text = b''.join(out).decode(errors='replace')
    wrong = re.search(r'^(@@FAIL .*|panic: .*)', text, re.M)
    if wrong:
        return wrong.group(1), text
    if status or text.count('\n@@ok ') + text.startswith('@@ok ') != \
            len(TESTS):
        return 'status %d' % status, text
    return None, text


def is_repeatable(kernel, seed):
    """
    None, or how runs of the same schedule differ. Two of three must agree: it
    was seen, rarely, that one had two switches more, on a busy host.
    """
    sums = []
    for _ in range(3):
        sums += [tuple(re.findall(r'^schedule: .*', run(kernel, seed)[1],
                                  re.M))]
        if len(sums[-1]) == 1 and sums[-1] in sums[:-1]:
            return None
    return 'no two alike of schedule %d: %r' % (seed, sums)


class Tally:
    passed = failed = 0

    def add(self, name, why=None, note=''):
        self.passed += why is None
        self.failed += why is not None
        print('ok %s%s' % (name, note) if why is None else
              'FAIL %s: %s' % (name, why), flush=True)


def try_seeds(pool, kernel, seeds, tally):
    wrong = 0
    for seed, (why, text) in zip(seeds, pool.map(
            lambda seed: run(kernel, seed), seeds)):
        if why is not None:
            wrong += 1
            tally.add('seed %d' % seed, '%s\n%s\n  repeat: tests/races/run.py '
                      '%d' % (why, text[-1500:], seed))
    if not wrong:
        tally.add('%d schedules' % len(seeds), note=' from %d on, %d tests in '
                  'each' % (seeds[0], len(TESTS)))


def find(name):
    """(seeds tried, what was found or None) of a mutant."""
    path, changes = MUTANTS[name]
    with tempfile.TemporaryDirectory(prefix='sprout-races-') as folder:
        tree = os.path.join(folder, 'tree')
        copy_tree(tree, built=True)
        with open(os.path.join(tree, path)) as f:
            text = f.read()
        for piece, instead in changes:
            if text.count(piece) != 1:
                raise SystemExit('races: mutant %s: a piece is %d times in %s'
                                 % (name, text.count(piece), path))
            text = text.replace(piece, instead)
        with open(os.path.join(tree, path), 'w') as f:
            f.write(text)
        kernel = build(tree)
        for seed in range(1, 1 + SEEDS_MUTANT):
            why, _ = run(kernel, seed)
            if why is not None:
                return seed, why
    return SEEDS_MUTANT, None


def main():
    whole = sys.argv[1:] == ['--all']
    started, tally = time.monotonic(), Tally()
    kernel = build(TREE)
    if sys.argv[1:] and not whole:
        why, text = run(kernel, int(sys.argv[1]))
        print(text + (why or 'all well'))
        sys.exit(why is not None)
    first = int(os.environ.get('FIRST') or 1)
    count = int(os.environ.get('SEEDS') or (1000 if whole else SEEDS_SLICE))
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        tally.add('a schedule repeats', is_repeatable(kernel, first))
        try_seeds(pool, kernel, range(first, first + count), tally)
        print('in %.0f s' % (time.monotonic() - started), flush=True)
        mutants = list(MUTANTS if whole else SLICE)
        for name, (seed, why) in zip(mutants, pool.map(find, mutants)):
            if why is None:
                tally.add(name, 'not found by %d schedules' % seed)
            else:
                tally.add(name, note=': schedule %d: %s' % (seed, why))
    print('%d passed, %d failed' % (tally.passed, tally.failed))
    sys.exit(1 if tally.failed else 0)


main()
