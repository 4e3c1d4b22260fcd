#!/bin/sh
# A part of make check-labs: of the lab process and of another one each day,
# the starter, the solution, and another mutant and attack each day.
day=$(($(date +%s) / 86400))
set -- cow exec sched syscall wait
shift $((day % $#))
exec "$(dirname "$0")"/../../labs/check.py process "$1" --slice --worktree
