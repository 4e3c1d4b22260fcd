"""
Whose files count. The base is a trusted tree with the lab's starter applied;
a submission may replace the files that the lab declares as the student's,
and nothing else.
"""

import filecmp
import os
import re
import shutil
import subprocess
import tarfile

from grader.lab import GraderError

HANDOUT_TAG = 'handout'     # of a student's repository: as it was given out
FILES_MAX = 2000
BYTES_MAX = 16 << 20
GOOD_NAME = re.compile(r'[A-Za-z0-9_.+/-]+$')
NOT_SUBMITTED = {'.git', 'build', '__pycache__'}
DIFFERENCES_SHOWN = 20


def git(folder, *words, **options):
    return subprocess.run(['git', '-C', folder, *words],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          **options)


def trusted_revision(folder):
    """The commit of a checkout that counts; None when it is no checkout."""
    for name in HANDOUT_TAG, 'HEAD':
        done = git(folder, 'rev-parse', '--verify', '-q', name + '^{commit}')
        if done.returncode == 0:
            return done.stdout.decode().strip()
    return None


def copy_folder(source, to):
    """Copies a folder with its times; cp is twice as fast as shutil."""
    subprocess.run(['cp', '-RPp', source, to], check=True)


def export(folder, revision, to):
    """Writes a commit's files to the folder `to`."""
    os.makedirs(to)
    if revision is None:
        shutil.copytree(folder, to, symlinks=True, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns(*NOT_SUBMITTED))
        return
    process = subprocess.Popen(
        ['git', '-C', folder, 'archive', '--format=tar', revision],
        stdout=subprocess.PIPE)
    with tarfile.open(fileobj=process.stdout, mode='r|') as archive:
        archive.extractall(to)
    process.stdout.close()
    if process.wait() != 0:
        raise GraderError('git archive failed in ' + folder)


def apply_patch(tree, patch):
    """None, or what git says is wrong."""
    done = git(tree, 'apply', '--whitespace=nowarn', os.path.abspath(patch),
               env=dict(os.environ, GIT_CEILING_DIRECTORIES=os.path.dirname(
                   os.path.abspath(tree))))
    return done.stderr.decode('utf-8', 'replace') if done.returncode else None


def files_of(tree):
    """Paths of the plain files of a tree, relative; links are none."""
    for folder, folders, names in os.walk(tree):
        folders[:] = [f for f in folders if f not in NOT_SUBMITTED and
                      not os.path.islink(os.path.join(folder, f))]
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield os.path.relpath(path, tree).replace(os.sep, '/')


def students_files(lab, submission):
    """The student's files, checked: name -> path on the host."""
    found, size = {}, 0
    for path in files_of(submission):
        if not lab.is_students(path):
            continue
        if not GOOD_NAME.match(path):
            raise GraderError('the submission has a file called %r: only '
                              'letters, digits and _ . + - are allowed' % path)
        found[path] = os.path.join(submission, path)
        size += os.path.getsize(found[path])
        if len(found) > FILES_MAX or size > BYTES_MAX:
            raise GraderError('the submission has more than %d files or %d '
                              'MiB' % (FILES_MAX, BYTES_MAX >> 20))
    return found


def overlay(lab, submission, tree):
    """
    Puts the student's files in their places in `tree`, a copy of the base.
    Unchanged files keep their times, so that nothing is built in vain.
    """
    theirs = students_files(lab, submission)
    for path in list(files_of(tree)):
        if lab.is_students(path) and path not in theirs:
            os.remove(os.path.join(tree, path))
    for path, source in theirs.items():
        to = os.path.join(tree, path)
        if os.path.exists(to) and filecmp.cmp(source, to, shallow=False):
            continue
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copyfile(source, to)


def apply_starter(lab, tree):
    """What the student started from; a handout has it in its files."""
    starter = os.path.join(tree, 'labs', lab.name, 'starter.patch')
    problem = os.path.exists(starter) and apply_patch(tree, starter)
    if problem:
        raise GraderError('%s: the starter does not apply:\n%s' % (
            lab.name, problem))


def ignored_changes(lab, submission, trusted):
    """
    What differs from the trusted files and is not the student's: sentences.
    What is not there is one of them, as a submission may be the student's
    files alone. (A handout has but a part of labs/ and tests/labs/.)
    """
    theirs = {p for p in files_of(submission) if not lab.is_students(p)}
    ours = {p for p in files_of(trusted) if not lab.is_students(p)}
    changed = ['%s: is not yours to %s' % (
        p, 'change' if p in ours else 'add') for p in sorted(theirs)
        if p not in ours or not filecmp.cmp(
            os.path.join(submission, p), os.path.join(trusted, p), False)]
    missing = sorted(p for p in ours - theirs
                     if not p.startswith(('labs/', 'tests/labs/')))
    if missing:
        changed.append('%s%s: missing there' % (
            missing[0], ' and %d others' % (len(missing) - 1)
            if len(missing) > 1 else ''))
    more = len(changed) - DIFFERENCES_SHOWN
    if more > 0:
        changed[DIFFERENCES_SHOWN:] = ['and %d more' % more]
    return changed
