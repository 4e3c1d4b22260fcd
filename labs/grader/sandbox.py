"""
Running what a submission has a say in: compiling its files, and QEMU with
its kernel.

With bubblewrap (bwrap) a command sees the system's programs and the folders
it is given, no network, no other process and none of the grader's files;
everything it leaves running ends with it. Without bubblewrap only the limits
below hold; the grader says so. Either way a command has limits of time,
memory, processes, sizes of files and output.
"""

import os
import resource
import select
import shutil
import signal
import subprocess
import time

MIB = 1 << 20
MEMORY = 1024 * MIB         # of address space, each process
FILE_SIZE = 512 * MIB
OPEN_FILES = 256
PROCESSES = 512
OUTPUT = 1 * MIB
SYSTEM = ('/usr', '/bin', '/sbin', '/lib', '/lib64', '/opt/homebrew',
          '/usr/local', '/etc/alternatives', '/etc/ld.so.cache')


def available():
    """Does bubblewrap work here?"""
    return bool(shutil.which('bwrap')) and subprocess.run(
        ['bwrap', *isolation(), 'true'], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL).returncode == 0


def isolation():
    options = ['--unshare-all', '--die-with-parent', '--new-session',
               '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp']
    for path in SYSTEM:
        options += ['--ro-bind-try', path, path]
    return options


class Sandbox:
    def __init__(self, isolated=None):
        self.isolated = available() if isolated is None else isolated

    def wrap(self, argv, writable=(), readable=(), folder=None):
        """The command line that runs argv inside."""
        if not self.isolated:
            return list(argv)
        options = isolation()
        for path in readable:
            options += ['--ro-bind', path, path]
        for path in writable:
            options += ['--bind', path, path]
        if folder:
            options += ['--chdir', folder]
        return ['bwrap', *options, *argv]

    def start(self, argv, writable=(), readable=(), folder=None, env=None,
              processor_s=None, **streams):
        """A Popen of argv in a session of its own. End it with kill()."""
        environ = {k: v for k, v in os.environ.items()
                   if k in ('PATH', 'LANG', 'LC_ALL')}
        environ.update(env or {}, HOME='/tmp')
        return subprocess.Popen(
            self.wrap(argv, writable, readable, folder), env=environ,
            cwd=folder, start_new_session=True,
            preexec_fn=lambda: set_limits(processor_s), **streams)

    def run(self, argv, limit_s, **options):
        """(status, output) of a command; status None: it took too long."""
        process = self.start(argv, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT,
                             processor_s=limit_s * 2, **options)
        try:
            output, ended = read_all(process.stdout, limit_s)
        finally:
            if process.poll() is None and not gone(process):
                kill(process)
            process.stdout.close()
        text = output.decode('utf-8', 'replace')
        return (process.wait() if ended else None), text


def set_limits(processor_s):
    limits = [(resource.RLIMIT_FSIZE, FILE_SIZE),
              (resource.RLIMIT_NOFILE, OPEN_FILES),
              (resource.RLIMIT_NPROC, PROCESSES),
              (resource.RLIMIT_CORE, 0)]
    if processor_s:
        limits += [(resource.RLIMIT_AS, MEMORY),
                   (resource.RLIMIT_CPU, int(processor_s) + 1)]
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(what, (most, most))


def read_all(stream, limit_s):
    """(the first OUTPUT bytes, did it end within the limit)."""
    deadline = time.monotonic() + limit_s
    data = b''
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([stream], [], [], left)[0]:
            return data, False
        piece = os.read(stream.fileno(), 65536)
        if not piece:
            return data, True
        data = (data + piece)[:OUTPUT]


def gone(process):
    """Gives a process that has closed its output a moment to end."""
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        return False
    return True


def kill(process):
    """Ends a process and all of its session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return process.wait()
