"""
A guest that runs a hostile load, watched from outside: tools/fuzz and tests/
fuzz use it.

run() boots a copy of the disk image, relays the lines that the load marks by
@@, and ends when the guest does. What it raises as Broken: a panic, silence
(a load says each second how far it is; a guest that hangs says nothing), a
line @@FOUND, an exit status, and a disk that fsck finds fault with.
"""

import os
import shutil
import subprocess
import tempfile
import time

import guest

SILENCE_S = 60          # with no line
TAIL_LINES = 40
PROGRESS = '@@at'
FOUND = '@@FOUND'


class Broken(Exception):
    """What the load has found, with the lines that say where."""


class Log:
    """The lines that are marked; the last progress, for who looks for it."""

    def __init__(self, say):
        self.say = say
        self.rest = b''
        self.progress = ''
        self.found = []
        self.lines = []      # all but progress
        self.tail = []       # of everything else: a panic's words

    def feed(self, data):
        lines = (self.rest + data).split(b'\n')
        self.rest = lines.pop()
        for line in lines:
            self.take(line.decode(errors='replace'))

    def take(self, line):
        if not line.startswith('@@'):
            if line:
                self.tail = (self.tail + [line])[-TAIL_LINES:]
            return
        if line.startswith(PROGRESS):
            self.progress = line
        else:
            self.lines.append(line)
        if line.startswith(FOUND):
            self.found.append(line)
        self.say(line)


def copy_image(to):
    image = os.environ.get('IMAGE', 'build/release/fs.img')
    subprocess.run(['cp', '--sparse=always', image, to], cwd=guest.TREE,
                   check=True)
    return to


def watch(vm, log):
    """Relays until the guest ends; its status, or Broken when it is silent."""
    panicked = False
    while True:
        data = vm.read(guest.PANIC_SILENCE_S if panicked else
                       SILENCE_S * float(os.environ.get('TEST_SLOW', 1)))
        if data is None:
            return 'a panic' if panicked else 'the guest hangs'
        if not data:
            status = vm.wait()
            return 'exit status %d' % status if status else None
        log.feed(data)
        panicked = panicked or any(
            line.startswith(guest.PANIC_MARK.decode()) for line in log.tail)


def fsck(image):
    tool = os.environ.get('FSCK', 'build/mkfs/fsck')
    done = subprocess.run([tool, image], cwd=guest.TREE, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return None if done.returncode == 0 else 'fsck: ' + done.stdout[-2000:]


def run(cmd, say, options=(), **config):
    """Runs `cmd` to its end; the lines that it marked, or raises Broken."""
    folder = tempfile.mkdtemp(prefix='sprout-hostile-')
    log = Log(say)
    started = time.monotonic()
    try:
        image = copy_image(os.path.join(folder, 'disk.img'))
        with guest.Guest(cmd, options, IMAGE=image, **config) as vm:
            why = watch(vm, log)
        why = why or fsck(image)
        if why or log.found:
            raise Broken('\n'.join(
                ['%s after %.1f s of %s' % (
                    why, time.monotonic() - started, cmd), log.progress,
                 *log.found, *log.tail]))
    finally:
        shutil.rmtree(folder)
    return log.lines
