#!/usr/bin/env python3
"""
Programs for xv6 as a teacher brings them: a file dropped into its folder is
built and goes into the image with no other edit, and neither world can include
the headers of the other, both in a copy of the tree. The command xv6 starts it
where such programs expect to be.
"""

import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import copy_tree, equal, main, sh, test  # noqa: E402

BUILD_LIMIT_S = 240
OURS = ('KERNEL', 'IMAGE', 'DISK', 'MAKEFLAGS', 'MAKELEVEL', 'CMD', 'MKFS',
        'FSCK', 'BUILD')
ENVIRON = {k: v for k, v in os.environ.items() if k not in OURS}
PROGRAM = '''#include "kernel/types.h"
#include "user/user.h"
%s
main(int argc, char *argv[])
{
    int unused;
    printf("%%d\\n", argc);
    exit(0);
}
'''


class Tree:
    """A copy of the sources with one more program."""

    def __init__(self, path, text):
        self.folder = tempfile.TemporaryDirectory(prefix='sprout-xv6-')
        self.tree = os.path.join(self.folder.name, 'sprout')
        copy_tree(self.tree)
        full = os.path.join(self.tree, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'w', encoding='utf-8') as f:
            f.write(text)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.folder.cleanup()

    def make(self, *arguments):
        return sh(['make', *arguments], BUILD_LIMIT_S, cwd=self.tree,
                  env=ENVIRON)


@test
def dropped_program_is_built_and_installed():
    with Tree('user/xv6/programs/dropped.c', PROGRAM % 'int') as tree:
        status, out = tree.make('build/release/user/xv6/programs/dropped.bin')
        equal(status, 0)
        assert 'warning' in out, out
        status, out = tree.make('-n', 'image')
        equal(status, 0)
        assert 'programs/dropped.bin build/release/root/xv6/dropped;' in out


@test
def program_of_several_files_is_built():
    with Tree('user/xv6/programs/two/main.c', PROGRAM % 'int') as tree:
        target = 'build/release/user/xv6/programs/two'
        status, out = tree.make('-n', target + '.elf')
        equal(status, 0)
        assert target + '/main.o' in out, out


def does_not_compile(path, text, missing):
    with Tree(path + '.c', text) as tree:
        status, out = tree.make('build/release/%s.o' % path)
    equal(status, 2)
    assert missing + ': No such file' in out, out


@test
def program_for_xv6_cannot_include_our_headers():
    for header in ('stdio.h', 'unistd.h', 'sprout.h', 'sys/stat.h',
                   'abi/stat.h'):
        does_not_compile('user/xv6/programs/mixed',
                         '#include "user/user.h"\n#include <%s>\n' % header,
                         header)


@test
def our_program_cannot_include_headers_of_xv6():
    for header in ('user/user.h', 'kernel/types.h'):
        does_not_compile('user/bin/mixed',
                         '#include <stdio.h>\n#include "%s"\n' % header,
                         header)


@test
def xv6_runs_a_program_beside_the_others():
    status, out = sh(['tools/run',
                      'cd /tmp && xv6 ls && xv6 echo a b && xv6 nosuch'])
    equal(status, 127)
    for line in ('. 1 1 ', 'echo 2 ', 'init 2 ', 'README 2 ', 'a b'):
        assert '\n' + line in '\n' + out, '%r not in %s' % (line, out)


main()
