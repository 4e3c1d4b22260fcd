#!/usr/bin/env python3
"""
watch on the host, under ASan and UBSan, on a pseudo-terminal.
"""

import os
import signal
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from hostterm import Session, build  # noqa: E402
from screen import control  # noqa: E402
from suite import equal, main, test  # noqa: E402

COUNTER = 'echo x >> count; wc -l < count; '


class Watch(Session):
    """watch of a command that has a file to count in."""

    def __init__(self, *words, **more):
        self.folder = tempfile.TemporaryDirectory(prefix='sprout-watch-')
        super().__init__([build('watch'), *words], self.folder.name, **more)

    def __exit__(self, *exc):
        super().__exit__(*exc)
        self.folder.cleanup()


@test
def pictures_follow_each_other():
    with Watch('-n', '0.1', COUNTER) as w:
        w.sees('the title', lambda s: s.line(0).startswith(
            'Every 0.1s: echo x >> count; wc -l < count;'))
        w.sees('five', lambda s: int(s.line(2) or 0) >= 5)
        w.press('q')
        equal(w.status(), 0)
        assert w.is_cooked()


@test
def what_there_is_no_room_for_is_cut():
    with Watch('-t', 'echo "%s"; printf "a\\tb\\n"; seq 30' % ('x' * 79 + '日'),
               columns=40, rows=10) as w:
        w.sees('cut rows', lambda s: s.lines() ==
               ['x' * 40, 'a       b'] +
               [str(i) for i in range(1, 8)] + [''])
        w.press('q')
        equal(w.status(), 0)


@test
def keys_are_taken():
    with Watch('-t', '-n', '1000', COUNTER) as w:
        w.sees_line(0, '1')
        w.press('x ')
        w.sees_line(0, '2')
        w.resize(5, 20)
        w.screen.__init__(5, 20)
        w.press(control('L'))
        w.sees_line(0, '3')
        w.press(control('C'))
        equal(w.status(), -signal.SIGINT)
        assert w.is_cooked()


@test
def only_what_changes_is_sent():
    with Watch('-t', '-n', '1000', 'seq 20; ' + COUNTER) as w:
        w.sees_line(20, '1')
        sent = w.screen.sent
        w.press(' ')
        w.sees_line(20, '2')
        assert w.screen.sent - sent < 60, w.screen.sent - sent


main()
