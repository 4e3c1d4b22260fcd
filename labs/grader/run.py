"""
Grading: all tests of a lab against one submission.

Each test gets a Trial: a source of random numbers that the seed and the
test's name decide, and ways to boot guests and to compare. Tests run at the
same time, as many as there are cores; one that needs another waits for it
and is skipped when it was not passed.
"""

import concurrent.futures
import difflib
import os
import random
import shutil
import tempfile
import time
import traceback

from grader import boot, lab as labs, tree
from grader.build import base_of, build
from grader.lab import Failure, GraderError

PASSED, FAILED, SKIPPED = 'passed', 'failed', 'skipped'
DIFF_LINES, DIFF_COLUMNS = 40, 200


class Result:
    def __init__(self, test, status, why='', details=(), seconds=0.0,
                 commands=(), figures=()):
        self.test = test
        self.status = status
        self.why = why
        self.details = list(details)    # (heading, text) pairs
        self.seconds = seconds
        self.commands = list(commands)  # that were run in guests
        self.figures = list(figures)    # SVG, for the page

    @property
    def score(self):
        return self.test.points if self.status == PASSED else 0


class Trial:
    """What a test is given."""

    def __init__(self, grading, test):
        self.grading = grading
        self.test = test
        self.random = random.Random('%d/%s' % (grading.seed, test.name))
        self.commands, self.figures = [], []

    def word(self, length=8):
        """A random word of small letters."""
        return ''.join(self.random.choice('abcdefghijklmnopqrstuvwxyz')
                       for _ in range(length))

    def guest(self, command, status=0, **machine):
        """
        Boots, runs `command` by the guest's shell and gives what was Seen.
        `machine` are boot.Machine's: harts, memory, limit (instructions),
        counted, typed. Fails when the guest comes to no good end, or the
        command ends with another status (None: any will do).
        """
        self.commands.append(command)
        if self.grading.harts:
            machine['harts'] = self.grading.harts
        # The mark must not be what a seed tells: nobody may know it before.
        mark = '%032x' % random.SystemRandom().getrandbits(128)
        seen = boot.boot(self.grading.build, self.grading.sandbox,
                         boot.Machine(**machine), command, mark,
                         self.test.seconds * self.grading.slowness)
        if status is not None and seen.status != status:
            raise Failure('exit status %d, not %d' % (seen.status, status),
                          ('output', boot.tail(seen.output)))
        return seen

    def figure(self, svg):
        """Shows a picture (an <svg> element) with the result."""
        self.figures.append(svg)

    def equal(self, seen, expected, what='the output'):
        """Fails with a difference, line by line, if they are not equal."""
        if seen == expected:
            return
        if not isinstance(seen, str) or not isinstance(expected, str):
            raise Failure('%s is %s, not %s' % (what, seen, expected))
        lines = list(difflib.unified_diff(
            expected.splitlines(), seen.splitlines(), 'expected', 'seen',
            lineterm='', n=2))
        if not lines:       # they differ in the last newline alone
            lines = ['expected: %r' % expected[-60:], 'seen: %r' % seen[-60:]]
        raise Failure(what + ' is not what was expected',
                      ('difference', '\n'.join(
                          shortened(line) for line in lines[:DIFF_LINES])))

    def check(self, condition, why, *details):
        if not condition:
            raise Failure(why, *details)


def shortened(line):
    """A line of which too much would be shown, without its middle."""
    if len(line) <= DIFF_COLUMNS:
        return line
    half = DIFF_COLUMNS // 2
    return '%s ... %d more ... %s' % (
        line[:half], len(line) - 2 * half, line[-half:])


class Trusted:
    """The lab and its base, built. Use as a context manager."""

    def __init__(self, name, folder, sandbox, jobs=1, worktree=False,
                 say=lambda text: None):
        self.sandbox, self.jobs, self.say = sandbox, jobs, say
        self.folder = tempfile.mkdtemp(prefix='grade-')
        self.exported = os.path.join(self.folder, 'trusted')
        try:
            revision = None if worktree else tree.trusted_revision(folder)
            tree.export(folder, revision, self.exported)
            self.lab = labs.load(self.exported, name)
            tree.apply_starter(self.lab, self.exported)
            self.base = base_of(self.lab, folder, self.exported, sandbox, jobs,
                                say)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        shutil.rmtree(self.folder, True)


class Grading:
    """
    One submission under test. Use as a context manager. `harts` makes every
    guest have that many; `base` is a built tree nearer to the submission
    than the lab's own.
    """

    def __init__(self, trusted, submission, seed, slowness=1.0, harts=None,
                 base=None):
        self.lab, self.sandbox = trusted.lab, trusted.sandbox
        self.jobs, self.seed = trusted.jobs, seed
        self.slowness, self.harts = slowness, harts
        self.folder = tempfile.mkdtemp(prefix='grade-')
        try:
            submission = os.path.abspath(submission)
            self.ignored = tree.ignored_changes(self.lab, submission,
                                                trusted.exported)
            trusted.say('building the submission')
            self.build = build(self.lab, base or trusted.base, submission,
                               os.path.join(self.folder, 'build'),
                               self.sandbox, self.jobs)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        shutil.rmtree(self.folder, True)

    def cannot_run(self, test):
        """A failed Result when something the test needs was not built."""
        missing = [p for p in test.programs if p in self.build.missing]
        if not self.build.has_kernel():
            why, name = 'the kernel does not compile', None
        elif missing:
            why = 'it needs %s, which does not compile' % ' and '.join(missing)
            name = missing[0]
        elif not self.build.has_image():
            why, name = 'the disk image could not be made', None
        else:
            return None
        return Result(test, FAILED, why, [
            ('compiler', self.build.messages(name))])

    def run_one(self, test):
        result = self.cannot_run(test)
        if result:
            return result
        trial = Trial(self, test)
        start = time.monotonic()
        status, why, details = PASSED, '', []
        try:
            test.function(trial)
        except Failure as failure:
            status, why, details = FAILED, failure.why, failure.details
        return Result(test, status, why, details, time.monotonic() - start,
                      trial.commands, trial.figures)

    def run(self, tests, each=lambda result: None):
        """Runs tests; their Results in the lab's order."""
        results, waiting, running = {}, list(tests), {}
        chosen = {t.name for t in tests}

        def done(result):
            results[result.test.name] = result
            each(result)

        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            while waiting or running:
                for test in list(waiting):
                    needs = [n for n in test.needs if n in chosen]
                    if any(n not in results for n in needs):
                        continue
                    waiting.remove(test)
                    bad = [n for n in needs if results[n].status != PASSED]
                    if bad:
                        done(Result(test, SKIPPED, 'it needs: ' + ', '.join(
                            results[n].test.title for n in bad)))
                    else:
                        running[pool.submit(self.run_one, test)] = test
                if not running:
                    continue
                finished, _ = concurrent.futures.wait(
                    running,
                    return_when=concurrent.futures.FIRST_COMPLETED)
                for future in finished:
                    test = running.pop(future)
                    done(self.outcome(future, test))
        return [results[t.name] for t in tests]

    def outcome(self, future, test):
        try:
            return future.result()
        except GraderError:
            raise
        except Exception as error:
            raise GraderError('the test %s is broken:\n%s' % (
                test.name, ''.join(traceback.format_exception(
                    type(error), error, error.__traceback__))))
