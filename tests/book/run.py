#!/usr/bin/env python3
"""
The book tells the truth: every file and function that it names is there, and
every command in a block ```console prints what stands below it. In the
expected text an ellipsis stands for anything within its line; alone in a line,
for any lines.
"""

import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import TESTS, TREE, main, own_trace_folder, sh, test  # noqa: E402
import syscalls  # noqa: E402

LIMIT_S = 120
own_trace_folder()
ELLIPSIS = '\u2026'
SECTIONS = ['The question', 'The picture', 'In the code', 'To try',
            'Exercises']
CODE = [p for pattern in ('kernel/*/*.[chS]', 'kernel/abi/*', 'user/lib/**/*.c',
                          'user/bin/**/*.c', 'mkfs/*.c')
        for p in glob.glob(os.path.join(TREE, pattern), recursive=True)]


def text_of(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def defines(text, name):
    """As the house style has it: the name begins a line; or a system call,
    a macro, an inline function."""
    return re.search(r'^(?:[\w *]*[ *])?%s\(.*[^;]$|^SYSCALL\d\(.*\b%s\b|'
                     r'^#define %s\(' % ((re.escape(name),) * 3), text, re.M)


def spans(text):
    """What is in `code` letters, blocks left out."""
    return re.findall(r'`([^`\n]+)`', re.sub(r'```.*?```', '', text,
                                             flags=re.S))


def check_names(text):
    everything = '\n'.join(map(text_of, CODE))
    for span in spans(text):
        if re.fullmatch(r'[\w.-]+(/[\w.-]+)+', span) and \
                not span.startswith('build/'):
            assert os.path.exists(os.path.join(TREE, span)), \
                'there is no ' + span
        called = re.fullmatch(r'(\w+)\(\)', span)
        if called:
            assert defines(everything, called.group(1)), \
                'nothing defines ' + span


def check_rows(text):
    """In a table, functions stand beside the file that defines them."""
    for path, rest in re.findall(r'^\| `([^`]+)` \|(.*)\|$', text, re.M):
        for name in re.findall(r'`(\w+)\(\)`', rest):
            assert defines(text_of(os.path.join(TREE, path)), name), \
                '%s does not define %s' % (path, name)


def pattern_of(expected):
    lines = []
    for line in expected.splitlines():
        lines.append(r'(?:[^\n]*\n)*?' if line == ELLIPSIS else
                     '[^\n]*'.join(map(re.escape, line.split(ELLIPSIS))) +
                     r'[ \t]*\n')
    return re.compile(''.join(lines))


def check_commands(text):
    for block in re.findall(r'^```console\n(.*?)^```$', text, re.M | re.S):
        for part in re.split(r'^\$ ', block, flags=re.M)[1:]:
            command, expected = part.split('\n', 1)
            assert expected.replace(ELLIPSIS, '').strip(), \
                command + ' may print anything'
            status, out = sh(['sh', '-c', command.replace(
                'make ', 'make -s ', 1)], limit_s=LIMIT_S)
            assert status == 0, '%s: status %d\n%s' % (command, status, out)
            # What is cut off by the end of the run has no line end.
            whole = out if out.endswith('\n') else out + '\n'
            assert pattern_of(expected).fullmatch(whole), \
                '%s\nprinted:\n%s\nnot:\n%s' % (command, out, expected)


def check_sections(text):
    assert re.match(r'# \S', text), 'no title'
    found = re.findall(r'^## (.*)$', text, re.M)
    assert found == SECTIONS, 'sections are %s' % found
    assert re.search(r'!\[[^]]+\]\(figures/[\w-]+\.svg\s"make [^"]+"\)', text), \
        'no picture'


def add_chapter(path):
    def chapter():
        text = text_of(path)
        check_sections(text)
        check_names(text)
        check_rows(text)
        check_commands(text)
    chapter.__name__ = 'chapter_' + re.sub(
        r'\W', '_', os.path.basename(path)[:-len('.md')])
    test(chapter)


@test
def ellipsis_is_all_that_is_let_pass():
    wanted = pattern_of('a %s b\n%s\nlast\n' % (ELLIPSIS, ELLIPSIS))
    assert wanted.fullmatch('a x y b\none\ntwo\nlast\n')
    assert wanted.fullmatch('a  b\nlast\n')
    for wrong in ('a x\nlast\n', 'a x b\nlast\nmore\n', 'a x b\n'):
        assert not wanted.fullmatch(wrong), wrong


@test
def table_of_calls_is_the_compilers():
    """What the tools read of syscalls.def is what its inclusion makes."""
    everything = '\n'.join(
        '#define SYSCALL%d(...) CALL %d: __VA_ARGS__;' % (n, n)
        for n in range(7)) + '\n#define UPTR(T) T *\n'
    _, out = sh([os.environ.get('HOSTCC') or 'cc', '-E', '-P', '-Ikernel', '-'],
                input=everything + '#include "abi/syscalls.def"\n')
    found = syscalls.read()
    assert found and len(found) == out.count('CALL '), out
    for call in found.values():
        words = [str(call.number), call.result, call.name]
        for pair in call.arguments:
            words += pair
        line = 'CALL %d: %s;' % (len(call.arguments), ', '.join(words))
        assert line.replace(' ', '') in out.replace(' ', ''), line
        assert call.meaning, 'no meaning: ' + call.name


for path in sorted(glob.glob(os.path.join(TREE, 'docs/book/[0-9]*.md'))):
    add_chapter(path)
assert len(TESTS) > 1, 'there is no chapter'
main()
