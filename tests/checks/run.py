#!/usr/bin/env python3
"""
The checks check: each violation planted in a small tree is found, at its
place, and a clean tree passes.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import TREE, equal, main, sh, test  # noqa: E402

CROSS = os.environ.get('CROSS') or next(
    (p for p in ('riscv64-linux-gnu-', 'riscv64-unknown-elf-', 'riscv64-elf-')
     if shutil.which(p + 'gcc')), '')

CLEAN = {
    'kernel/mm/page.h': '/* Frames. */\nint page_alloc(void);\n',
    'kernel/mm/page.c': '/* Frames. */\n#include "mm/page.h"\n\n'
                        'int\npage_alloc(void)\n{\n\treturn 1;\n}\n',
    'kernel/proc/fork.h': '/* Fork. */\nint fork_now(void);\n',
    'kernel/proc/fork.c': '/* Fork. */\n#include "mm/page.h"\n'
                          '#include "proc/fork.h"\n\n'
                          'int\nfork_now(void)\n{\n'
                          '\treturn page_alloc();\n}\n',
    'kernel/abi/errno.h': '/* Errors. */\n#define EPERM 1\n',
    'user/bin/true.c': '/* True. */\n#include "abi/errno.h"\n',
}


class Planted:
    """A temporary tree, its kernel compiled."""

    def __init__(self, changes):
        self.dir = tempfile.mkdtemp(prefix='sprout-checks-')
        for path, text in dict(CLEAN, **changes).items():
            full = os.path.join(self.dir, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, 'w', encoding='utf-8') as f:
                f.write(text)
            if path.startswith('kernel') and path.endswith('.c'):
                self.compile(path)

    def compile(self, path):
        obj = os.path.join(self.dir, 'objects', path[len('kernel/'):-1] + 'o')
        os.makedirs(os.path.dirname(obj), exist_ok=True)
        subprocess.run([CROSS + 'gcc', '-Ikernel', '-ffreestanding', '-w',
                        '-c', '-o', obj, path], cwd=self.dir, check=True)

    def check(self, tool, *options):
        try:
            return sh([os.path.join(TREE, 'tools', tool), '--tree', self.dir,
                       *options])
        finally:
            shutil.rmtree(self.dir)


def layers(changes):
    planted = Planted(changes)
    return planted.check('check-layers.py', '--objects',
                         os.path.join(planted.dir, 'objects'))


def style(changes):
    return Planted(changes).check('check-style.py')


def finds(result, *parts):
    status, out = result
    equal(status, 1)
    for part in parts:
        assert part in out, '%r not in %r' % (part, out)


@test
def clean_tree_passes():
    equal(layers({}), (0, ''))
    equal(style({}), (0, ''))


@test
def include_that_goes_up():
    finds(layers({'kernel/mm/bad.c': '/* Bad. */\n#include "proc/fork.h"\n'}),
          'kernel/mm/bad.c:2', 'higher layer proc')


@test
def call_that_goes_up():
    bad = '/* Bad. */\nint fork_now(void);\nint bad(void);\n\n' \
          'int\nbad(void)\n{\n\treturn fork_now();\n}\n'
    finds(layers({'kernel/mm/bad.c': bad}), 'kernel/mm/bad.c:2',
          'fork_now of the higher layer proc')


@test
def program_that_includes_the_kernel():
    finds(layers({'user/bin/bad.c': '/* Bad. */\n#include "mm/page.h"\n'}),
          'user/bin/bad.c:2', 'only kernel/abi')


@test
def abi_that_includes_the_kernel():
    finds(layers({'kernel/abi/bad.h': '/* Bad. */\n#include "mm/page.h"\n'}),
          'kernel/abi/bad.h:2', 'abi includes')


@test
def unknown_layer():
    finds(layers({'kernel/attic/old.c': '/* Old. */\n'}), 'no layer')


@test
def wide_line():
    finds(style({'kernel/mm/bad.c': '/* Bad. */\n/*' + 'x' * 80 + '*/\n'}),
          'kernel/mm/bad.c:2: 84 columns')


@test
def no_opening_comment():
    finds(style({'user/bin/bad.c': 'int x;\n'}), 'user/bin/bad.c:1')


@test
def long_function():
    body = '\treturn;\n' * 60
    finds(style({'mkfs/bad.c': '/* Bad. */\nvoid\nbad(void)\n{\n%s}\n' % body}),
          'mkfs/bad.c:3: function of 62 lines')


@test
def long_file():
    finds(style({'mkfs/bad.c': '/* Bad. */\n' + '\n' * 500}), '501 lines')


@test
def long_kernel():
    many = {'kernel/lib/l%d.h' % i: '/* L. */\n' + 'int x;\n' * 450
            for i in range(22)}
    finds(style(many), 'lines of code, not under 9700')


@test
def name_inside_the_line():
    finds(style({'mkfs/bad.c': '/* B. */\nint bad(void)\n{\n}\n'}),
          'mkfs/bad.c:2', 'name starts its line')


@test
def header_that_needs_another():
    finds(style({'kernel/mm/bad.h': '/* B. */\nextern page_t p;\n'}),
          'kernel/mm/bad.h:1: does not compile alone')


def analyze(*words):
    status, out = sh(['make', '-s', 'analyze', 'ONLY=' + ' '.join(words)],
                     limit_s=300)
    return int(status != 0), out         # make has its own


def analyzes(tool, text, finding):
    """That tool finds the mistake in that file of the kernel."""
    planted = Planted({'kernel/mm/bad.c': '/* Bad. */\n' + text})
    try:
        finds(analyze(tool, 'kernel', '--tree', planted.dir),
              'kernel/mm/bad.c:', tool, finding)
    finally:
        shutil.rmtree(planted.dir)


@test
def editors_know_how_each_file_is_compiled():
    equal(sh(['make', '-s', 'compile_commands.json'])[0], 0)
    with open(os.path.join(TREE, 'build', 'compile_commands.json')) as f:
        known = {c['file']: c['arguments'] for c in json.load(f)}
    for pattern in 'kernel/*/*.c', 'mkfs/*.c', 'user/bin/**/*.c':
        for path in glob.glob(os.path.join(TREE, pattern), recursive=True):
            assert '-Ikernel' in known[os.path.relpath(path, TREE)], path


@test
def settings_of_editors_can_be_read():
    for path in '.vscode/tasks.json', '.vscode/launch.json':
        with open(os.path.join(TREE, path), encoding='utf-8') as f:
            json.load(f)


NULL = 'int bad(int *p);\n\nint\nbad(int *p)\n{\n\tif (p == 0)\n' \
    '\t\treturn *p;\n\treturn 1;\n}\n'


@test
def analyzer_of_gcc_finds():
    analyzes('gcc', NULL, 'null-dereference')


@test
def kernel_and_mkfs_are_clean_for_gcc():
    status, out = analyze('gcc', 'kernel', 'mkfs')
    equal((status, out.count('\n')), (0, 1))


@test
def other_analyzers_find_or_are_missing():
    if shutil.which('clang-tidy') and shutil.which('cppcheck'):
        analyzes('clang-tidy', NULL, 'core.NullDereference')
        analyzes('cppcheck', NULL, 'nullPointer')
    else:
        finds(analyze(), 'install the packages of that name')


main()
