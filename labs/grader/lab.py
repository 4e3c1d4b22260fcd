"""
What a lab is. labs/NAME/lab.py makes one:

    from grader.lab import Lab

    lab = Lab('System calls', files=['kernel/abi/syscalls.def', ...],
              programs=['count'])

    @lab.test('counts the calls of read()', points=10)
    def counts_reads(t):
        n = t.random.randrange(1, 50)
        t.equal(t.guest('count %d' % n).output, '%d\\n' % n)

`files` are the student's: patterns, as the shell's, of paths in the tree.
Nothing else is taken from a submission. `programs` are the student's
programs, of which each can fail to compile without harming the others.
Programs of the tests stand in labs/NAME/guest/*.c (and what they share in
guest/*.h). What a test is given as
`t` is run.py's Trial. labs/NAME/hidden.py may add tests (and hidden/*.c
their programs) that a handout does not contain; it sees lab.py's names.
"""

import fnmatch
import glob
import importlib.util
import os


class Failure(Exception):
    """A test that was not passed: a sentence, and (heading, text) pairs."""

    def __init__(self, why, *details):
        super().__init__(why)
        self.why = why
        self.details = list(details)


class GraderError(Exception):
    """The grader cannot do its work: the submission is not to blame."""


class Test:
    """`needs` are functions of tests that must have passed before."""

    def __init__(self, function, title, points, needs, programs, hidden,
                 seconds):
        self.function = function
        self.name = function.__name__
        self.title = title
        self.points = points
        self.needs = [n.__name__ for n in needs]
        self.programs = programs
        self.hidden = hidden
        self.seconds = seconds


class Lab:
    def __init__(self, title, files, programs=(), utilities=(),
                 starter_passes=()):
        """
        `utilities` are programs of the tree that tests need beside the usual
        ones (build.py), `starter_passes` the names of the tests that what a
        student starts from passes already.
        """
        self.title = title
        self.starter_passes = list(starter_passes)
        self.files = list(files)
        self.programs = list(programs)
        self.utilities = list(utilities)
        self.tests = []
        self.hides = False      # while hidden.py is read
        self.name = self.folder = None

    def test(self, title, points, needs=(), programs=(), seconds=60):
        """
        Declares a test worth `points`. `programs` of the student's that it
        runs must have compiled. `seconds` is a cap in real time, for what a
        limit in instructions does not catch.
        """
        def declare(function):
            self.tests.append(Test(function, title, points, needs,
                                   list(programs), self.hides, seconds))
            return function
        return declare

    def is_students(self, path):
        return any(fnmatch.fnmatchcase(path, p) for p in self.files)

    def guest_sources(self):
        """Sources of the tests' own programs, name by name."""
        found = {}
        for folder in 'guest', 'hidden':
            top = os.path.join(self.folder, folder)
            for name in sorted(os.listdir(top)) if os.path.isdir(top) else ():
                if name.endswith('.c'):
                    found[name[:-2]] = os.path.join(top, name)
        return found


def run_file(path, name, names=None):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    vars(module).update(names or {})
    spec.loader.exec_module(module)
    return module


def load(tree, name):
    """The lab called `name` of a trusted tree."""
    folder = os.path.join(tree, 'labs', name)
    path = os.path.join(folder, 'lab.py')
    if not os.path.exists(path):
        known = all_names(tree)
        raise GraderError('there is no lab called %s (there are: %s)' % (
            name, ' '.join(known)))
    module = run_file(path, 'lab_' + name)
    lab = module.lab
    lab.name, lab.folder = name, folder
    hidden = os.path.join(folder, 'hidden.py')
    if os.path.exists(hidden):
        lab.hides = True
        run_file(hidden, 'hidden_' + name, {
            k: v for k, v in vars(module).items() if k[0] != '_'})
    names = [t.name for t in lab.tests]
    for test in lab.tests:
        for need in test.needs:
            if need not in names[:names.index(test.name)]:
                raise GraderError('%s needs %s, which does not stand before '
                                  'it' % (test.name, need))
    return lab


def all_names(tree):
    found = glob.glob(os.path.join(tree, 'labs', '*', 'lab.py'))
    names = (os.path.basename(os.path.dirname(path)) for path in found)
    return sorted(n for n in names if n != __package__)
