#!/bin/sh
# A part of make check-labs: of each lab the starter, the solution, and
# another mutant and attack each day.
exec "$(dirname "$0")"/../../labs/check.py --slice --worktree
