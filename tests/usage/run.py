#!/usr/bin/env python3
"""
Every program of /bin, in one guest: --help is its usage on standard output
and success, an option that it does not know the usage on standard error and
failure.
"""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import SLOW, TREE, main, test  # noqa: E402

LIMIT_S = 60
MARK = '=== '

# Those of the textbook are as they stand there; init is for the kernel.
NOT_ASKED = {'init', 'p1', 'p2', 'p3', 'p4', 'bench', 'runtests'}
# POSIX gives these no options: they print, compare or ignore what they get.
# xv6 runs the program that is named there.
NO_OPTIONS = {'[', 'echo', 'expr', 'false', 'printf', 'test', 'true', 'xv6'}
NO_HELP = {'[', 'false', 'true'}

# For each program and each option: a title, the status, both outputs.
SCRIPT = '''
for p in /bin/*; do
	for option in --help --no-such -~; do
		echo "%s${p#/bin/} $option"
		case ${p#/bin/} in
		%s) continue ;;
		esac
		$p $option >/tmp/out 2>/tmp/err </dev/console
		echo "status $?"
		while read -r line; do echo "out $line"; done </tmp/out
		while read -r line; do echo "err $line"; done </tmp/err
	done
done
'''


def answers():
    script = SCRIPT % (MARK, '|'.join(sorted(NOT_ASKED)))
    done = subprocess.run(
        [os.path.join(TREE, 'tools', 'run')], cwd=TREE, text=True,
        env=dict(os.environ, CMD=script, TIMEOUT=str(LIMIT_S * SLOW)),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert done.returncode == 0, done.returncode
    for part in done.stdout.split('\n' + MARK):
        title, _, said = part.partition('\n')
        name, option = title.replace(MARK, '').split()
        if name not in NOT_ASKED:
            yield name, option, said.splitlines()


def is_answer(name, option, said):
    """Is that what such a program says?"""
    good, bad = ('out', 'err') if option == '--help' else ('err', 'out')
    usage = [line for line in said if line.startswith(good + ' usage: ')]
    failed = said[0] != 'status 0'
    return len(usage) == 1 and failed == (option != '--help') and \
        not any(line.startswith(bad) for line in said)


@test
def each_program_tells_its_usage():
    wrong, asked = [], set()
    for name, option, said in answers():
        asked.add(name)
        if name in (NO_HELP if option == '--help' else NO_OPTIONS):
            continue
        if not is_answer(name, option, said):
            wrong.append('%s %s: %s' % (name, option, said))
    print('%d programs' % len(asked))
    assert not wrong, '\n'.join(wrong)
    assert len(asked) > 60 and 'ls' in asked, asked


main()
