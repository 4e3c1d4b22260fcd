#!/usr/bin/env python3
"""
Writes a student's working folder: make lab-NAME DIR=folder, or
labs/handout.py NAME FOLDER.

It is a fresh git repository with one commit, tagged `handout`: the tree of
this checkout's last commit with the lab's starter applied, with the lab's
README and public tests and the grader; without solution, mutants, hidden
tests, and without the other labs. --worktree takes the files as they are.
"""

import argparse
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from grader import lab as labs, tree  # noqa: E402
from grader.lab import GraderError  # noqa: E402

SECRET = ('solution.patch', 'others', 'starter.patch', 'mutants', 'attacks',
          'hidden', 'hidden.py')
CHECKS = ('attacks.py', 'check.py', 'handout.py', 'grade.yml')
WORKFLOWS = '.github/workflows'
IDENTITY = ('-c', 'user.name=Sprout', '-c', 'user.email=lab@localhost')


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


def write_workflow(name, folder):
    """The lab's own in place of the project's."""
    with open(os.path.join(folder, 'labs', 'grade.yml'),
              encoding='utf-8') as f:
        text = f.read().replace('LAB', name)
    remove(os.path.join(folder, WORKFLOWS))
    os.makedirs(os.path.join(folder, WORKFLOWS))
    with open(os.path.join(folder, WORKFLOWS, 'grade.yml'), 'w',
              encoding='utf-8') as f:
        f.write(text)


def make_handout(checkout, name, folder, worktree=False):
    """Fills `folder`, which must not exist or be empty."""
    if os.path.isdir(folder) and os.listdir(folder):
        raise GraderError('%s is not empty' % folder)
    if os.path.isdir(folder):
        os.rmdir(folder)
    revision = None if worktree else tree.trusted_revision(checkout)
    tree.export(checkout, revision, folder)
    lab = labs.load(folder, name)
    tree.apply_starter(lab, folder)
    write_workflow(name, folder)
    for other in labs.all_names(folder):
        if other != name:
            remove(os.path.join(folder, 'labs', other))
    for path in SECRET:
        remove(os.path.join(folder, 'labs', name, path))
    for path in CHECKS:
        remove(os.path.join(folder, 'labs', path))
    remove(os.path.join(folder, 'tests', 'labs'))
    for words in (['init', '-q', '-b', 'main'], ['add', '-A'],
                  ['commit', '-q', '-m', 'The lab as it was given out'],
                  ['tag', tree.HANDOUT_TAG]):
        subprocess.run(['git', '-C', folder, *IDENTITY, *words], check=True)


def main():
    parser = argparse.ArgumentParser(description='Makes a working folder.')
    parser.add_argument('name')
    parser.add_argument('folder')
    parser.add_argument('--worktree', action='store_true')
    args = parser.parse_args()
    try:
        make_handout(os.path.dirname(HERE), args.name, args.folder,
                     args.worktree)
    except GraderError as error:
        sys.exit('handout: %s' % error)
    print('%s is ready: read %s/labs/%s/README.md first' % (
        args.folder, args.folder, args.name))


if __name__ == '__main__':
    main()
