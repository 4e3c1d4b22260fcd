#!/usr/bin/env python3
"""
The shell's line editor on the host, under ASan and UBSan, on a
pseudo-terminal: what a person types, and what the screen then shows.
"""

import glob
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from hostterm import BIN, Session, build  # noqa: E402
from screen import (  # noqa: E402
    BACKSPACE, DELETE, DOWN, END, ENTER, ESCAPE, HOME, LEFT, RIGHT, UP,
    control)
from suite import SLOW, equal, main, test  # noqa: E402

SEED = int(os.environ.get('SEED') or 1)
ROUNDS = 300
PASTE = 64 * 1024
POLL_S = 0.01
PATIENCE_S = 60          # the sanitizers take their time over such a line


class Shell(Session):
    """A shell in a folder of its own, which is its home."""

    def __init__(self, folder=None, columns=80, program=None, **names):
        self.own = None if folder else \
            tempfile.TemporaryDirectory(prefix='sprout-sh-edit-')
        self.folder = folder or self.own.name
        names = dict(HOME=self.folder, PS1='$ ', **names)
        super().__init__(
            ['env', *('%s=%s' % item for item in names.items()),
             program or build('sh')], self.folder, columns=columns)
        self.sees_line(0, '$')

    def __exit__(self, *exc):
        super().__exit__(*exc)
        if self.own:
            self.own.cleanup()

    def shows(self, *lines):
        """The screen's rows that have something, the cursor in the last."""
        self.sees('%r' % (lines,), lambda s: [
            s.line(row) for row in range(s.rows)][:len(lines)] == list(lines)
            and not any(s.line(row)
                        for row in range(len(lines), s.rows)))

    def leave(self):
        deadline = time.monotonic() + self.limit_s
        while self.is_cooked():             # a command runs
            assert time.monotonic() < deadline, 'no prompt'
            self.screen.feed(self.read(POLL_S) or b'')
        self.press(control('e') + control('u') + control('d'))
        equal(self.status() & ~0xff, 0)

    def name(self, *names):
        for name in names:
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if not name.endswith('/'):
                open(path, 'w').close()


@test
def cursor_keys_edit_the_line():
    with Shell() as s:
        s.press('echo wxxrld' + LEFT * 5 + DELETE + 'o' + RIGHT + BACKSPACE)
        s.shows('$ echo world')
        s.sees_cursor(0, 9)
        s.press(END + '!' + control('a'))
        s.shows('$ echo world!')
        s.sees_cursor(0, 2)
        s.press(control('f') * 2 + control('b') + LEFT * 3 + control('e') +
                BACKSPACE + HOME + ENTER)
        s.shows('$ echo world', 'world', '$')
        s.leave()


@test
def words_and_ends_are_cut_and_brought_back():
    with Shell() as s:
        s.press('echo one two-three four' + control('w'))
        s.shows('$ echo one two-three')
        s.press(control('w') + 'x' + control('y'))
        s.shows('$ echo one xtwo-three')
        s.press(ESCAPE + 'b' + control('k'))
        s.shows('$ echo one xtwo-')
        s.press(control('u'))
        s.shows('$')
        s.press(control('y') + control('y') + ENTER)
        s.shows('$ echo one xtwo-echo one xtwo-',
                'one xtwo-echo one xtwo-', '$')
        s.press('a b c' + ESCAPE + 'b' + ESCAPE + 'b' + ESCAPE + 'd')
        s.sees_line(2, '$ a  c')
        s.press(ESCAPE + 'f' + ESCAPE + BACKSPACE)
        s.sees_line(2, '$ a')
        s.leave()


@test
def long_lines_wrap():
    with Shell(columns=20) as s:
        s.press('echo ' + '0123456789' * 3)
        s.shows('$ echo 0123456789012', '34567890123456789')
        s.press(HOME + 'x')
        s.shows('$ xecho 012345678901', '234567890123456789')
        s.sees_cursor(0, 3)
        s.press(END + 'ab')
        s.shows('$ xecho 012345678901', '234567890123456789ab')
        s.sees_cursor(2, 0)
        s.press(BACKSPACE * 21)
        s.shows('$ xecho 01234567890')
        s.sees_cursor(0, 19)
        s.press('1' + HOME + DELETE + control('e') + ENTER)
        s.shows('$ echo 012345678901', '012345678901', '$')
        s.leave()


@test
def characters_of_several_bytes_are_one():
    with Shell() as s:
        s.press('echo \u00e4\u20ac\U0001f600e\u0301z' + LEFT * 2 + BACKSPACE)
        s.shows('$ echo \u00e4\u20ace\u0301z')
        s.press(LEFT + DELETE + HOME + END + BACKSPACE * 2)
        s.shows('$ echo \u00e4')
        s.press('\u4e2d' * 3 + LEFT + 'x')
        s.shows('$ echo \u00e4\u4e2d\u4e2dx\u4e2d')
        s.sees_cursor(0, 13)
        s.leave()
    with Shell(columns=11) as s:       # two columns do not fit in one
        s.press('\u4e2d' * 5 + 'x' + LEFT)
        s.shows('$ ' + '\u4e2d' * 4, '\u4e2dx')
        s.sees_cursor(1, 2)
        s.leave()


@test
def bytes_of_a_character_may_come_apart():
    with Shell() as s:
        s.press('echo ')
        s.sees_line(0, '$ echo')
        for byte in '\u20ac'.encode():
            s.press(bytes([byte]))
        s.shows('$ echo \u20ac')
        s.leave()


@test
def interrupt_gives_a_fresh_line():
    with Shell() as s:
        s.press('false' + control('c'))
        s.shows('$ false^C', '$')
        s.press('echo $?' + ENTER)
        s.shows('$ false^C', '$ echo $?', '130', '$')
        s.press('if true' + ENTER + 'then' + control('c'))
        s.sees_line(4, '> then^C')
        s.sees_line(5, '$')
        s.press('cat <<E' + ENTER + 'text' + control('c') + 'echo on' + ENTER)
        s.sees_line(6, '> text^C')
        s.sees_line(7, '$ echo on')
        s.sees_line(9, '$')
        s.leave()


@test
def end_of_file_only_on_an_empty_line():
    with Shell() as s:
        s.press('ab' + LEFT + control('d') + control('d'))
        s.shows('$ a')
        s.press(BACKSPACE + control('d'))
        equal(s.status(), 0)
        assert s.is_cooked()


@test
def the_screen_is_cleared():
    with Shell() as s:
        s.press('echo a' + ENTER + 'echo b')
        s.sees_line(2, '$ echo b')
        s.press(LEFT + control('l'))
        s.shows('$ echo b')
        s.sees_cursor(0, 7)
        s.leave()


@test
def old_lines_come_back():
    with Shell() as s:
        s.press('echo 1' + ENTER + 'echo 2' + ENTER + 'echo 2' + ENTER)
        s.sees_line(6, '$')
        s.press('new' + UP + UP)
        s.sees_line(6, '$ echo 1')
        s.press(UP)
        s.sees('a bell', lambda screen: screen.bells == 1)
        s.press('x' + DOWN)
        s.sees_line(6, '$ echo 2')
        s.press(DOWN + DOWN)
        s.sees_line(6, '$ new')
        s.press(control('u') + 'o 1' + control('r'))
        s.sees_line(6, '$ echo 1')
        s.press(control('u') + 'history 2' + ENTER)
        s.sees_line(7, '    2  echo 2')
        s.sees_line(8, '    3  history 2')
        s.leave()


@test
def the_history_outlives_the_shell():
    with tempfile.TemporaryDirectory() as folder:
        for text in ('echo first', 'echo second'):
            with Shell(folder) as s:
                s.press(text + ENTER)
                s.sees_line(2, '$')
                s.leave()
        with Shell(folder) as s:
            s.press(UP)
            s.sees_line(0, '$ echo second')
            s.press(UP)
            s.sees_line(0, '$ echo first')
            s.leave()
        with open(os.path.join(folder, '.sh_history')) as f:
            equal(f.read(), 'echo first\necho second\n')


@test
def a_long_history_is_cut():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'mine')
        with open(path, 'w') as f:
            f.writelines('echo %d\n' % i for i in range(5000))
        with Shell(folder, HISTFILE=path) as s:
            s.press(UP)
            s.sees_line(0, '$ echo 4999')
            s.leave()
        with open(path) as f:
            lines = f.read().splitlines()
        equal(lines[-1], 'echo 4999')
        assert 1000 <= len(lines) < 2000, len(lines)


@test
def a_history_that_cannot_be_kept_is_said_once():
    message = build('sh') + ': history is not kept in /nowhere/at/all: ' \
        'No such file or directory'
    with Shell(HISTFILE='/nowhere/at/all') as s:
        s.press('echo 1' + ENTER + 'echo 2' + ENTER + UP + UP)
        s.shows('$ echo 1',
                message[:80].rstrip(), message[80:], '1', '$ echo 2', '2', '$ echo 1')
        s.leave()


@test
def commands_are_completed():
    with Shell() as s:
        s.press('hist\t')
        s.shows('$ history')
        s.sees_cursor(0, 10)
        s.press(control('u') + 'f_f() { echo called; }' + ENTER + 'f_\t')
        s.sees_line(1, '$ f_f')
        s.press(ENTER)
        s.sees_line(3, '$')
        s.press('true && if hist\t')
        s.sees_line(3, '$ true && if history')
        s.leave()


@test
def paths_are_completed():
    with Shell() as s:
        s.name('folder/inside', 'file one', 'filter', '.hidden')
        s.press('cat fo\t')
        s.shows('$ cat folder/')
        s.press('\t')
        s.shows('$ cat folder/inside')
        s.sees_cursor(0, 20)
        s.press('fil\t')
        s.sees('a bell', lambda screen: screen.bells == 1)
        s.shows('$ cat folder/inside fil')
        s.press('\t')
        s.shows('$ cat folder/inside fil', 'file one  filter',
                '$ cat folder/inside fil')
        s.press(BACKSPACE + 'l\t\t')
        s.sees_line(3, 'file one  filter')
        s.sees_line(4, '$ cat folder/inside fil')
        s.press(control('l') + 'e\t')
        s.sees_line(0, '$ cat folder/inside file\\ one')
        s.press(control('u') + 'cat "file\t')
        s.sees_line(0, '$ cat "file one"')
        s.press(control('u') + "cat >.h\t")
        s.sees_line(0, '$ cat >.hidden')
        s.press(control('u') + './folder/i\t')
        s.sees_line(0, '$ ./folder/inside')
        s.leave()


@test
def names_with_quotes_are_completed():
    with Shell() as s:
        s.name("it's", 'say "$x"')
        for typed, shown, name in (
                ('i', "it\\'s", "it's"), ("'i", "'it'\\''s'", "it's"),
                ('"s', '"say \\"\\$x\\""', 'say "$x"')):
            s.press(control('l') + 'echo ' + typed + '\t')
            s.shows('$ echo ' + shown)
            s.press(ENTER)
            s.shows('$ echo ' + shown, name, '$')
        s.leave()


@test
def control_characters_of_names_are_not_sent():
    with Shell() as s:
        s.name('ab\x1b[2J', 'ac')
        s.press('cat a\t')
        s.sees('a bell', lambda screen: screen.bells == 1)
        s.press('\t')
        s.shows('$ cat a', 'ab?[2J  ac', '$ cat a')
        s.press(control('u') + 'cat "\\a\t')
        s.sees('a bell', lambda screen: screen.bells == 2)
        s.leave()


@test
def a_shell_that_cannot_fork_lives_on():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'nofork.c')
        with open(source, 'w') as out:
            out.write('#include <errno.h>\nint __wrap_fork(void);\n'
                      'int __wrap_fork(void) { errno = EAGAIN; return -1; }')
        program = build('sh-nofork', source, '-Wl,--wrap=fork',
                        *glob.glob(os.path.join(BIN, 'sh', '*.c')))
    with Shell(program=program, columns=160) as s:
        said = program + ': cannot fork: Resource temporarily unavailable'
        for row, line in enumerate(('ls &', 'ls | cat', '(ls)', 'x=$(ls)')):
            s.press(line + ENTER)
            s.sees_line(2 * row, '$ ' + line)
            s.sees_line(2 * row + 1, said)
            s.sees_line(2 * row + 2, '$')
        s.press('jobs; echo $?' + ENTER)
        s.sees_line(9, '0')
        s.leave()


@test
def keys_may_come_in_pieces():
    with Shell() as s:
        s.press('ab')
        s.sees_line(0, '$ ab')
        for byte in '\x1b[D':
            s.press(byte)
        s.sees_cursor(0, 3)
        s.leave()


@test
def both_outputs_go_to_one_file():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([build('sh'), '-c', 'ls . /nowhere &>f; cat <f >g'],
                       cwd=folder, check=True, env=dict(
                           os.environ, ASAN_OPTIONS='detect_leaks=0'))
        with open(os.path.join(folder, 'g')) as f:
            text = f.read()
        assert '/nowhere' in text and '\nf\n' in '\n' + text, text


@test
def a_pasted_tab_is_a_tab():
    with Shell() as s:
        s.press('echo "a\tb"' + ENTER)
        s.shows('$ echo "a       b"', 'a       b', '$')
        s.leave()


@test
def what_is_pasted_is_drawn_once():
    with Shell() as s:
        s.press('end' + HOME)
        s.sees_cursor(0, 2)
        before = s.screen.sent
        s.press('x' * 1500)
        s.sees_cursor(1502 // 80, 1502 % 80)
        sent = s.screen.sent - before
        assert sent < 10 * 1500, sent
        s.leave()


@test
def a_long_paste_is_whole():
    with Shell() as s:
        chance = random.Random(SEED)
        text = ''.join(chance.choice('abcdef ') for _ in range(PASTE))
        s.press(text)
        s.press(HOME + "printf %s '" + END + "' | wc -c >count" + ENTER)
        path = os.path.join(s.folder, 'count')
        while not (os.path.exists(path) and os.path.getsize(path)):
            data = s.read(PATIENCE_S * SLOW)
            assert data, 'nothing was counted: %r' % data
        with open(path) as f:
            equal(int(f.read()), PASTE)


def model(keys):
    """What the line should be, and where the cursor."""
    text, at = '', 0
    for key in keys:
        if key == LEFT:
            at = max(0, at - 1)
        elif key == RIGHT:
            at = min(len(text), at + 1)
        elif key == HOME:
            at = 0
        elif key == END:
            at = len(text)
        elif key == BACKSPACE:
            text, at = text[:max(0, at - 1)] + text[at:], max(0, at - 1)
        elif key == DELETE:
            text = text[:at] + text[at + 1:]
        elif key == control('k'):
            text = text[:at]
        elif key == control('u'):
            text, at = text[at:], 0
        else:
            text, at = text[:at] + key + text[at:], at + 1
    return text, at


@test
def random_keys_do_as_the_model():
    print('seed %d' % SEED)
    chance = random.Random(SEED)
    keys = [LEFT, RIGHT, HOME, END, BACKSPACE, DELETE, control('k'),
            control('u')]
    weights = [8, 6, 1, 1, 6, 4, 1, 1]
    with Shell(columns=30) as s:
        for _ in range(ROUNDS):
            typed = [chance.choice('abc \u00e4\u4e2d')
                     if chance.random() < 0.6
                     else chance.choices(keys, weights)[0]
                     for _ in range(chance.randrange(1, 60))]
            text, at = model(typed)
            s.press(control('l') + ''.join(typed))
            rows, cursor = layout('$ ' + text, at + 2, 30)
            s.sees('%r' % rows, lambda screen: screen.lines()[
                :len(rows)] == rows and screen.cursor() == cursor and
                not any(screen.lines()[len(rows):]))
            s.press(control('e') + control('u'))
            s.sees_line(0, '$')
        s.leave()


def layout(text, at, columns):
    """The rows that a terminal makes of it, and where byte `at` is."""
    rows, row, used, cursor = [], '', 0, None
    for i, c in enumerate(text):
        wide = 2 if c == '\u4e2d' else 1
        if used + wide > columns:
            rows.append(row)
            row, used = '', 0
        if i == at:
            cursor = len(rows), used
        row, used = row + c, used + wide
        if used == columns:
            rows.append(row)
            row, used = '', 0
    if cursor is None:
        cursor = len(rows), used
    return [r.rstrip() for r in rows] + ([row.rstrip()] if row.strip()
                                         else []), cursor


main()
