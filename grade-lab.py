#!/usr/bin/env python3
"""
Grades a lab: ./grade-lab.py LAB [SUBMISSION], or make grade LAB=NAME.

SUBMISSION is a working folder, by default the one this file stands in. Only
the files that the lab declares as the student's are taken from it; all else
comes from a trusted tree: the last commit of this checkout (its tag
`handout`, if it is a student's), or that of --trusted DIR.

Exit status: 0 all points, 1 not all, 2 the grader could not do its work.
Needs Python 3.8 and what the kernel needs to build and run.
"""

import argparse
import fnmatch
import os
import random
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'labs'))
sys.dont_write_bytecode = True

from grader import lab as labs, report  # noqa: E402
from grader.lab import GraderError  # noqa: E402
from grader.run import Grading, Trusted  # noqa: E402
from grader.sandbox import Sandbox  # noqa: E402

ALL, NOT_ALL, NO_GRADE = 0, 1, 2


def arguments():
    parser = argparse.ArgumentParser(
        description='Grades a lab.', epilog=__doc__.split('\n\n')[1],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add('lab', metavar='LAB', nargs='?')
    add('submission', metavar='SUBMISSION', nargs='?', default=HERE)
    add('-k', metavar='PATTERN', help='only tests whose name or title has '
        'PATTERN in it (* and ? stand for anything)')
    add('-j', metavar='N', type=int, default=os.cpu_count() or 1,
        help='tests at the same time')
    add('-v', action='store_true', help='say more')
    add('--list', action='store_true', help='list the labs, or its tests')
    add('--prepare', action='store_true', help='only build what every grade '
        'of the lab needs, which the first grade does otherwise')
    add('--seed', type=int, help='repeat a run (default: a new one)')
    add('--trusted', metavar='DIR', default=HERE,
        help='where all comes from that is not the student\'s')
    add('--worktree', action='store_true', help='trust the files as they '
        'are and not the last commit: for who writes a lab')
    add('--harts', type=int, metavar='N',
        help='give every guest N harts (default: as the test says)')
    add('--slow', type=float, metavar='X', default=1.0,
        help='give caps in real time X times as long')
    add('--no-sandbox', action='store_true',
        help='do without bubblewrap though it is there')
    for form in report.FORMS:
        add('--' + form, metavar='F', help='write %s to F' % form)
    return parser.parse_args()


def is_chosen(test, pattern):
    return pattern is None or any(
        fnmatch.fnmatch(text.lower(), '*%s*' % pattern.lower())
        for text in (test.name, test.title))


def list_names(args):
    if not args.lab:
        print('\n'.join(labs.all_names(args.trusted)))
        return
    lab = labs.load(args.trusted, args.lab)
    for test in lab.tests:
        print('%-28s %3g  %s%s' % (test.name, test.points, test.title,
                                   ' (hidden)' if test.hidden else ''))


def grade(args):
    started = time.monotonic()
    seed = args.seed
    if seed is None:
        seed = random.SystemRandom().getrandbits(31)
    terminal = report.Terminal(0, args.v)
    sandbox = Sandbox(False if args.no_sandbox else None)
    if not sandbox.isolated:
        terminal.line('note: no bubblewrap (bwrap): limits only, no '
                      'isolation')
    with Trusted(args.lab, args.trusted, sandbox, max(args.j, 1),
                 args.worktree, terminal.say) as trusted:
        return ALL if args.prepare else \
            grade_one(args, trusted, seed, terminal, started)


def grade_one(args, trusted, seed, terminal, started):
    with Grading(trusted, args.submission, seed, args.slow,
                 args.harts) as grading:
        tests = [t for t in grading.lab.tests if is_chosen(t, args.k)]
        if not tests:
            raise GraderError('no test of %s matches %s (--list lists them)' %
                              (args.lab, args.k))
        terminal.total = len(tests)
        results = grading.run(tests, terminal.result)
        final = report.Report(grading, results, time.monotonic() - started)
        terminal.closing(final)
        for form, render in report.FORMS.items():
            path = getattr(args, form)
            if path:
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(render(final))
    return ALL if final.score == final.points else NOT_ALL


def main():
    args = arguments()
    try:
        if args.list or not args.lab:
            list_names(args)
            return ALL
        if not os.path.isdir(args.submission):
            raise GraderError('there is no folder ' + args.submission)
        return grade(args)
    except GraderError as error:
        print('grade-lab: ' + str(error), file=sys.stderr)
        return NO_GRADE
    except KeyboardInterrupt:
        return NO_GRADE


sys.exit(main())
