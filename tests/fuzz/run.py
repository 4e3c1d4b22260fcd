#!/usr/bin/env python3
"""
Hostile programs, a slice of each kind: make fuzz and make soak do more.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import main, test  # noqa: E402
import hostile  # noqa: E402

QUIET = [].append


@test
def random_system_calls_on_four_harts():
    lines = hostile.run('/tests/fuzz run 1 6 32', QUIET, CPUS=4, MEM='256M')
    counts = [line.split() for line in lines if line.startswith('@@call')]
    # Each call was made, and those that can did both fail and succeed.
    assert len(counts) > 40 and all(int(c[2].strip(',')) for c in counts), \
        lines


@test
def damaged_program_files():
    hostile.run('/tests/fuzz elf 1 300 6', QUIET, CPUS=4, MEM='256M')


main()
