#!/usr/bin/env python3
"""
The editor on the host, under ASan and UBSan: its text and history against a
model (model.c), and sessions on a pseudo-terminal.
"""

import os
import random
import resource
import signal
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from hostterm import BIN, Session, build  # noqa: E402
from screen import (  # noqa: E402
    BACKSPACE, BOTTOM, DELETE, DOWN, END, ENTER, ESCAPE, HOME, LEFT,
    PAGE_DOWN, PAGE_UP, RIGHT, TOP, UP, control)
from suite import equal, main, sh, test  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SAVE, QUIT, FIND = control('S'), control('Q'), control('F')
NEXT, UNDO, CUT, PASTE = (control(c) for c in 'NUKV')
HUNDRED = ''.join('line %d\n' % i for i in range(1, 101))


class Edit(Session):
    """The editor with one file, None for one that is not there yet."""

    def __init__(self, text, *options, **more):
        self.folder = tempfile.TemporaryDirectory(prefix='sprout-edit-')
        self.path = os.path.join(self.folder.name, 'file')
        if isinstance(text, str):
            text = text.encode()
        if text is not None:
            with open(self.path, 'wb') as out:
                out.write(text)
        super().__init__([build('edit'), *options, 'file'], self.folder.name,
                         **more)
        self.sees_last('^G shows the keys')

    def __exit__(self, *exc):
        super().__exit__(*exc)
        self.folder.cleanup()

    def on_disk(self):
        """The file's bytes; nothing else is in the folder."""
        equal(os.listdir(self.folder.name), ['file'])
        with open(self.path, 'rb') as f:
            return f.read()

    def saves(self, wanted):
        self.press(SAVE)
        self.sees_last('Saved, %d bytes' % len(wanted))
        equal(self.on_disk(), wanted)

    def quits(self):
        self.press(QUIT)
        equal(self.status(), 0)


@test
def text_and_history_agree_with_a_model():
    parts = [os.path.join(BIN, 'edit', name) for name in
             ('text.c', 'history.c')]
    status, out = sh([build('model', os.path.join(HERE, 'model.c'), *parts)])
    assert status == 0, out


@test
def a_new_file_is_typed_and_saved():
    with Edit(None) as e:
        e.press('hello' + ENTER + '\tworld')
        e.sees_line(0, 'hello')
        e.sees_line(1, '        world')
        e.sees_cursor(1, 13)
        e.sees_last('file (new) (changed)   line 2 of 2, column 14')
        e.saves(b'hello\n\tworld')
        e.press(UP)
        e.quits()
        assert e.is_cooked()
        equal(e.screen.cursor(), (23, 0))
        equal(e.screen.lines(), ['hello', '        world'] + ['~'] * 21 + [''])


@test
def what_is_not_saved_is_asked_for():
    with Edit('old\n') as e:
        e.press('x' + QUIT)
        e.sees_last('Save the changes?')
        e.press(ESCAPE)
        e.sees_last('(changed)')
        e.press(QUIT + 'n')
        equal(e.status(), 0)
        equal(e.on_disk(), b'old\n')
    with Edit('old\n') as e:
        e.press('x' + QUIT + 'y')
        equal(e.status(), 0)
        equal(e.on_disk(), b'xold\n')


@test
def keys_move_the_cursor():
    with Edit(HUNDRED) as e:
        for keys, line, row, column in (
                (DOWN + END, 2, 1, 6), (UP, 1, 0, 6), (LEFT, 1, 0, 5),
                (HOME + LEFT, 1, 0, 0), (END + RIGHT, 2, 1, 0),
                (LEFT, 1, 0, 6), (UP, 1, 0, 6), (PAGE_DOWN, 23, 0, 6),
                (PAGE_DOWN, 45, 0, 6), (PAGE_UP, 23, 0, 6),
                (BOTTOM, 101, 11, 0), (DOWN + RIGHT, 101, 11, 0),
                (UP + END, 100, 10, 8), (TOP, 1, 0, 0),
                (DOWN * 22, 23, 22, 0), (DOWN, 24, 22, 0), (UP, 23, 21, 0)):
            e.press(keys)
            e.sees_last('line %d of 101, column %d' % (line, column + 1))
            e.sees_cursor(row, column)
            e.sees_line(row, 'line %d' % line if line < 101 else '')


@test
def up_and_down_keep_their_column():
    with Edit('a long line\nab\n\n\tx and more\n') as e:
        e.press(END + DOWN)
        e.sees_cursor(1, 2)
        e.press(DOWN)
        e.sees_cursor(2, 0)
        e.press(DOWN)
        e.sees_cursor(3, 11)
        e.press(UP * 3)
        e.sees_cursor(0, 11)


@test
def deleting_takes_whole_characters():
    with Edit('añ日e\u0301z\ntwo\n') as e:
        e.press(RIGHT * 3)
        e.sees_cursor(0, 4)
        e.press(BACKSPACE * 2)
        e.sees_line(0, 'ae\u0301z')
        e.press(DELETE * 2)
        e.sees_line(0, 'az')
        e.press(END + DELETE)
        e.sees_line(0, 'aztwo')
        e.press(HOME + BACKSPACE + BOTTOM + DELETE + 'ü')
        e.saves('aztwo\nü'.encode())


@test
def a_line_is_split_and_joined():
    with Edit('onetwo') as e:
        e.press(RIGHT * 3 + ENTER)
        e.sees_line(1, 'two')
        e.sees_cursor(1, 0)
        e.saves(b'one\ntwo')
        e.press(BACKSPACE)
        e.sees_line(0, 'onetwo')
        e.sees_cursor(0, 3)
        e.saves(b'onetwo')


@test
def long_lines_scroll_sideways():
    text = ''.join('%d,' % i for i in range(100))
    with Edit('short\n' + text + '\n') as e:
        e.sees_line(1, text[:79] + '>')
        e.press(DOWN + RIGHT * 78)
        e.sees_cursor(1, 78)
        e.sees_line(1, text[:79] + '>')
        e.press(RIGHT)
        e.sees_line(1, '<' + text[40:118] + '>')
        e.sees_line(0, '<')
        e.sees_cursor(1, 40)
        e.press(END)
        e.sees_line(1, '<' + text[len(text) - 39:])
        e.press(HOME)
        e.sees_line(1, text[:79] + '>')


@test
def what_just_fits_is_not_cut():
    with Edit('x' * 80 + '\n' + 'y' * 79 + '日\n' + 'z' * 78 + '日') as e:
        e.sees_line(0, 'x' * 80)
        e.sees_line(1, 'y' * 79 + '>')
        e.sees_line(2, 'z' * 78 + '日')


@test
def searching_goes_around():
    with Edit(HUNDRED + 'no line 1') as e:
        e.press(FIND + 'line 9x' + BACKSPACE)
        e.sees_last('Find: line 9')
        e.press(ENTER)
        e.sees_last('Found: line 9')
        e.sees_cursor(8, 0)
        e.press(NEXT)
        e.sees_line(11, 'line 90')
        e.sees_cursor(11, 0)
        e.press(BOTTOM + FIND + ENTER)
        e.sees_last('Found from the beginning on: line 9')
        e.press(FIND + 'nowhere' + ENTER)
        e.sees_last('Not found: nowhere')
        e.press(LEFT)
        e.sees_last('line 8 of 101')
        e.press(FIND + '0\tx' + ESCAPE)
        e.sees_last('line 8 of 101')
        e.press(FIND + 'no line 1' + ENTER)
        e.press(LEFT + RIGHT)
        e.sees_last('line 101 of 101, column 1')


@test
def undo_goes_back_to_the_file():
    with Edit('keep\n') as e:
        e.press('abc' + ENTER)
        e.sees_line(1, 'keep')
        e.press('def' + BACKSPACE + DELETE)
        e.sees_line(1, 'deeep')
        for line in ('defkeep', 'keep'):
            e.press(UNDO)
            e.sees_line(1, line)
        e.press(UNDO)
        e.sees_line(0, 'keep')
        e.press(UNDO)
        e.sees_last('There is nothing to undo')
        e.press('pasted' + ENTER + 'at once')
        e.sees_line(1, 'at oncekeep')
        e.press(UNDO)
        e.sees_line(0, 'keep')
        e.quits()


@test
def lines_are_cut_and_pasted():
    with Edit('1\n2\n3\n4') as e:
        e.press(DOWN + CUT + CUT)
        e.sees_line(1, '4')
        e.press(UP + PASTE)
        e.sees_line(2, '1')
        e.press(BOTTOM + CUT)
        e.press(TOP + PASTE)
        e.saves(b'42\n3\n1\n')


@test
def every_byte_is_kept():
    data = b'\x00\x01\x7f \x80\xff \xc3\xa9 \xc3 \xed\xa0\x80\xc2\x85\n' + \
        bytes(range(256)) + random.Random(1).randbytes(5000)
    with Edit(data) as e:
        e.sees_line(0, '^@^A^? \\80\\ff é \\c3 \\ed\\a0\\80\\c2\\85')
        e.press('x' + BACKSPACE + PAGE_DOWN * 3 + END * 2)
        e.saves(data)
        e.quits()


@test
def a_failed_save_loses_nothing():
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    with Edit('0123456789', prepare=little_room) as e:
        e.press('x' + SAVE)
        e.sees_last('NOT saved: File too large')
        equal(e.on_disk(), b'0123456789')
        e.press(BACKSPACE + END + BACKSPACE + 'y')
        e.saves(b'012345678y')
    with Edit('old') as e:
        os.remove(e.path)
        os.mkdir(e.path)
        e.press('x' + SAVE)
        e.sees_last('Replace it?')
        e.press('y')
        e.sees_last('NOT saved: Is a directory')
        os.rmdir(e.path)
        e.saves(b'xold')


@test
def another_hand_is_noticed():
    with Edit('mine') as e:
        with open(e.path, 'w') as out:
            out.write('theirs')
        e.press('x' + SAVE)
        e.sees_last('Replace it?')
        e.press('n')
        e.sees_last('NOT saved')
        equal(e.on_disk(), b'theirs')
        e.press(SAVE)
        e.sees_last('Replace it?')
        e.press('y')
        e.sees_last('Saved, 5 bytes')
        equal(e.on_disk(), b'xmine')


@test
def read_only_is_only_read():
    with Edit('text', '-r') as e:
        e.press('x')
        e.sees_last('may only be read')
        for key in (DELETE, CUT, END + BACKSPACE, ENTER):
            e.press(LEFT + key)
            e.sees_last('may only be read')
        e.press(SAVE)
        e.sees_last('NOT saved')
        e.quits()
        equal(e.on_disk(), b'text')


@test
def the_window_may_change_its_size():
    with Edit(HUNDRED) as e:
        e.resize(10, 40)
        e.screen.__init__(10, 40)
        e.press(DOWN * 20)
        e.sees_last('line 21 of 101, column 1')
        e.sees_line(4, 'line 21')
        e.resize(1, 1)
        e.screen.__init__(3, 10)
        e.press(DOWN)
        e.sees_line(1, 'line 22')
        e.resize(30, 100)
        e.screen.__init__(30, 100)
        e.press(DOWN)
        e.sees_line(28, 'line 49')


@test
def a_key_sends_what_it_changes():
    with Edit(HUNDRED * 100) as e:
        e.press(BOTTOM + UP * 5)
        e.sees_last('line 9996 of 10001')
        sent = e.screen.sent
        e.press('x')
        e.sees_last('line 9996 of 10001, column 2')
        assert e.screen.sent - sent < 250, e.screen.sent - sent


@test
def large_files_are_usable():
    line = b'a line that has forty characters in it.\n'
    data = line * (6 * 1024 * 1024 // len(line)) + b'x' * 3000000
    with Edit(data) as e:
        e.press(BOTTOM + 'end')
        e.sees_last('column 3000004')
        e.press(TOP + 'start')
        e.sees_cursor(0, 5)
        e.press(FIND + 'xend' + ENTER)
        e.sees_last('Found: xend')
        e.saves(b'start' + data + b'end')


@test
def what_cannot_be_edited_is_refused():
    edit = build('edit')
    status, out = sh([edit, 'file'])
    equal((status, 'standard input' in out), (1, True))
    equal(sh([edit])[0], 2)
    equal(sh([edit, 'a', 'b'])[0], 2)
    with Session([edit, '/'], '/') as s:
        equal(s.status(), 1)
        assert 'no plain file' in s.screen.line(0)


main()
