"""
Building a submission: the base once (it is kept in the trusted tree's build
folder), then a copy of it with the student's files, in the sandbox.

What does not compile harms only the tests that need it: each program of the
student's stands for itself, and the image is made of those that compiled.
"""

import glob
import hashlib
import os
import re
import shutil
import stat
import subprocess
import tempfile

from grader import tree
from grader.lab import GraderError

MAKE_LIMIT_S = 300
UTILITIES = ('labrun', 'init', 'sh', 'cat', 'echo', 'true', 'false', 'sleep',
             'ls', 'wc', 'seq', 'head', 'sort', 'kill', 'rm', 'mkdir')
KEPT_BASES = 8
SHOWN_LINES = 40
OUT = 'build/release'
# What a compiler says of a place; the line is shown with those after it.
MESSAGE = re.compile(r'^(\S+?):\d+(:\d+)?: |undefined reference|^.*: error: ')
PROGRAM = re.compile(r'user/bin/(\w+)\b')


def make(sandbox, folder, jobs, *words):
    return sandbox.run(['make', '-s', '-k', '-j%d' % jobs, 'TESTS=', *words],
                       MAKE_LIMIT_S, writable=[folder], folder=folder)


def bins(names):
    return 'BIN=' + ' '.join('user/bin/' + n for n in names)


def toolchain():
    for prefix in 'riscv64-linux-gnu-', 'riscv64-unknown-elf-', 'riscv64-elf-':
        if shutil.which(prefix + 'gcc'):
            return subprocess.run([prefix + 'gcc', '-v'], text=True,
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT).stdout
    raise GraderError('no RISC-V compiler found: run ./setup')


def all_programs(lab):
    """Names of the programs in the lab's image, without repeats."""
    return list(dict.fromkeys([*UTILITIES, *lab.utilities, *lab.programs,
                               *lab.guest_sources()]))


def fingerprint(folder):
    """Of all that a base is made from: its files and the compiler."""
    digest = hashlib.sha256(toolchain().encode())
    for path in sorted(tree.files_of(folder)):
        with open(os.path.join(folder, path), 'rb') as f:
            info = os.fstat(f.fileno())
            digest.update(('%s %d %d\n' % (
                path, info.st_mode & stat.S_IXUSR,
                info.st_size)).encode() + f.read())
    return digest.hexdigest()[:16]


def base_of(lab, trusted, exported, sandbox, jobs, say):
    """
    The folder with the lab's base, built, from the trusted files that are
    in `exported`. It is kept under the fingerprint of what it is made from.
    """
    folder = os.path.join(os.path.dirname(exported), 'base')
    prepare_base(lab, exported, folder)
    top = os.path.join(trusted, 'build', 'grade')
    kept = os.path.join(top, '%s-%s' % (lab.name, fingerprint(folder)))
    if os.path.exists(kept):
        shutil.rmtree(folder)
        return kept
    say('building the base of the lab (once)')
    status, output = make(sandbox, folder, jobs, bins(all_programs(lab)),
                          'image', 'kernel')
    # The starter may leave out what does not link without it.
    if not glob.glob(os.path.join(folder, OUT, 'kernel/*/*.o')):
        raise GraderError('the base does not build:\n' + output)
    if os.path.exists(os.path.join(folder, OUT, 'fs.img')):
        os.remove(os.path.join(folder, OUT, 'fs.img'))
    try:
        return keep(folder, top, kept)
    except OSError:
        return folder       # a trusted tree that we may not write to


def prepare_base(lab, exported, folder):
    """Copies what a build needs; the tests' programs go in."""
    tree.copy_folder(exported, folder)
    sources = lab.guest_sources()
    sources['labrun'] = os.path.join(folder, 'labs/grader/guest/labrun.c')
    for name, source in sources.items():
        shutil.copy2(source, os.path.join(folder, 'user/bin', name + '.c'))
    for header in glob.glob(os.path.join(lab.folder, 'guest', '*.h')):
        shutil.copy2(header, os.path.join(folder, 'user/bin'))
    for name in 'labs', 'tests':
        shutil.rmtree(os.path.join(folder, name), True)


def keep(folder, top, kept):
    os.makedirs(top, exist_ok=True)
    old = sorted((os.path.join(top, n) for n in os.listdir(top)),
                 key=os.path.getmtime)
    for path in old[:max(0, len(old) - KEPT_BASES)]:
        shutil.rmtree(path, True)
    new = tempfile.mkdtemp(dir=top)
    shutil.copytree(folder, new, symlinks=True, dirs_exist_ok=True)
    try:
        os.rename(new, kept)
    except OSError:         # another grader was faster
        shutil.rmtree(new)
    return kept


class Build:
    """A built submission: what there is, and what the compiler said."""

    def __init__(self, folder, missing, output):
        self.folder = folder
        self.missing = missing      # programs that did not compile
        self.output = output
        self.kernel = os.path.join(folder, OUT, 'kernel.elf')
        self.image = os.path.join(folder, OUT, 'fs.img')

    def has_kernel(self):
        return os.path.exists(self.kernel)

    def has_image(self):
        return os.path.exists(self.image)

    def messages(self, name=None):
        """
        What the compiler said, of one program or of everything. make's own
        lines tell a student nothing, and not always the same.
        """
        lines = [line for line in self.output.splitlines()
                 if not line.startswith('make')]
        about, kept = None, []
        for line in lines:
            m = PROGRAM.search(line) or MESSAGE.search(line)
            about = m.group(1) if m else about
            if name in (None, about) and (m or kept):
                kept.append(line)
        return '\n'.join((kept or lines)[:SHOWN_LINES])


def build(lab, base, submission, folder, sandbox, jobs):
    """Builds the submission in `folder`, which must not exist."""
    tree.copy_folder(base, folder)
    out = os.path.join(folder, OUT)
    for name in lab.programs:
        for path in glob.glob(os.path.join(out, 'user/bin', name + '.*')):
            os.remove(path)
    for path in 'kernel.elf', 'fs.img':
        if os.path.exists(os.path.join(out, path)):
            os.remove(os.path.join(out, path))
    tree.overlay(lab, submission, folder)
    names = all_programs(lab)
    everything = bins(names), 'kernel', 'programs'
    status, output = make(sandbox, folder, jobs, *everything, 'image')
    if status is None:
        output += '\nthe build took longer than %d s' % MAKE_LIMIT_S
    elif status != 0:       # what failed, again, one after the other
        output = make(sandbox, folder, 1, *everything)[1]
    built = [n for n in names if
             os.path.exists(os.path.join(out, 'user/bin', n + '.bin'))]
    missing = [n for n in names if n not in built]
    if status != 0:         # an image of what there is
        status, more = make(sandbox, folder, jobs, bins(built), 'image')
        if status != 0:
            output += more
    return Build(folder, missing, output)
