"""
Runs a command under the guest's `trace` and fetches the records, for tools
that show them.
"""

import os
import shlex
import signal
import subprocess
import sys
import tempfile

import events
import guest
import hostile
from image import Image

# Tests run side by side and have one each.
FOLDER = os.environ.get('TRACE_FOLDER') or os.path.join(
    events.TREE, os.environ.get('BUILD') or 'build', 'trace')
RECORD = '/trace.bin'


def show(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def record(command):
    """(the guest's status, the records) of a run on a copy of the disk."""
    with tempfile.TemporaryDirectory(prefix='sprout-trace-') as folder:
        image = hostile.copy_image(os.path.join(folder, 'disk.img'))
        status = guest.run('trace -o %s sh -c %s' % (
            RECORD, shlex.quote(command)), show, IMAGE=image)
        # What was committed last may be in the log only.
        subprocess.run([os.environ.get('FSCK') or 'build/mkfs/fsck', '-y',
                        image], cwd=events.TREE, stdout=subprocess.DEVNULL)
        with Image(image) as disk:
            return status, disk.read(RECORD)


def command():
    """What this program was told to run."""
    name = os.path.basename(sys.argv[0])
    return ' '.join(sys.argv[1:]) or os.environ.get('CMD') or sys.exit(
        '%s: say what to run: make %s CMD="p3"' % (name, name))


def command_line():
    """record() of command(); it is kept in FOLDER, too."""
    name = os.path.basename(sys.argv[0])
    try:
        status, data = record(command())
    except FileNotFoundError:
        sys.exit('%s: the guest has written no record' % name)
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, 'trace.bin'), 'wb') as f:
        f.write(data)
    return status, data


def run(main):
    """main(), which ends without a word when nobody reads its output."""
    try:
        try:
            main()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
