"""
Programs of user/bin that need nothing but POSIX and a terminal, built for the
host under ASan and UBSan, and run on a pseudo-terminal.
"""

import fcntl
import glob
import os
import pty
import select
import signal
import struct
import subprocess
import tempfile
import termios

from screen import Person, read_from
from suite import SLOW, TREE

BIN = os.path.join(TREE, 'user', 'bin')
FLAGS = ['-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-g', '-O1',
         '-fsanitize=address,undefined', '-fno-sanitize-recover=all']
ANSWER_S = 10
_built = tempfile.TemporaryDirectory(prefix='sprout-programs-')


def build(name, *sources):
    """The path of the program; of user/bin/NAME if no sources are given."""
    to = os.path.join(_built.name, name)
    if not os.path.exists(to):
        sources = sources or \
            glob.glob(os.path.join(BIN, name + '.c')) or \
            glob.glob(os.path.join(BIN, name, '*.c'))
        subprocess.run([os.environ.get('HOSTCC', 'cc'), *FLAGS, '-o', to,
                        *sources], check=True)
    return to


class Session(Person):
    """A program on a terminal, with somebody who looks and types."""

    def __init__(self, argv, folder, rows=24, columns=80, stdin=None,
                 prepare=lambda: None):
        """`stdin` is a file for what is else the terminal; prepare() runs in
        the program's process before it."""
        self.master, slave = pty.openpty()
        self.resize(rows, columns)

        def become():
            os.setsid()
            # Whoever runs the tests in the background may ignore it.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            fcntl.ioctl(2, termios.TIOCSCTTY, 0)
            prepare()

        self.process = subprocess.Popen(
            argv, cwd=folder, preexec_fn=become, stdout=slave, stderr=slave,
            stdin=slave if stdin is None else stdin,
            env=dict(os.environ, ASAN_OPTIONS='detect_leaks=0'))
        os.close(slave)
        os.set_blocking(self.master, False)
        super().__init__(read_from(self.master), self.type,
                         ANSWER_S * SLOW, rows, columns)

    def type(self, data):
        """Types it all, and looks meanwhile: a program whose output nobody
        takes stops reading."""
        while data:
            able = select.select([self.master], [self.master], [],
                                 self.limit_s)
            assert able[0] or able[1], 'it neither reads nor writes'
            if able[0]:
                drawn = self.read(0)
                assert drawn, 'it ended while keys came'
                self.screen.feed(drawn)
            if able[1]:
                data = data[os.write(self.master, data):]

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.master)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ,
                    struct.pack('HHHH', rows, columns, 0, 0))

    def status(self):
        """How it ends; what it still writes is looked at too."""
        while True:
            data = self.read(self.limit_s)
            assert data is not None, 'it goes on running'
            if not data:
                return self.process.wait(self.limit_s)
            self.screen.feed(data)

    def is_cooked(self):
        return bool(termios.tcgetattr(self.master)[3] & termios.ICANON)
