#!/usr/bin/env python3
"""
The other ways to build: with DEBUG=1, with another compiler's prefix, and
without tools. A second build has nothing to do.
"""

import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import TREE, copy_tree, equal, main, sh, test  # noqa: E402

BUILD_LIMIT_S = 400
PREFIXES = ('riscv64-linux-gnu-', 'riscv64-unknown-elf-', 'riscv64-elf-')
OURS = ('KERNEL', 'IMAGE', 'DISK', 'MAKEFLAGS', 'MAKELEVEL', 'CROSS', 'CMD',
        'MKFS', 'FSCK', 'BUILD')
ENVIRON = {k: v for k, v in os.environ.items() if k not in OURS}


def make(*arguments, limit_s=BUILD_LIMIT_S, **env):
    return sh(['make', *arguments], limit_s, env=dict(ENVIRON, **env))


def make_in(tree, *arguments, **env):
    return make('-C', tree, '--no-print-directory', *arguments, **env)


def succeeds(result):
    status, out = result
    assert status == 0, out
    return out


def boots(*arguments):
    """A build in a copy of the tree runs a program."""
    with tempfile.TemporaryDirectory(prefix='sprout-build-') as folder:
        tree = os.path.join(folder, 'sprout')
        copy_tree(tree)
        succeeds(make_in(tree, 'all', *arguments))
        equal(make_in(tree, 'all', *arguments), (0, ''))
        out = succeeds(make_in(tree, '-s', 'run', *arguments, TIMEOUT='60',
                               CMD='ls / | grep -c "^p[1-4][.]c$"'))
        equal(out.split(), ['4'])


@test
def debug_build_boots():
    boots('DEBUG=1')


@test
def every_installed_compiler():
    used = os.environ.get('CROSS')
    for prefix in PREFIXES:
        if shutil.which(prefix + 'gcc') and prefix != used:
            boots('CROSS=' + prefix)


@test
def what_a_line_in_the_table_changes_is_built_anew():
    target = 'build/release/user/lib/syscalls.o'
    with tempfile.TemporaryDirectory(prefix='sprout-build-') as folder:
        tree = os.path.join(folder, 'sprout')
        copy_tree(tree, built=True)
        succeeds(make_in(tree, target))
        equal(make_in(tree, target), (0, ''))
        os.utime(os.path.join(tree, 'kernel/abi/syscalls.def'))
        assert 'syscalls.S' in succeeds(make_in(tree, target))


@test
def missing_tool_says_what_to_run():
    for missing in ('CROSS=no-such-', 'QEMU=no-such-qemu'):
        with tempfile.TemporaryDirectory() as folder:
            status, out = make('run', 'CMD=true', missing, 'BUILD=' + folder)
        equal(status, 2)
        last = out.splitlines()[-1]
        assert 'not found: run ./setup' in last, out


@test
def image_needs_no_more_than_it_copies():
    """The container's: ./setup runs there with a part of the tree."""
    with open(os.path.join(TREE, '.devcontainer/Dockerfile'),
              encoding='utf-8') as f:
        copied = re.findall(r'^COPY (.*) /\S*$', f.read(), re.M)
    with tempfile.TemporaryDirectory() as folder:
        for name in ' '.join(copied).split():
            sh(['cp', '-a', os.path.join(TREE, name), folder])
        # Nothing is missing, so that nothing may be installed.
        os.mkdir(os.path.join(folder, 'bin'))
        os.symlink(shutil.which('false'),
                   os.path.join(folder, 'bin', 'apt-get'))
        path = os.path.join(folder, 'bin') + ':' + os.environ['PATH']
        equal(sh(['./setup', '--tools', 'trace'], cwd=folder,
                 env=dict(ENVIRON, PATH=path, D3=os.path.abspath(__file__))),
              (0, 'setup: the tools are there\n'))


@test
def qemu_extra_reaches_qemu():
    status, out = make('run', 'CMD=true', 'QEMU_EXTRA=-no-such-option')
    assert status == 2 and 'no-such-option' in out, out


main()
