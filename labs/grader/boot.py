"""
One guest: boots the submission's kernel with a command, and watches it.

The command is run by labrun, a trusted program of the image, which prints a
secret mark before and after it and then switches the machine off. What
stands between the marks is the command's output; without the second mark
the guest did not come to a good end, whatever else it printed.

Counted runs (one hart) have one nanosecond of guest time an instruction:
their limit is in instructions, read from the machine's clock (mtime), so a
slow host changes nothing. Sleeping costs no time: when nobody can run, QEMU's
clock jumps to the next timer, and to the end of time when there is none.

It does so even when the guest waits for its disk and the host is slow to
answer. So the disk is a copy of the image (-snapshot's format has a timer of
its own) in a folder where io_uring reads at once, if there is one; a guest
whose time has passed while nobody ran is booted again, and if what is tested is
to blame it happens again; and a test should run once before what it runs while
somebody sleeps.
"""

import functools
import json
import os
import re
import select
import shlex
import shutil
import socket
import subprocess
import tempfile
import time

from grader.lab import Failure, GraderError
from grader.sandbox import kill, read_all

OUTPUT_MAX = 256 << 10      # bytes on the console
POLL_S = 0.05
CONNECT_LIMIT_S = 20
MTIME = 0x200bff8           # QEMU's virt board: CLINT, 10 MHz
TICK = 100                  # instructions, or nanoseconds
DISK = '-set', 'drive.disk.cache=unsafe'    # it is thrown away
FASTEST = 4                 # instructions a nanosecond: no host is as fast
STILL = 60                  # looks at a clock that stands before we give up
END_OF_TIME = 1 << 54       # ticks: of 2 ** 63 nanoseconds the most part
TRIES = 3
NOBODY_RUNS = 'everybody waits, and for nothing that could happen'
DEFAULT_LIMIT = 2000000000  # instructions
CONSOLE_SHOWN = 30          # lines
KERNEL_MARK = '\nsprout: '
PANIC = 'panic:'
PLACES = re.compile(r'^panic: .*\bpc (0x[0-9a-f]+)|'
                    r'^  called from (0x[0-9a-f]+)', re.M)
DISCRIMINATOR = re.compile(r' \(discriminator \d+\)')


class NotStarted(GraderError):
    """QEMU has not come so far that the guest began."""


class Seen:
    """What a guest did: output and status of its command, and more."""

    def __init__(self, output, status, console, instructions):
        self.output = output
        self.status = status
        self.console = console
        self.instructions = instructions


class Monitor:
    """QEMU's machine-readable monitor (QMP)."""

    def __init__(self, path, process):
        self.socket = socket.socket(socket.AF_UNIX)
        self.lines = None
        self.is_shut = False
        try:
            self.connect(path, process)
            self.lines = self.socket.makefile('r')
            if not self.lines.readline() or \
                    self.ask('qmp_capabilities') is None:
                raise ConnectionResetError
        except OSError as error:
            self.close()
            kill(process)
            raise NotStarted('QEMU does not start (%s): %s' % (
                error, read_all(process.stdout, 1)[0].decode('latin-1')))

    def connect(self, path, process):
        deadline = time.monotonic() + CONNECT_LIMIT_S
        self.socket.settimeout(CONNECT_LIMIT_S)
        while True:
            try:
                return self.socket.connect(path)
            except (FileNotFoundError, ConnectionRefusedError):
                if process.poll() is not None or \
                        time.monotonic() > deadline:
                    raise
                time.sleep(POLL_S / 5)

    def ask(self, command, **arguments):
        """The answer, or None when QEMU has gone."""
        request = {'execute': command, 'arguments': arguments}
        try:
            self.socket.sendall(json.dumps(request).encode() + b'\n')
            for line in self.lines:
                answer = json.loads(line)
                self.is_shut |= answer.get('event') == 'SHUTDOWN'
                if 'return' in answer:
                    return answer['return']
                if 'error' in answer:
                    raise GraderError('QEMU: ' + answer['error']['desc'])
        except (OSError, ValueError):
            pass
        return None

    def clock(self):
        """The guest's time in ticks, or None."""
        text = self.ask('human-monitor-command',
                        **{'command-line': 'xp /1gx 0x%x' % MTIME})
        m = re.search(r': (0x[0-9a-f]+)', text or '')
        return int(m.group(1), 16) if m else None

    def close(self):
        if self.lines:
            self.lines.close()
        self.socket.close()


class Machine:
    """How to boot: what a test asks for."""

    def __init__(self, harts=1, memory='128M', limit=DEFAULT_LIMIT,
                 counted=None, typed=''):
        self.harts = harts
        self.memory = memory
        self.limit = limit
        self.counted = harts == 1 if counted is None else counted
        self.typed = typed


@functools.lru_cache(None)
def has_io_uring():
    """Can QEMU use it here?"""
    with tempfile.NamedTemporaryFile() as f:
        f.truncate(4096)
        return subprocess.run(
            ['qemu-system-riscv64', '-machine', 'none', '-display', 'none',
             '-monitor', 'stdio', '-drive',
             'if=none,format=raw,aio=io_uring,file=' + f.name],
            input=b'quit\n', stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL).returncode == 0


def reads_at_once(folder):
    """Does it answer from the host's memory, and no thread have to do it?"""
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as f:
            f.write(bytes(4096))
            f.flush()
            return os.preadv(f.fileno(), [bytearray(4096)], 0,
                             os.RWF_NOWAIT) > 0
    except (OSError, AttributeError):
        return False


@functools.lru_cache(None)
def disk_folder():
    """Not one of Linux's tmpfs, if it can be helped."""
    return next(filter(reads_at_once, (tempfile.gettempdir(), '/var/tmp')),
                tempfile.gettempdir())


def options(machine, folder):
    words = ['-no-shutdown', '-net', 'none', *DISK,
             '-qmp', 'unix:%s/qmp,server=on,wait=off' % folder]
    if machine.counted:
        words += ['-icount', 'shift=0,sleep=off']
    if has_io_uring():
        words += ['-set', 'drive.disk.aio=io_uring']
    return words


def copy_image(source, to):
    """Copies a file; holes stay holes."""
    with open(source, 'rb') as old, open(to, 'wb') as new:
        end = old.seek(0, os.SEEK_END)
        new.truncate(end)
        at = 0
        while at < end:
            try:
                at = old.seek(at, os.SEEK_DATA)
            except OSError:         # nothing but a hole is left
                break
            hole = old.seek(at, os.SEEK_HOLE)
            old.seek(at)
            new.seek(at)
            new.write(old.read(hole - at))
            at = hole


def boot(build, sandbox, machine, command, mark, seconds):
    """Runs a command in a guest: Seen, or raises Failure."""
    for left in reversed(range(TRIES)):
        try:
            watch = boot_once(build, sandbox, machine, command, mark, seconds)
        except NotStarted:      # the host was short of something
            if left == 0:
                raise
            continue
        if not watch.is_by_waiting:
            break
    return watch.judge()


def boot_once(*arguments):
    with tempfile.TemporaryDirectory(prefix='grade-',
                                     dir=disk_folder()) as folder:
        return boot_on(folder, *arguments)


def boot_on(disk, build, sandbox, machine, command, mark, seconds):
    """With the image in the folder `disk`."""
    work = tempfile.mkdtemp(dir=os.path.dirname(build.folder))
    image = os.path.join(disk, 'disk.img')
    copy_image(build.image, image)
    env = {'CPUS': str(machine.harts), 'MEM': machine.memory,
           'KERNEL': build.kernel, 'IMAGE': image, 'TMPDIR': work,
           'SERIAL': '-display none -monitor none -serial stdio',
           'CMD': 'labrun %s %s' % (mark, shlex.quote(command))}
    process = sandbox.start(
        [os.path.join(build.folder, 'tools/qemu'), *options(machine, work)],
        writable=[work, disk], readable=[build.folder], folder=work, env=env,
        stdin=-1, stdout=-1, stderr=-2, bufsize=0)
    watch = Watch(build, sandbox, machine, mark, seconds)
    try:
        watch.until_end(process, os.path.join(work, 'qmp'))
    finally:
        kill(process)
        process.stdout.close()
        process.stdin.close()
        shutil.rmtree(work, True)
    return watch


class Watch:
    """Reads a guest's console until it ends or must be ended."""

    def __init__(self, build, sandbox, machine, mark, seconds):
        self.build, self.sandbox = build, sandbox
        self.machine = machine
        self.mark, self.seconds = mark, seconds
        self.data = b''
        self.ticks = 0
        self.run_ticks = 0      # so many of them passed by running, at most
        self.looked = time.monotonic()
        self.still = 0          # looks at the clock that showed the same
        self.why = None         # why it was ended from here
        self.is_by_waiting = False      # for no other reason

    def until_end(self, process, path):
        deadline = time.monotonic() + self.seconds
        monitor = Monitor(path, process)
        try:
            process.stdin.write(self.machine.typed.encode())
            while not self.why and not monitor.is_shut:
                ended = self.read(process.stdout, POLL_S, [monitor.socket])
                self.look_at_clock(monitor.clock())
                if ended:
                    break
                self.check(deadline)
            self.read(process.stdout)
            self.check_instructions()
        except BrokenPipeError:
            pass                # QEMU ended: what it said tells why
        finally:
            monitor.close()

    def look_at_clock(self, ticks):
        now = time.monotonic()
        self.still = self.still + 1 if ticks == self.ticks else 0
        ticks = ticks or self.ticks
        self.run_ticks += min(ticks - self.ticks,
                              (now - self.looked) * 1e9 * FASTEST / TICK)
        self.ticks, self.looked = ticks, now

    def read(self, stream, wait_s=0, events=()):
        """True at the end of the output. Events end the wait for it too."""
        ready = select.select([stream, *events], [], [], wait_s)[0]
        while stream in ready:
            piece = os.read(stream.fileno(), 65536)
            if not piece:
                return True
            self.data += piece
            if len(self.data) > OUTPUT_MAX:
                return False
            ready = select.select([stream], [], [], 0)[0]
        return False

    def check_instructions(self):
        if not self.machine.counted:
            return
        limit = self.machine.limit
        if self.why:
            pass
        elif self.ticks > END_OF_TIME or self.still > STILL:
            self.why, self.is_by_waiting = NOBODY_RUNS, True
        elif self.ticks * TICK > limit:
            self.why = 'it did not end within %d million instructions' % (
                limit // 1000000)
            self.is_by_waiting = self.run_ticks * TICK <= limit

    def check(self, deadline):
        text = self.data.decode('latin-1')
        if len(self.data) > OUTPUT_MAX:
            self.why = 'it printed more than %d KiB' % (OUTPUT_MAX >> 10)
        self.check_instructions()
        if not self.why and time.monotonic() > deadline:
            self.why = 'it did not end within %g s' % self.seconds
        if PANIC in text and 'called from' in text[text.index(PANIC):]:
            self.why = self.why or 'the kernel panicked'

    def judge(self):
        data = self.data[:OUTPUT_MAX]   # no more, to repeat exactly
        console = data.decode('latin-1').replace('\r\n', '\n')
        begin = '@%s begin\n' % self.mark
        at = console.find(begin)
        m = re.search(r'@%s end (\d+)\n' % self.mark, console)
        if '\n' + PANIC in console:
            raise Failure('the kernel panicked', *self.panic(console))
        if self.why or at < 0 or not m:
            why = self.why or (
                'the machine went off before the command had ended'
                if at >= 0 else 'the command was never started')
            raise Failure(why, ('end of the console', self.tail(console)))
        return Seen(console[at + len(begin):m.start()], int(m.group(1)),
                    console, self.ticks * TICK)

    def tail(self, console):
        """Its last lines; the mark is a secret, and never twice the same."""
        return tail(console.replace('@' + self.mark, '--- command:'))

    def panic(self, console):
        """What the panic said, its calls by function and line."""
        message = console[console.index('\n' + PANIC) + 1:]
        calls = [pc or '0x%x' % (int(behind, 16) - 1)
                 for pc, behind in PLACES.findall(message)]
        details = [('end of the console', self.tail(console))]
        tool = next((p + 'addr2line' for p in (
            'riscv64-linux-gnu-', 'riscv64-unknown-elf-', 'riscv64-elf-')
            if shutil.which(p + 'addr2line')), None)
        if calls and tool:
            status, text = self.sandbox.run(
                [tool, '-f', '-p', '-e', self.build.kernel, *calls], 20,
                readable=[self.build.folder])
            folder = os.path.realpath(self.build.folder) + os.sep
            details.append(('call stack', DISCRIMINATOR.sub(
                '', text.replace(folder, ''))))
        return details


def tail(console):
    """The last lines, without what the firmware says of itself."""
    console = console[max(console.find(KERNEL_MARK), 0):]
    return '\n'.join(console.rstrip().splitlines()[-CONSOLE_SHOWN:])
