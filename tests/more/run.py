#!/usr/bin/env python3
"""
more on the host, under ASan and UBSan, on a pseudo-terminal.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from hostterm import Session, build  # noqa: E402
from screen import (  # noqa: E402
    BACKSPACE, DOWN, ENTER, ESCAPE, PAGE_DOWN, PAGE_UP, UP, control)
from suite import equal, main, sh, test  # noqa: E402

HUNDRED = ''.join('line %d\n' % i for i in range(1, 101))


class More(Session):
    """more of a file that has the text, or of a pipe."""

    def __init__(self, text, *options, piped=False, **more):
        self.folder = tempfile.TemporaryDirectory(prefix='sprout-more-')
        path = os.path.join(self.folder.name, 'file')
        with open(path, 'w') as out:
            out.write(text)
        self.cat = subprocess.Popen(['cat', path], stdout=subprocess.PIPE) \
            if piped else None
        if piped:
            more['stdin'] = self.cat.stdout
        super().__init__(
            [build('more'), *options] + ([] if piped else ['file']),
            self.folder.name, **more)

    def __exit__(self, *exc):
        super().__exit__(*exc)
        if self.cat:
            self.cat.stdout.close()
            self.cat.wait()
        self.folder.cleanup()

    def sees_page(self, first, last, prompt=''):
        """Lines of HUNDRED from the first row to the one above the last."""
        wanted = ['line %d' % i for i in range(first, last + 1)]
        self.sees('lines %d to %d, %r' % (first, last, prompt),
                  lambda s: s.lines()[:len(wanted)] == wanted and
                  prompt in s.line(s.rows - 1) and
                  s.cursor() == (s.rows - 1, len(s.line(s.rows - 1))))

    def ends(self):
        equal(self.status(), 0)
        assert self.is_cooked()
        equal(self.screen.line(self.screen.rows - 1), '')


@test
def pages_go_on_and_back():
    with More(HUNDRED) as m:
        m.sees_page(1, 23, '--More--(22%)')
        for keys, first in ((' ', 24), (ENTER, 25), ('b', 2), ('j', 3),
                            ('k', 2), ('u', 1), ('d', 13), (PAGE_DOWN, 36),
                            (PAGE_UP, 13), (DOWN, 14), (UP, 13), ('g', 1),
                            ('  ', 47)):
            m.press(keys)
            m.sees_page(first, first + 22, '--More--')
        m.press('G')
        m.sees_page(78, 100, '--End--')
        m.press('b ')
        m.sees_page(78, 100, '--End--')
        m.press(' ')
        m.ends()


@test
def a_pipe_is_paged_too():
    with More(HUNDRED, piped=True) as m:
        m.sees_page(1, 23, '--More--')
        m.press(' ')
        m.sees_page(24, 46)
        m.press('b')
        m.sees_page(1, 23)
        m.press('q')
        m.ends()


@test
def what_fits_is_printed():
    with More('one\n' * 23) as m:
        equal(m.status(), 0)
        equal(m.screen.lines(), ['one'] * 23 + [''])
        equal(m.screen.sent, 23 * len('one\r\n'))
    with More('one\n' * 24) as m:
        m.sees_last('--More--')


@test
def what_goes_into_a_file_is_copied():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'file'), 'wb') as out:
            out.write(b'a\n\n\n\n\xffb')
        copy = ['sh', '-c', '"$0" "$@" 2>/dev/null | od -c', build('more')]
        for words in (['file'], ['file', 'file'], ['nosuch', 'file']):
            equal(sh([*copy, *words], cwd=folder),
                  sh(['sh', '-c', 'cat "$@" 2>/dev/null | od -c', 'sh',
                      *words],
                     cwd=folder))
        equal(sh([*copy, '-s', 'file'], cwd=folder)[1].splitlines()[0],
              r'0000000   a  \n  \n 377   b')
        equal(sh([build('more'), 'nosuch'])[0], 1)
        equal(sh([build('more'), '-x'])[0], 2)


@test
def long_lines_take_several_rows():
    text = 'x' * 79 + '日' + 'y' * 100 + '\n'
    with More(text + HUNDRED) as m:
        m.sees_line(0, 'x' * 79)
        m.sees_line(1, '日' + 'y' * 78)
        m.sees_line(2, 'y' * 22)
        m.sees_line(3, 'line 1')
        m.press('jjb')
        m.sees_line(0, 'x' * 79)


@test
def searching_shows_the_line_first():
    with More(HUNDRED) as m:
        m.press('/')
        m.sees_last('/')
        m.press('[5]5x' + BACKSPACE)
        m.sees_last('/[5]5')
        m.press(ENTER)
        m.sees_page(55, 77)
        m.press('/^line .$' + ENTER)
        m.sees_last('not found')
        m.press('g/5$' + ENTER)
        m.sees_page(5, 27)
        m.press('n')
        m.sees_page(15, 37)
        m.press('/x' + ESCAPE)
        m.sees_page(15, 37, '--More--')
        m.press('/a\\(' + ENTER)
        m.sees('a complaint', lambda s: '--' not in s.line(23))
        m.press('n')
        m.sees_last('nothing was searched for')
        m.press('/LINE 9' + ENTER)
        m.sees_last('not found')
    with More(HUNDRED, '-i') as m:
        m.press('/LINE 9' + ENTER)
        m.sees_page(9, 31)


@test
def a_line_is_searched_as_a_whole():
    with More(HUNDRED + 'x' * 75 + 'a needle\n' + HUNDRED) as m:
        m.press('/a needle$' + ENTER)
        m.sees_line(0, 'x' * 75 + 'a nee')
        m.sees_line(1, 'dle')


@test
def options_choose_the_page():
    with More(HUNDRED, '-n', '10') as m:
        m.sees('ten lines', lambda s: s.line(10).startswith('--More--') and
               s.lines()[11:] == [''] * 13)
        m.press(' ')
        m.sees_line(0, 'line 11')
    with More('\n\n\na\n\n\nb\n' + HUNDRED, '-s') as m:
        m.sees('one empty line', lambda s: s.lines()[:5] ==
               ['', 'a', '', 'b', 'line 1'])
    with More(HUNDRED, '-e') as m:
        m.press('   ')
        m.sees_page(70, 92)
        m.press(' ')
        m.ends()
        equal(m.screen.line(22), 'line 100')


@test
def several_files_have_titles():
    with More(HUNDRED, 'nosuch', 'file') as m:
        m.sees('the second file', lambda s: s.line(0) == '==> file <==' and
               s.line(1) == 'line 1')
        m.press('G')
        m.sees_last('--End--')
        m.press('q')
        equal(m.status(), 1)


@test
def the_window_may_change_its_size():
    with More(''.join('%d ' % i + 'x' * 76 + '\n' for i in range(100))) as m:
        m.press(' ')
        m.sees_line(0, '23 ' + 'x' * 76)
        m.resize(10, 40)
        m.screen.__init__(10, 40)
        m.press('j')
        m.sees_line(0, '24 ' + 'x' * 37)
        m.press(control('L'))
        m.sees_line(1, 'x' * 39)


@test
def interrupt_puts_the_terminal_back():
    with More(HUNDRED) as m:
        m.sees_last('--More--')
        assert not m.is_cooked()
        m.press(control('C'))
        m.ends()


@test
def a_slow_pipe_can_be_interrupted():
    reading, writing = os.pipe()
    with Session([build('more')], '/', stdin=reading) as s:
        os.write(writing, HUNDRED[:300].encode())
        os.close(reading)
        s.sees_last('--More--')
        s.press(' ')
        deadline = time.monotonic() + s.limit_s
        while not s.is_cooked():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        s.press(control('C'))
        equal(s.status(), -signal.SIGINT)
        assert s.is_cooked()
    os.close(writing)


main()
