#!/usr/bin/env python3
"""
Rejects what goes up the layers of the kernel: an #include of a higher layer's
header, and a call of a higher layer's function (or a use of its data), found
in the object files. Callbacks that a higher layer registers are no calls.

    tools/check-layers.py [--tree DIR] [--objects DIR] [--nm NM]

kernel/abi may be included by everybody and includes only itself; user/ and
mkfs/ may include nothing else of the kernel.

Prints FILE:LINE: what, one line each; the exit status is 1 if there are any.
"""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys

# Top first, as in the kernel's design: whoever stands lower calls nothing
# that stands higher.
LAYERS = ('boot', 'trap', 'syscall', 'proc', 'fs', 'drivers', 'sched', 'mm',
          'lib', 'arch')
HEIGHT = {layer: -depth for depth, layer in enumerate(LAYERS)}
ABI = 'abi'

# What GCC calls on its own account, to copy or clear a struct.
COMPILER_CALLS = {'memcpy', 'memmove', 'memset', 'memcmp'}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')
NM_LINE = re.compile(r'^(?:[0-9a-f]+)?\s*([A-Za-z]) (\S+)$')
PREFIXES = ('riscv64-linux-gnu-', 'riscv64-unknown-elf-', 'riscv64-elf-',
            'riscv64-none-elf-')


def includes(path):
    """(line number, name as written, is it quoted) of each #include."""
    with open(path, encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            m = INCLUDE.match(line)
            if m:
                yield number, m.group(2), m.group(1) == '"'


def sources(tree, *patterns):
    found = set()
    for pattern in patterns:
        for end in ('c', 'h', 'S', 'def'):
            found.update(glob.glob(os.path.join(tree, pattern + '.' + end),
                                   recursive=True))
    return sorted(found)


def kernel_layer(tree, including, name):
    """The layer that an included name lies in, None if not the kernel's."""
    beside = os.path.join(os.path.dirname(including), name)
    if os.path.exists(beside):
        path = os.path.relpath(beside, os.path.join(tree, 'kernel'))
    else:
        path = name
    first = os.path.normpath(path).split(os.sep)[0]
    if first == ABI or first in HEIGHT:
        return first
    return None


def check_include(tree, path, layer, number, name):
    """The violation that one #include is, or None."""
    target = kernel_layer(tree, path, name)
    where = '%s:%d: ' % (os.path.relpath(path, tree), number)
    if target is None or target in (layer, ABI):
        return None
    if layer == ABI:
        return where + 'abi includes %s' % name
    if layer is None:
        return where + 'only kernel/abi may be included here, not %s' % name
    if HEIGHT[target] > HEIGHT[layer]:
        return where + '%s includes %s of the higher layer %s' % (
            layer, name, target)
    return None


def check_includes(tree):
    files = [(p, os.path.relpath(p, tree).split(os.sep)[1])
             for p in sources(tree, 'kernel/*/**/*')]
    files += [(p, None) for p in sources(tree, 'user/**/*', 'mkfs/**/*')]
    for path, layer in files:
        if layer is not None and layer != ABI and layer not in HEIGHT:
            yield '%s: kernel/%s is no layer' % (path, layer)
            continue
        for number, name, quoted in includes(path):
            if quoted or layer is None:
                problem = check_include(tree, path, layer, number, name)
                if problem:
                    yield problem


def symbols(nm, path):
    """(defined, undefined) global names of an object."""
    out = subprocess.run([nm, '-g', path], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    defined, undefined = set(), set()
    for line in out.splitlines():
        m = NM_LINE.match(line.strip())
        if m:
            (undefined if m.group(1) in 'Uw' else defined).add(m.group(2))
    return defined, undefined


def use_in_source(tree, layer, obj, name):
    """FILE:LINE of the first use of a name, as near as text can tell."""
    base = os.path.join('kernel', layer, os.path.basename(obj)[:-len('.o')])
    for path in (base + '.c', base + '.S'):
        full = os.path.join(tree, path)
        if not os.path.exists(full):
            continue
        with open(full, encoding='utf-8') as f:
            for number, line in enumerate(f, 1):
                if re.search(r'\b%s\b' % re.escape(name), line):
                    return '%s:%d' % (path, number)
        return path + ':1'
    return obj


def check_calls(tree, objects, nm):
    home, users = {}, []
    found = sorted(glob.glob(os.path.join(objects, '*', '*.o')))
    if not found:
        yield '%s: no object files: run make first' % objects
    for obj in found:
        layer = os.path.basename(os.path.dirname(obj))
        defined, undefined = symbols(nm, obj)
        home.update((name, layer) for name in defined)
        users.append((obj, layer, undefined))
    for obj, layer, undefined in users:
        for name in sorted((undefined - COMPILER_CALLS) & home.keys()):
            target = home[name]
            if HEIGHT.get(target, 0) > HEIGHT.get(layer, 0):
                yield '%s: %s uses %s of the higher layer %s' % (
                    use_in_source(tree, layer, obj, name), layer, name,
                    target)


def find_nm():
    cross = os.environ.get('CROSS')
    for prefix in (cross,) if cross else PREFIXES:
        if shutil.which(prefix + 'nm'):
            return prefix + 'nm'
    sys.exit('check-layers: no RISC-V nm found: run ./setup')


def main():
    tree = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser = argparse.ArgumentParser()
    parser.add_argument('--tree', default=tree)
    parser.add_argument('--objects')
    parser.add_argument('--nm')
    args = parser.parse_args()
    kernel = os.path.dirname(os.environ.get('KERNEL',
                                            'build/release/kernel.elf'))
    objects = args.objects or os.path.join(args.tree, kernel, 'kernel')
    problems = list(check_includes(args.tree))
    problems += check_calls(args.tree, objects, args.nm or find_nm())
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


main()
