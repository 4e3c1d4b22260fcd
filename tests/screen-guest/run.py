#!/usr/bin/env python3
"""
Programs that draw on the screen, in the guest: what depends on the kernel's
terminal, on the shell's job control, and on the disk. The rest of them is
tested on the host: tests/edit, tests/more, tests/watch.
"""

import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from screen import (  # noqa: E402
    BACKSPACE, BOTTOM, DOWN, END, ENTER, ESCAPE, HOME, LEFT, TOP, Person,
    Screen, control)
from suite import SLOW, equal, main, test  # noqa: E402
import guest  # noqa: E402

PROMPT = b'\n$ '
CLEAR = b'\x1b[?25l\x1b[H\x1b[J'
LIMIT_S = 60
SAVE, QUIT, STOP = control('S'), control('Q'), control('Z')


class Guest(Person):
    """A person at the shell, who starts programs that draw."""

    def __init__(self, **config):
        self.vm = guest.Guest('', ['-snapshot'], **config)
        super().__init__(self.vm.read, self.vm.send, LIMIT_S * SLOW)

    def __enter__(self):
        self.vm.expect(PROMPT, self.limit_s)
        return self

    def __exit__(self, *exc):
        self.vm.kill()

    def prints(self, command):
        """What the command prints."""
        self.press(command + '\n')
        seen = self.vm.expect(PROMPT, self.limit_s).decode()
        return seen[seen.find('\n') + 1:-len(PROMPT) + 1]

    def prompted(self):
        """Waits for the shell, wherever on the screen it prompts."""
        self.vm.expect(PROMPT[1:], self.limit_s)

    def draws(self, command):
        """Starts a program, and looks at the screen from when it draws."""
        self.press(command + '\n')
        self.vm.expect(CLEAR, self.limit_s)
        self.screen = Screen()
        self.screen.feed(CLEAR)


@test
def a_file_is_edited():
    with Guest() as g:
        g.draws('edit /tmp/new')
        g.press('one' + ENTER + 'twö' + LEFT + BACKSPACE + HOME + '\t')
        g.sees_line(1, '        tö')
        g.sees_cursor(1, 8)
        g.press(control('C') + control('P') + control('D'))
        g.sees_last('This key does nothing')
        equal(g.screen.lines()[:3], ['one', '        tö', '~'])
        g.press(ESCAPE + DOWN + END + SAVE)
        g.sees_last('Saved, 8 bytes')
        g.press(QUIT)
        g.prompted()
        equal(g.prints('od -c /tmp/new; ls -A /tmp'),
              '0000000   o   n   e  \\n  \\t   t 303 266\n0000010\nnew\n')


@test
def a_stopped_editor_goes_on():
    with Guest() as g:
        g.draws('edit README')
        g.sees_line(0, 'Welcome to Sprout, a small operating system for '
                    'learning how one works.')
        g.press('Be ' + STOP)
        g.vm.expect(b'Stopped', g.limit_s)
        g.prompted()
        equal(g.prints('stty | tail -n 1'),
              'icrnl opost onlcr isig icanon iexten echo\n')
        g.prints('bg')
        deadline = time.monotonic() + g.limit_s
        while 'Stopped' not in g.prints('jobs'):
            assert time.monotonic() < deadline, 'it runs in the background'
        g.draws('fg')
        g.sees_line(0, 'Be Welcome to Sprout, a small operating system for '
                    'learning how one works.')
        g.press(SAVE + QUIT)
        g.prompted()
        equal(g.prints('head -c 10 README; echo'), 'Be Welcome\n')


@test
def a_full_disk_loses_nothing():
    with Guest() as g:
        before = g.prints('cksum README')
        g.prints('cat /dev/zero > /tmp/all')
        g.draws('edit README')
        g.press('x' * 5000 + SAVE)
        g.sees_last('NOT saved: No space left on device')
        g.press(QUIT)
        g.sees_last('Save the changes?')
        g.press('y')
        g.sees_last('NOT saved: No space left on device')
        g.press(QUIT + 'n')
        g.prompted()
        equal(g.prints('cksum README'), before)
        assert '.edit' not in g.prints('ls -A /')


@test
def large_files_fit_into_little_memory():
    with Guest(MEM='32M') as g:
        g.prints('seq 1200000 > /tmp/numbers')
        g.draws('edit /tmp/numbers')
        g.press(BOTTOM + 'end' + TOP + 'start' + SAVE)
        g.sees_last('Saved, 8488904 bytes')
        g.press(QUIT)
        g.prompted()
        equal(g.prints('head -n 1 /tmp/numbers; tail -n 2 /tmp/numbers; echo'),
              'start1\n1200000\nend\n')


@test
def more_takes_keys_beside_a_pipe():
    with Guest() as g:
        g.draws('seq 100 | more')
        g.sees_line(22, '23')
        g.press(' ')
        g.sees_line(0, '24')
        g.press(STOP)
        g.prompted()
        g.draws('fg')
        g.sees_line(0, '24')
        g.press('/00' + ENTER)
        g.sees_line(0, '100')
        g.press('q')
        g.prompted()
        g.press('yes | more\n')
        g.vm.expect(CLEAR, g.limit_s)
        g.press(control('C'))
        g.prompted()
        assert 'yes' not in g.prints('ps')


@test
def top_takes_keys_and_fits():
    with Guest() as g:
        g.prints('stty rows 12 cols 30')
        g.draws('top -d 100')
        g.sees('a table', lambda s: s.line(3) == '  PID  PPID STATE    %CPU'
               '     TIME'[:30].rstrip())
        first = g.screen.lines()
        g.press(' ')
        g.sees('another', lambda s: s.lines() != first)
        equal(max(len(line) for line in g.screen.lines()), 30)
        g.press('q')
        g.prompted()
        equal(g.prints('echo $?'), '0\n')
        g.draws('top -d 0.1')
        g.press(STOP)
        g.prompted()
        g.draws('fg')
        g.sees('a table', lambda s: re.search(r'\d+ process', s.line(0)))
        g.press(control('C'))
        g.prompted()
        equal(g.prints('echo $?'), '130\n')


main()
