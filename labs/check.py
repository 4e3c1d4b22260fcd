#!/usr/bin/env python3
"""
Are the labs and their graders to be trusted? make check-labs, or
labs/check.py [LAB ...] [--slice].

For each lab:
  starter   builds, and passes just the tests in the lab's starter_passes
  solution  gets all points, again and again, with other seeds, on four
            harts, and while the machine is busy with something else
  others    others/*.patch, on top of the starter: other right ways; all
            points, a few times
  mutants   mutants/*.patch, each on top of the solution, or of another one
            (of: others/NAME.patch): a mistake that students make. Its
            opening lines say which tests must fail (catches: NAME ...),
            which else may by the numbers that are drawn (sometimes: NAME
            ...), and why (why: ...). Those fail and no others; tests that
            need them are skipped.
  attacks   attacks.py: submissions that try to get points that they do not
            deserve, or to do harm. Each gets no more than the starter.

--slice does each thing once and, of mutants and attacks, one a lab, another
one each day. Prints a line for each and "N passed, N failed".
"""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKOUT = os.path.dirname(HERE)
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from grader import lab as labs, tree  # noqa: E402
from grader.lab import GraderError  # noqa: E402
from grader.run import FAILED, PASSED, Grading, Trusted  # noqa: E402
from grader.sandbox import Sandbox  # noqa: E402
import attacks  # noqa: E402

RUNS = 20
RUNS_OF_OTHERS = 3
MANY_HARTS = 4
BUSY = 'while :; do :; done'
SLOW = 4.0                  # caps in real time: the machine may be busy
DAY_S = 24 * 3600
HEADER = re.compile(r'^(of|catches|sometimes|why): (.*)$', re.M)
PATCHED = re.compile(r'^\+\+\+ b/(\S+)', re.M)


class Tally:
    def __init__(self):
        self.passed = self.failed = 0
        self.counts = {}

    def add(self, kind, name, problem):
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if problem:
            self.failed += 1
            print('FAIL %s: %s' % (name, problem), flush=True)
        else:
            self.passed += 1
            print('ok %s' % name, flush=True)


def failures(results):
    return {r.test.name for r in results if r.status == FAILED}


def explain(results):
    """What went wrong, for who must mend it."""
    return ''.join('\n  %s: %s%s' % (
        r.test.name, r.why, ''.join('\n    %s:\n%s' % (h, t)
                                    for h, t in r.details))
        for r in results if r.status != PASSED)


class LabCheck:
    """The checks of one lab; `trusted` is it, built."""

    def __init__(self, trusted, folder, tally, options):
        self.trusted, self.lab = trusted, trusted.lab
        self.folder, self.tally = folder, tally
        self.in_slice, self.runs = options.slice, options.runs
        self.only = options.only
        self.seed = 0
        self.starter_score = 0

    def path(self, *names):
        """A file of the lab, in the trusted tree."""
        return os.path.join(self.trusted.exported, 'labs', self.lab.name,
                            *names)

    def working_folder(self, name, *patches):
        """What a student has after applying patches to the starter."""
        folder = os.path.join(self.folder, name)
        shutil.copytree(self.trusted.exported, folder, symlinks=True)
        for patch in patches:
            problem = tree.apply_patch(folder, patch)
            if problem:
                raise GraderError('%s does not apply:\n%s' % (patch, problem))
        return folder

    def grade(self, folder, harts=None, base=None, keep=False, tests=None):
        """The results of a submission; with `keep` its Grading too."""
        self.seed += 1
        grading = Grading(self.trusted, folder, self.seed, SLOW, harts, base)
        try:
            results = grading.run(tests or self.lab.tests)
        finally:
            if not keep:
                grading.close()
        return (results, grading) if keep else results

    def add(self, kind, name, problem):
        self.tally.add(kind, '%s: %s' % (self.lab.name, name), problem)

    def starter(self):
        results, grading = self.grade(self.working_folder('starter'),
                                      keep=True)
        passed = {r.test.name for r in results if r.status == PASSED}
        self.starter_score = sum(r.score for r in results)
        problem = None
        if not grading.build.has_kernel():
            problem = 'it does not build:\n' + grading.build.messages()
        elif passed != set(self.lab.starter_passes):
            problem = 'passes %s, not just %s' % (
                sorted(passed), sorted(self.lab.starter_passes))
        grading.close()
        self.add('starters', 'starter', problem)

    def full(self, name, results):
        bad = [r for r in results if r.status != PASSED]
        self.add('solution runs', name, explain(bad) if bad else None)

    def solution(self):
        """Leaves its build in self.solved, for the mutants."""
        folder = self.working_folder('solution', self.path('solution.patch'))
        self.solved = Grading(self.trusted, folder, self.seed, SLOW)
        base = self.solved.build.folder
        if self.only not in 'solution':
            return
        for i in range(1, 2 if self.in_slice else self.runs + 1):
            self.full('solution, run %d' % i, self.grade(folder, base=base))
        if self.in_slice:
            return
        self.full('solution on %d harts' % MANY_HARTS,
                  self.grade(folder, MANY_HARTS, base))
        hogs = [subprocess.Popen(['sh', '-c', BUSY])
                for _ in range(2 * (os.cpu_count() or 1))]
        try:
            self.full('solution on a busy machine',
                      self.grade(folder, base=base))
        finally:
            for hog in hogs:
                hog.kill()
                hog.wait()

    def others(self):
        for path in sorted(glob.glob(self.path('others', '*.patch'))):
            name = 'other ' + os.path.basename(path)[:-len('.patch')]
            if self.only not in name:
                continue
            folder = self.working_folder(name.replace(' ', '-'), path)
            for i in range(1, 2 if self.in_slice else RUNS_OF_OTHERS + 1):
                self.full('%s, run %d' % (name, i), self.grade(
                    folder, base=self.solved.build.folder))

    def chosen(self, items):
        """(name, ...) pairs: all, or in the slice another one each day."""
        items = [item for item in sorted(items) if self.only in item[0]]
        if not self.in_slice or not items:
            return items
        return [items[int(time.time() // DAY_S) % len(items)]]

    def mutants(self):
        paths = glob.glob(self.path('mutants', '*.patch'))
        for name, path in self.chosen(
                ('mutant ' + os.path.basename(p)[:-len('.patch')], p)
                for p in paths):
            self.mutant(name, path)

    def affected(self, patch):
        """
        Tests whose results a patch can change: when it touches but
        programs of the student's, those that run one of them.
        """
        paths = set(PATCHED.findall(patch))
        names = {p for p in self.lab.programs
                 if 'user/bin/%s.c' % p in paths}
        if len(names) < len(paths):
            return self.lab.tests
        return [t for t in self.lab.tests if names & set(t.programs)]

    def mutant(self, name, path):
        with open(path, encoding='utf-8') as f:
            patch = f.read()
        said = dict(HEADER.findall(patch))
        wanted = set(said.get('catches', '').split())
        sometimes = set(said.get('sometimes', '').split())
        unknown = (wanted | sometimes) - {t.name for t in self.lab.tests}
        if not wanted or unknown or 'why' not in said:
            self.add('mutants', name, 'its opening lines must say "catches: '
                     'TEST ..." and "why: ...": %s' % said)
            return
        folder = self.working_folder(
            name.replace(' ', '-'),
            self.path(said.get('of', 'solution.patch')), path)
        results = self.grade(folder, base=self.solved.build.folder,
                             tests=self.affected(patch))
        shutil.rmtree(folder)
        found = failures(results)
        problem = None
        if not wanted <= found <= wanted | sometimes:
            problem = 'fails %s, not %s%s' % (
                sorted(found), sorted(wanted), explain(results))
        self.add('mutants', name, problem)

    def attack(self, name, attack):
        folder = self.working_folder(name.replace(' ', '-'))
        try:
            problem = attack(self, folder)
        except GraderError as error:
            problem = 'stopped the grader: %s' % error
        shutil.rmtree(folder, True)
        self.add('attacks', name, problem)

    def run(self):
        if self.only in 'starter' or self.only.startswith('attack'):
            self.starter()
        self.solution()
        self.others()
        self.mutants()
        for name, attack in self.chosen(
                ('attack ' + name, attack) for name, attack in
                attacks.attacks_on(self.lab.name).items()):
            self.attack(name, attack)
        self.solved.close()


def main():
    parser = argparse.ArgumentParser(description='Checks the labs.')
    parser.add_argument('labs', nargs='*')
    parser.add_argument('--slice', action='store_true')
    parser.add_argument('--runs', type=int, default=RUNS, metavar='N',
                        help='of the solution (%d)' % RUNS)
    parser.add_argument('--only', default='', metavar='PART',
                        help='what has this in its name: starter, solution, '
                        '"other NAME", "mutant NAME", "attack NAME"')
    parser.add_argument('--worktree', action='store_true',
                        help='the files as they are, not the last commit')
    parser.add_argument('-j', type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    tally, sandbox = Tally(), Sandbox()
    started = time.monotonic()
    for name in args.labs or labs.all_names(CHECKOUT):
        with tempfile.TemporaryDirectory(prefix='check-labs-') as folder:
            try:
                with Trusted(name, CHECKOUT, sandbox, args.j,
                             args.worktree) as trusted:
                    LabCheck(trusted, folder, tally, args).run()
            except GraderError as error:
                tally.add('labs', name, str(error))
    print(', '.join('%d %s' % (n, kind) for kind, n in tally.counts.items()) +
          ' in %.0f s' % (time.monotonic() - started))
    print('%d passed, %d failed' % (tally.passed, tally.failed))
    return 1 if tally.failed or not tally.passed else 0


sys.exit(main())
