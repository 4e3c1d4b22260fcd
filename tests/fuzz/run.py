#!/usr/bin/env python3
"""
Hostile programs, a slice of each kind: make fuzz makes more calls.
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import main, test  # noqa: E402
import hostile  # noqa: E402

QUIET = [].append


@test
def random_system_calls_on_four_harts():
    lines = hostile.run('/tests/fuzz run 1 6 32', QUIET, CPUS=4, MEM='256M')
    never = [line for line in lines if re.match(r'@@call \w+ +0,', line)]
    rare = ('_exit', 'sync', 'fsync', 'nanosleep')
    assert [n for n in never if n.split()[1] not in rare] == [], never
    assert any(line.startswith('@@call waitpid') for line in lines), lines


@test
def damaged_program_files():
    hostile.run('/tests/fuzz elf 1 300 6', QUIET, CPUS=4, MEM='256M')


main()
