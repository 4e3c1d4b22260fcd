#!/bin/sh
# A part of make check-labs, for the lab that was proven whole: the starter,
# the solution, and another mutant and attack each day.
exec "$(dirname "$0")"/../../labs/check.py process --slice --worktree
