"""
A terminal's screen, for tests of programs that draw on one: Screen knows what
the bytes that they write make of it, Person looks at it and presses keys.

    person.press('ab' + LEFT)
    person.sees('row 2', lambda s: s.line(2) == 'ab')

Only what our programs send is known; anything else is an error, so a program
cannot draw with what this model, but no terminal, leaves out.
"""

import os
import re
import select
import time
import unicodedata

UP, DOWN, RIGHT, LEFT = '\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D'
HOME, END, PAGE_UP, PAGE_DOWN = '\x1b[H', '\x1b[F', '\x1b[5~', '\x1b[6~'
DELETE, TOP, BOTTOM = '\x1b[3~', '\x1b[1;5H', '\x1b[1;5F'
BACKSPACE, ENTER, ESCAPE = '\x7f', '\r', '\x1b'
SEQUENCE = re.compile(r'\x1b\[(\??)([0-9;]*)([A-Za-z])')


def control(letter):
    return chr(ord(letter) & 0x1f)


def width(c):
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in 'WF' else 1


class Screen:
    def __init__(self, rows=24, columns=80):
        self.rows, self.columns = rows, columns
        self.cells = [[' '] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.reverse = False
        self.hidden = False
        self.rest = b''         # the head of something unfinished
        self.sent = 0           # bytes taken so far
        self.bells = 0

    def line(self, row):
        return ''.join(self.cells[row]).rstrip()

    def lines(self):
        return [self.line(row) for row in range(self.rows)]

    def cursor(self):
        return self.row, min(self.column, self.columns - 1)

    def feed(self, data):
        self.sent += len(data)
        data = self.rest + data
        text = data.decode(errors='surrogateescape')
        # Something cut in two by the reading waits for its end.
        cut = re.search('(\x1b(\\[[?0-9;]*)?|[\udc80-\udcff]{1,3})$', text)
        at, end = 0, cut.start() if cut else len(text)
        self.rest = text[end:].encode(errors='surrogateescape')
        while at < end:
            found = SEQUENCE.match(text, at)
            if found:
                self.sequence(*found.groups())
                at = found.end()
            else:
                self.put(text[at])
                at += 1

    def put(self, c):
        if c == '\r':
            self.column = 0
        elif c == '\n':
            self.column = 0
            self.down()
        elif c == '\b':
            self.column = max(0, self.column - 1)
        elif c == '\a':
            self.bells += 1
        elif c == '\t':
            self.column = min(self.column // 8 * 8 + 8, self.columns - 1)
        elif c < ' ' or '\x7f' <= c < '\xa0':
            raise ValueError('the terminal was sent %r' % c)
        elif width(c) == 0:
            self.cells[self.row][max(0, self.column - 1)] += c
        else:
            self.show(c)

    def show(self, c):
        if self.column + width(c) > self.columns:
            self.column = 0
            self.down()
        self.cells[self.row][self.column] = c
        if width(c) == 2:
            self.cells[self.row][self.column + 1] = ''
        self.column += width(c)

    def down(self):
        if self.row + 1 < self.rows:
            self.row += 1
        else:
            self.cells = self.cells[1:] + [[' '] * self.columns]

    def sequence(self, private, numbers, final):
        n = [int(x) for x in numbers.split(';') if x]
        if private:
            assert n == [25] and final in 'hl', (private, numbers, final)
            self.hidden = final == 'l'
        elif final == 'H':
            row, column = n if n else (1, 1)
            assert 1 <= row <= self.rows and 1 <= column <= self.columns, n
            self.row, self.column = row - 1, column - 1
        elif final == 'A' and len(n) == 1:
            self.row = max(0, self.row - n[0])
        elif final == 'C' and len(n) == 1:
            self.column = min(self.columns - 1, self.column + n[0])
        elif final == 'K' and not n:
            self.erase(self.row, self.column)
        elif final == 'J' and not n:
            self.erase(self.row, self.column)
            for row in range(self.row + 1, self.rows):
                self.erase(row, 0)
        elif final == 'm' and n in ([], [7]):
            self.reverse = n == [7]
        else:
            raise ValueError('sequence ESC [ %s %s' % (numbers, final))

    def erase(self, row, column):
        # Behind the last column the cursor stands on it.
        column = min(column, self.columns - 1)
        for i in range(column, self.columns):
            self.cells[row][i] = ' '


class Person:
    """read(seconds) gives bytes, b'' at the end, None when time is up."""

    def __init__(self, read, write, limit_s, rows=24, columns=80):
        self.read, self.write = read, write
        self.limit_s = limit_s
        self.screen = Screen(rows, columns)

    def press(self, keys):
        self.write(keys.encode(errors='surrogateescape')
                   if isinstance(keys, str) else keys)

    def sees(self, what, holds):
        """Waits until it holds of the screen, when nothing is being drawn."""
        deadline = time.monotonic() + self.limit_s
        while self.screen.hidden or not holds(self.screen):
            data = self.read(max(0, deadline - time.monotonic()))
            assert data, '%s was not to be seen; cursor %s\n%s' % (
                what, self.screen.cursor(), '\n'.join(self.screen.lines()))
            self.screen.feed(data)

    def sees_line(self, row, text):
        self.sees('%r in row %d' % (text, row),
                  lambda s: s.line(row) == text)

    def sees_cursor(self, row, column):
        self.sees('the cursor at %d, %d' % (row, column),
                  lambda s: s.cursor() == (row, column))

    def sees_last(self, text):
        """`text` stands in the last row."""
        self.sees('%r in the last row' % text,
                  lambda s: text in s.line(s.rows - 1))


def read_from(fd):
    """A read() for Person."""
    def read(seconds):
        if not select.select([fd], [], [], seconds)[0]:
            return None
        try:
            return os.read(fd, 65536)
        except OSError:       # how a pseudo-terminal ends
            return b''
    return read
