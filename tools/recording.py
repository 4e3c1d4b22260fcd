"""
A recorded run: where it lies, and a guest that is recorded or replayed.

The folder (REPLAY_FOLDER, or build/replay) has QEMU's log, copies of what was
run, and run.json, which is written last: without it nothing is recorded.

Read next: replay (make record, make replay), reverse.py (make gdb REPLAY=1).
"""

import json
import os
import shutil
import sys

import guest
import monitor

FOLDER = os.environ.get('REPLAY_FOLDER') or os.path.join(
    os.environ.get('BUILD') or 'build', 'replay')
MACHINE = 'CMD', 'MEM', 'QEMU_EXTRA'
HOLE = bytes(1 << 16)


def path(name):
    return os.path.join(guest.TREE, FOLDER, name)


def copy_sparse(source, to):
    """Most of a disk is zeros, which need no room."""
    with open(source, 'rb') as old, open(to, 'wb') as new:
        while piece := old.read(len(HOLE)):
            if piece == HOLE:
                new.seek(len(HOLE), os.SEEK_CUR)
            else:
                new.write(piece)
        new.truncate()


def begin():
    """An empty recording of what the environment says, which it returns."""
    shutil.rmtree(path(''), ignore_errors=True)
    os.makedirs(path(''))
    kernel, image = (
        os.path.join(guest.TREE, os.environ.get(name) or default)
        for name, default in (('KERNEL', 'build/release/kernel.elf'),
                              ('IMAGE', 'build/release/fs.img')))
    for file in kernel, image:
        if not os.path.exists(file):
            sys.exit('tools/replay: %s not found: run make' % file)
    shutil.copy2(kernel, path('kernel.elf'))
    copy_sparse(image, path('disk.img'))
    # Where the debugger looks for the programs' symbols.
    os.symlink(os.path.join(os.path.dirname(kernel), 'user'), path('user'))
    return {name: os.environ.get(name, '') for name in MACHINE}


def finish(machine):
    with open(path('run.json'), 'w') as file:
        json.dump(machine, file)


def load():
    """What finish() was given."""
    try:
        with open(path('run.json')) as file:
            machine = json.load(file)
        with open(path('log'), 'rb') as file:
            whole = any(file.read(4))      # QEMU writes its version last
    except FileNotFoundError:
        whole = False
    if not whole:
        sys.exit('nothing is recorded: make record CMD="p3", or make record '
                 'for a prompt')
    return machine


class Guest(guest.Guest):
    """A guest on one hart; `mode` is record or replay."""

    def __init__(self, mode, machine, options=()):
        with monitor.Port() as port:
            super().__init__(
                machine['CMD'], ['-qmp', port.address, *options], apart=True,
                RR=mode, RRLOG=path('log'),
                KERNEL=path('kernel.elf'), IMAGE=path('disk.img'), MEM=machine['MEM'],
                QEMU_EXTRA=machine['QEMU_EXTRA'])
            self.mode = mode
            try:
                self.monitor = monitor.Monitor(port.accept(self.process))
            except BaseException:
                self.process.kill()
                raise

    def leave(self):
        """Ends QEMU so that the log is whole, and ends like a run."""
        self.monitor.ask('quit')

    def hurry(self):
        """
        One nudge to a replay; False when it stands still, None when it has
        ended. QEMU sleeps wherever the recorded run had nothing to do, but
        goes on, with the same result, when asked anything.
        """
        answer = self.monitor.ask('query-status')
        return answer and answer['running']

    def icount(self):
        """Instructions since power-on; 0 when QEMU has ended."""
        return (self.monitor.ask('query-replay') or {'icount': 0})['icount']

    def kill(self):
        if self.mode == 'record' and self.process.poll() is None:
            self.leave()
            self.process.wait()
        return super().kill()
