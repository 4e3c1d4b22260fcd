#!/usr/bin/env python3
"""
Checks what of the house style a program can see, and prints the sizes.

    tools/check-style.py [--tree DIR] [-v]

Each source opens with a comment, is at most 500 lines of at most 80 columns
(tabs count to the next multiple of 8), is indented by tabs, and has no blank
at a line's end. No function is over 60 lines; the kernel's median is under
12 and its code under 9,700 lines. A function's name starts its line. Each
header compiles alone.

Prints FILE:LINE: what, one line each; the exit status is 1 if there are any.
-v prints the sizes too, and the files over 400 lines.
"""

import argparse
import glob
import os
import re
import shutil
import statistics
import subprocess
import sys

COLUMNS = 80
TAB = 8
FILE_LINES = 500
FILE_LINES_LOOK = 400
FUNCTION_LINES = 60
MEDIAN_LINES = 12

# The kernel's lines of C and assembly; the table of system calls and the
# linker's script are no code.
KERNEL_LINES = 9700
KERNEL_ENDS = ('.c', '.h', '.S')
TEST_LINES = 60

WHERE = ('kernel', 'user', 'mkfs', 'tests')
# The system-call table is a table: one call, one line.
WIDE = ('kernel/abi/syscalls.def',)
# Whose headers compile alone; PRIVATE ones are parts of a public header.
COMPILED = ('kernel', 'user')
PRIVATE = 'user/include/bits'
# A world with headers of its own. The programs in it may be anybody's.
XV6 = os.path.join('user', 'xv6')
FOREIGN = os.path.join(XV6, 'programs', '')
NAME_STARTS = re.compile(r'^[A-Za-z_]\w*\(')
SIGNATURE_END = re.compile(r'[)\w]\s*$')
INLINE = re.compile(r'^static inline\b')
CODE_ENDS = ('.c', '.h', '.S', '.def', '.ld')
PREFIXES = ('riscv64-linux-gnu-', 'riscv64-unknown-elf-', 'riscv64-elf-',
            'riscv64-none-elf-')
TEXT_OR_COMMENT = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


class Source:
    """A file's text, with and without comments, and its functions."""

    def __init__(self, tree, path):
        self.path = os.path.relpath(path, tree)
        with open(path, encoding='utf-8') as f:
            self.text = f.read()
        self.lines = self.text.split('\n')
        if self.lines[-1] == '':
            self.lines.pop()

    def code_lines(self):
        """Lines that are neither blank nor comment only."""
        text = TEXT_OR_COMMENT.sub(blank, self.text)
        return sum(1 for line in text.split('\n') if line.strip())

    def functions(self):
        """(line of the brace, lines from brace to brace)."""
        start = None
        for number, line in enumerate(self.lines):
            if line == '{' and self.opens_function(number):
                start = number
            elif line.startswith('}') and start is not None:
                yield start, number - start + 1
                start = None

    def opens_function(self, number):
        return number > 0 and SIGNATURE_END.search(self.lines[number - 1])

    def signature(self, brace):
        """Lines of the declaration that ends above a brace."""
        first = brace - 1
        while first > 0 and self.lines[first][:1] in ('\t', ' '):
            first -= 1
        return first, self.lines[first]


def blank(match):
    """A comment becomes its line ends, a literal something that counts."""
    if match.group()[0] == '/':
        return '\n' * match.group().count('\n')
    return '""'


def find_sources(tree):
    for top in WHERE:
        pattern = os.path.join(tree, top, '**', '*')
        for path in sorted(glob.glob(pattern, recursive=True)):
            if path.endswith(CODE_ENDS) and os.path.isfile(path) and \
                    not os.path.relpath(path, tree).startswith(FOREIGN):
                yield Source(tree, path)


def width(line):
    return len(line.expandtabs(TAB))


def check_lines(source):
    wide_allowed = source.path.replace(os.sep, '/') in WIDE
    for number, line in enumerate(source.lines, 1):
        where = '%s:%d: ' % (source.path, number)
        if width(line) > COLUMNS and not wide_allowed:
            yield where + '%d columns' % width(line)
        if line != line.rstrip():
            yield where + 'blank at the end of the line'
        if line.startswith(' ' * TAB):
            yield where + 'indented by blanks, not tabs'


def check_shape(source):
    first = source.lines[0] if source.lines else ''
    if not first.startswith(('/*', '//', '#!')):
        yield '%s:1: does not open with a comment' % source.path
    limit = FILE_LINES
    if re.match(r'user.(xv6.)?tests.[^/]*\.c$', source.path):
        limit = TEST_LINES
    if len(source.lines) > limit:
        yield '%s:%d: %d lines, over %d' % (
            source.path, limit, len(source.lines), limit)


def check_functions(source):
    for brace, length in source.functions():
        at, line = source.signature(brace)
        where = '%s:%d: ' % (source.path, at + 1)
        if length > FUNCTION_LINES:
            yield where + 'function of %d lines, over %d' % (
                length, FUNCTION_LINES)
        if source.path.endswith('.c') and not INLINE.match(line) and \
                not NAME_STARTS.match(line):
            yield where + "a function's name starts its line"


def check_sizes(sources):
    kernel = [s for s in sources if s.path.startswith('kernel' + os.sep) and
              s.path.endswith(KERNEL_ENDS)]
    code = sum(s.code_lines() for s in kernel)
    median = median_length(kernel)
    if code >= KERNEL_LINES:
        yield 'kernel: %d lines of code, not under %d' % (code, KERNEL_LINES)
    if median >= MEDIAN_LINES:
        yield 'kernel: median function of %g lines, not under %d' % (
            median, MEDIAN_LINES)


def median_length(sources):
    lengths = [n for s in sources for _, n in s.functions()]
    return statistics.median(lengths) if lengths else 0


def compiler():
    cross = os.environ.get('CROSS')
    for prefix in (cross,) if cross else PREFIXES:
        if shutil.which(prefix + 'gcc'):
            return prefix + 'gcc'
    sys.exit('check-style: no RISC-V GCC found: run ./setup')


def header_flags(cc, path):
    flags = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-Ikernel']
    if path.startswith('kernel'):
        return flags + ['-ffreestanding', '-march=rv64imac_zicsr_zifencei',
                        '-mabi=lp64', '-mcmodel=medany']
    own = subprocess.run([cc, '-print-file-name=include'], check=True,
                         stdout=subprocess.PIPE, text=True).stdout.strip()
    if path.startswith(XV6):
        flags += ['-fno-builtin', '-Iuser/xv6/include', '-Iuser/xv6/lib']
    return flags + ['-nostdinc', '-Iuser/lib', '-isystem',
                    'user/include', '-isystem', own]


def check_headers(tree, sources):
    """Each header of the kernel and of the C library compiles alone."""
    cc = compiler()
    for source in sources:
        path = source.path
        if not path.endswith('.h') or not path.startswith(COMPILED) or \
                path.startswith(PRIVATE):
            continue
        done = subprocess.run(
            [cc, *header_flags(cc, path), '-fsyntax-only', '-x', 'c', '-'],
            cwd=tree, text=True, input='#include "%s"\n' % os.path.join(
                tree, path),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            yield '%s:1: does not compile alone\n%s' % (path, done.stdout)


def print_sizes(sources):
    for top in WHERE:
        own = [s for s in sources if s.path.startswith(top + os.sep) and
               (top != 'kernel' or s.path.endswith(KERNEL_ENDS))]
        print('%-7s %4d files %6d lines of code, median function %g' % (
            top, len(own), sum(s.code_lines() for s in own),
            median_length(own)))
    for source in sources:
        if len(source.lines) > FILE_LINES_LOOK:
            print('%s: %d lines, wants a second look' % (
                source.path, len(source.lines)))


def main():
    tree = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser = argparse.ArgumentParser()
    parser.add_argument('--tree', default=tree)
    parser.add_argument('-v', action='store_true')
    args = parser.parse_args()
    sources = list(find_sources(args.tree))
    problems = [p for s in sources for check in
                (check_lines, check_shape, check_functions) for p in check(s)]
    problems += check_sizes(sources)
    problems += check_headers(args.tree, sources)
    for problem in problems:
        print(problem)
    if args.v:
        print_sizes(sources)
    sys.exit(1 if problems else 0)


main()
