#!/usr/bin/env python3
"""
The harness catches what it is for: guest tests that fail, die, hang, end the
machine or kill their runner are counted as failed, with the reason, and those
after them still run.

The tests here are scripts in an image of their own; their .c files have only
the opening comment that the harness reads.
"""

import os
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import TREE, equal, main, sh, test  # noqa: E402
import guesttests  # noqa: E402

BUILD = os.path.join(TREE, os.path.dirname(
    os.environ.get('IMAGE', 'build/release/fs.img')))
MKFS = os.path.join(TREE, os.environ.get('MKFS', 'build/mkfs/mkfs'))

# Process 2 is runtests, as the command line is one command.
# name: (script, how its failure begins, or None)
SCRIPTS = {
    'a_passes': ('exit 0', None),
    'b_fails': ('echo because; exit 3', 'exit 3'),
    'c_dies': ('kill -SEGV $$', 'signal 11'),
    'd_hangs': ('while :; do :; done', 'timeout'),
    'e_powers_off': ('poweroff', 'the guest ended'),
    'f_kills_its_runner': ('kill -9 2; sleep 100', 'the guest ended'),
    'g_passes': ('exit 0', None),
}


class Results:
    """Takes the place of the harness's tally."""

    def __init__(self):
        self.of = {}

    def add(self, name, why=None, detail=''):
        assert name not in self.of, name + ' has two results'
        self.of[name] = (why, detail)


def write(path, text, mode):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    os.chmod(path, mode)


def make_image(folder):
    """An image like the usual one, but for its tests."""
    root = os.path.join(folder, 'root')
    os.makedirs(os.path.join(root, 'tests'))
    os.mkdir(os.path.join(root, 'tmp'))
    shutil.copytree(os.path.join(BUILD, 'root', 'bin'),
                    os.path.join(root, 'bin'))
    for name, (script, _) in SCRIPTS.items():
        write(os.path.join(root, 'tests', name),
              '#!/bin/sh\n%s\n' % script, 0o755)
        write(os.path.join(folder, name + '.c'),
              '/* A test.\n * timeout: 3\n */\n', 0o644)
    image = os.path.join(folder, 'image')
    equal(sh([MKFS, '--size', '32M', '--device', '/dev/console:1:0',
              image, root])[0], 0)
    return image


@test
def every_kind_of_failure_is_counted():
    results = Results()
    with tempfile.TemporaryDirectory(prefix='sprout-harness-') as folder:
        os.environ['IMAGE'] = make_image(folder)
        for batch in guesttests.batches(list(guesttests.find(folder))):
            guesttests.run(batch, results)
    equal(sorted(results.of), ['guest/' + name for name in sorted(SCRIPTS)])
    for name, (_, wanted) in SCRIPTS.items():
        why, _ = results.of['guest/' + name]
        assert why == wanted or (why and wanted and why.startswith(wanted)), \
            '%s: %r, wanted %r' % (name, why, wanted)
    assert 'because' in results.of['guest/b_fails'][1]


@test
def failures_are_said_again_at_the_end():
    with tempfile.TemporaryDirectory(prefix='sprout-harness-') as folder:
        for path in ('tests/run', 'tests/guesttests.py', 'tools/guest.py'):
            to = os.path.join(folder, path)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(os.path.join(TREE, path), to)
        os.mkdir(os.path.join(folder, 'tests/suite'))
        write(os.path.join(folder, 'tests/suite/run.sh'),
              '#!/bin/sh\necho ok first\necho FAIL second: why\n'
              'echo because\necho 1 passed, 1 failed\nexit 1\n', 0o755)
        status, out = sh([os.path.join(folder, 'tests/run')])
    equal(status, 1)
    before, after = out.split('the failures again:\n')
    assert 'FAIL second: why' in before, before
    equal([line for line in after.splitlines() if 'in ' not in line],
          ['host/suite: FAIL second: why', 'host/suite: because',
           '1 passed, 1 failed'])


main()
