"""
A guest: QEMU with Sprout in it, its console in our hands.

Guest() boots; read() and expect() give what the guest prints, line ends
translated, as it comes; send() types; wait() gives the status. Whatever
happens, the process is ours to end: use it as a context manager. run() is
all of that for one command.

Read next: tools/run (one command), tests/run (many).
"""

import os
import select
import signal
import subprocess
import sys
import time

TREE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# The kernel's line before process 1 starts; all before it is firmware's.
KERNEL_MARK = b'sprout: '
PANIC_MARK = b'panic:'

# Exit statuses of our own, beyond those of the guest's command.
STATUS_PANIC = 70       # the kernel panicked
STATUS_NO_KERNEL = 71   # the kernel never said that it had started
STATUS_REFUSED = 72     # the kernel said "boot: ...": its disk is not right
STATUS_TIMEOUT = 124    # the limit passed, as timeout(1) has it

# How long a panicking kernel may be silent before we take it for hung.
PANIC_SILENCE_S = 2.0

FOREVER_S = 1e6

END_OF_FILE = b'\x04'   # ^D
MONITOR_OFF = '-display none -monitor none -serial stdio'


# A tool that is told to end takes its guests along.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


class TimedOut(Exception):
    """The time limit passed before the guest had finished."""


class Guest:
    def __init__(self, cmd='', options=(), stderr=None, apart=False,
                 **env):
        """
        Boots. `options` go to QEMU; `apart`, a terminal's ^C does not end
        it. `env` sets CPUS, MEM, IMAGE, KERNEL,
        QEMU_EXTRA as tools/qemu knows them.
        """
        environ = dict(os.environ, CMD=cmd, SERIAL=MONITOR_OFF)
        environ.update({k: str(v) for k, v in env.items()})
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [os.path.join(TREE, 'tools', 'qemu'), *options],
            cwd=TREE, env=environ, bufsize=0, stderr=stderr,
            start_new_session=apart,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.held = b''     # a carriage return that waits for its newline
        self.ahead = b''    # read, but given back by expect()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.kill()

    def read(self, timeout_s):
        """The next piece of output, b'' at its end, None on time-out."""
        if self.ahead:
            data, self.ahead = self.ahead, b''
            return data
        out = self.process.stdout
        deadline = time.monotonic() + timeout_s
        while True:
            wait_s = max(0, deadline - time.monotonic())
            if not select.select([out], [], [], wait_s)[0]:
                return None
            new = os.read(out.fileno(), 65536)
            data = self.held + new
            # A carriage return at the end may belong to a coming newline.
            self.held = b'\r' if new and data.endswith(b'\r') else b''
            data = data[:len(data) - len(self.held)].replace(b'\r\n', b'\n')
            if data or not new:
                return data

    def send(self, data):
        """Types `data`; a guest that has gone hears nothing."""
        try:
            self.process.stdin.write(data)
        except (BrokenPipeError, ValueError):
            pass

    def expect(self, text, timeout_s):
        """Reads until `text` has come; returns all up to its end."""
        seen = b''
        deadline = time.monotonic() + timeout_s
        while text not in seen:
            piece = self.read(deadline - time.monotonic())
            if piece is None:
                raise TimedOut('no %r in %r' % (text, seen[-2000:]))
            if not piece:
                raise EOFError('no %r in %r' % (text, seen[-2000:]))
            seen += piece
        end = seen.index(text) + len(text)
        self.ahead = seen[end:]
        return seen[:end]

    def kill(self):
        """Ends QEMU, if it still runs, and returns its status."""
        if self.process.poll() is None:
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                pass
        return self.process.wait()

    def wait(self):
        """The guest's exit status, once its output has ended."""
        status = self.process.wait()
        return 128 - status if status < 0 else status


class Filter:
    """Drops all up to and including the kernel's first line."""

    def __init__(self):
        self.dropped = b''
        self.open = False

    def feed(self, data):
        if self.open:
            return data
        self.dropped += data
        at = self.dropped.find(b'\n' + KERNEL_MARK)
        end = self.dropped.find(b'\n', at + 1) if at >= 0 else -1
        if end < 0:
            return b''
        self.open = True
        return self.dropped[end + 1:]


class PanicWatch:
    """Notices a kernel's panic line, and a kernel hung after it."""

    def __init__(self):
        self.tail = b'\n'
        self.seen = False

    def feed(self, data):
        data = self.tail + data
        if b'\n' + PANIC_MARK in data:
            self.seen = True
        self.tail = data[-len(PANIC_MARK) - 1:]


def relay(vm, sink, feed, deadline):
    """
    Hands the guest's output to sink() until it ends, the kernel is hung
    after a panic, or the deadline has passed. Returns the status.
    """
    chosen = Filter()
    panic = PanicWatch()
    while True:
        silence_s = PANIC_SILENCE_S if panic.seen else FOREVER_S
        left_s = deadline - time.monotonic()
        data = vm.read(min(silence_s, left_s))
        if data:
            panic.feed(data)
            sink(chosen.feed(data))
            if chosen.open and feed:
                feed(vm)
                feed = None
            continue
        if not chosen.open:
            sink(chosen.dropped)
        if data is not None:
            status = vm.wait()
            return status if chosen.open else status or STATUS_NO_KERNEL
        if panic.seen:
            return STATUS_PANIC
        raise TimedOut


def run(cmd, sink, feed=None, limit_s=FOREVER_S, **guest):
    """
    Boots, runs `cmd`, hands its output to sink() and returns its status.
    feed(guest) is called once, when the guest may be given input.
    """
    with Guest(cmd, **guest) as vm:
        return relay(vm, sink, feed, vm.started + limit_s)
