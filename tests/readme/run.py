#!/usr/bin/env python3
"""
Follows the README's worked example to the letter, in a copy of the tree: the
blocks that its text says to append to or to create as a file, then the command
that it says to run, whose output must be the block that follows.
"""

import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import TREE, copy_tree, equal, main, sh, test  # noqa: E402

BUILD_LIMIT_S = 600
# Words, then a name in backquotes, then a fenced block.
STEP = re.compile(r'([Aa]ppend to|[Cc]reate|make run CMD=)\s*'
                  r'(?:`([^`\n]+)`:|"([^"\n]+)"` prints:)\n\n'
                  r'```\w*\n(.*?)^```$', re.S | re.M)


def steps():
    """(verb, file or command, block) in the README's order."""
    with open(os.path.join(TREE, 'README.md'), encoding='utf-8') as f:
        text = f.read()
    for verb, path, cmd, block in STEP.findall(text):
        yield verb.lower(), path or cmd, block


def edit(tree, verb, path, block):
    full = os.path.join(tree, path)
    equal(os.path.exists(full), verb == 'append to')
    with open(full, 'a', encoding='utf-8') as f:
        f.write(block)


@test
def system_call_in_two_edits():
    found = list(steps())
    edits = [path for verb, path, _ in found if verb == 'append to']
    equal(edits, ['kernel/abi/syscalls.def', 'kernel/syscall/sys_proc.c'])
    equal([verb for verb, _, _ in found][len(edits):],
          ['create', 'make run cmd='])
    environ = {k: v for k, v in os.environ.items()
               if k not in ('KERNEL', 'IMAGE', 'DISK', 'MAKEFLAGS', 'CMD',
                            'BUILD', 'MKFS', 'FSCK', 'MAKELEVEL')}
    with tempfile.TemporaryDirectory(prefix='sprout-readme-') as folder:
        tree = os.path.join(folder, 'sprout')
        copy_tree(tree, built=True)
        for verb, path, block in found[:-1]:
            edit(tree, verb, path, block)
        status, out = sh(['make', 'all'], BUILD_LIMIT_S, cwd=tree,
                         env=environ)
        assert status == 0, out
        _, command, expected = found[-1]
        equal(sh(['make', '-s', 'run', 'CMD=' + command], cwd=tree,
                 env=dict(environ, TIMEOUT='60')), (0, expected))


main()
