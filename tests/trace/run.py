#!/usr/bin/env python3
"""
make trace: what it prints and writes of a run agrees with the kernel's record
and with what the program does.
"""

import json
import os
import re
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from suite import equal, main, own_trace_folder, sh, test  # noqa: E402
import events  # noqa: E402

LIMIT_S = 60


FOLDER = own_trace_folder()


def read_history():
    with open(os.path.join(FOLDER, 'trace.bin'), 'rb') as f:
        return events.History(f.read())


def trace(command):
    """(output, History, Chrome's form) of a run."""
    status, out = sh(['make', '-s', 'trace', 'CMD=' + command],
                     limit_s=LIMIT_S)
    equal(status, 0)
    with open(os.path.join(FOLDER, 'trace.json'), encoding='utf-8') as f:
        return out, read_history(), json.load(f)['traceEvents']


def state_at(history, pid, time):
    return next((s.what for s in history.states[pid]
                 if s.start <= time < s.end), None)


@test
def fork_and_wait_of_p3():
    out, history, chrome = trace('p3')
    parent, child = next((p, c) for _, p, c in history.forks
                         if history.names[c] == 'wc')
    equal(history.lost, 0)
    assert 'hello (pid:%d)' % parent in out, out
    assert re.search(r'parent of %d .*\(pid:%d\)' % (child, parent), out), out
    assert '%d forks %d' % (parent, child) in out, out
    assert '%d has waited for %d' % (parent, child) in out, out
    running = [s for s in history.states[child] if s.what == 'RUNNING']
    assert {state_at(history, parent, s.start) for s in running[1:]} <= \
        {'BLOCKED', 'READY'}, out
    equal(history.states[child][0].what, 'NEW')
    equal(history.states[child][-1].what, 'ZOMBIE')
    [waited] = [s for s in history.calls[parent] if s.what == 'waitpid']
    equal(waited.note, '= %d' % child)
    assert any(e['ph'] == 's' and e['name'] == 'fork' and e['tid'] == parent
               for e in chrome), chrome


@test
def nobody_need_read_it_all():
    for tool in 'trace', 'states':
        equal(sh(['sh', '-c', '{ tools/%s "ls -lR /" | head -n 1 >/dev/null; '
                  '} 2>&1' % tool], limit_s=LIMIT_S), (0, ''))


@test
def picture_for_paper_shows_each_state():
    """Of the processes that began: a bar a state, and the wait's arrow."""
    _, history, _ = trace('p3')
    svg = xml.parse(os.path.join(FOLDER, 'trace.svg')).getroot()
    titles = [t.text for t in svg.iter('{http://www.w3.org/2000/svg}title')]
    new = {child for _, _, child in history.forks}
    for state in events.STATES:
        equal(sum(t.startswith(state + ', ') for t in titles),
              sum(s.what == state for pid in new
                  for s in history.states[pid]))
    equal(titles.count('fork'), sum(parent in new
                                    for _, parent, _ in history.forks))
    equal(titles.count('wait'), sum(parent in new
                                    for _, parent, _ in history.reaps))


@test
def lanes_are_the_record():
    _, history, chrome = trace('ls / | wc')
    for pid, slices in history.states.items():
        equal(len(slices), 1 + sum(
            events.KINDS[e.kind] == 'state' and e.a == pid
            for e in history.events))
        equal([s.start for s in slices[1:]], [s.end for s in slices[:-1]])
        shown = [(e['name'], e['ts']) for e in chrome if e['ph'] == 'X' and
                 (e['pid'], e['tid']) == (1, pid) and
                 e['name'] in events.STATES]
        equal(shown, [(s.what, round(s.start * 1e6, 3)) for s in slices])


@test
def reaped_before_its_last_step():
    def event(time, pid, kind, a, b=0):
        return events.EVENT.pack(time, a, b, pid, 0, events.KINDS.index(kind))

    ready, running, zombie = map(events.STATES.index,
                                 ('READY', 'RUNNING', 'ZOMBIE'))
    history = events.History(b''.join((
        event(0, 0, 'clock', 10), event(10, 2, 'fork', 3),
        event(15, 3, 'state', 3, ready << 8 | running),
        event(20, 2, 'reap', 3),
        event(30, 3, 'state', 3, running << 8 | zombie))))
    equal([(s.start, s.end, s.what) for s in history.states[3]],
          [(0, 0.5, 'READY'), (0.5, 2, 'RUNNING'), (2, 2, 'ZOMBIE')])


@test
def nobody_runs_on_two_harts():
    _, history, _ = trace('p3 & p3; wait')
    for hart, slices in history.harts.items():
        for s in slices:
            for other, theirs in history.harts.items():
                assert not [t for t in theirs if other != hart and
                            t.what == s.what != 0 and
                            t.start < s.end and s.start < t.end], (hart, s)


@test
def states_are_counted():
    status, out = sh(['make', '-s', 'states', 'CMD=p3; ls | wc'],
                     limit_s=LIMIT_S)
    assert status == 0, out
    counts = {(before, after): int(n) for before, after, n in re.findall(
        r'^([A-Z]+) +-> ([A-Z]+) +(\d+)   ', out, re.M)}
    equal(sum(counts.values()),
          sum(events.KINDS[e.kind] == 'state' and e.a != 0
              for e in read_history().events))
    equal((counts['NEW', 'READY'], counts['RUNNING', 'ZOMBIE']), (5, 5))
    assert re.search(r'^RUNNING +-> BLOCKED .*waitpid', out, re.M), out
    assert re.search(r'^BLOCKED +-> READY .*by _exit', out, re.M), out


@test
def states_tell_what_is_lost():
    _, out = sh(['make', '-s', 'states', 'CPUS=1',
                 'CMD=seq 30000 > /dev/null'], limit_s=LIMIT_S)
    assert re.search(r'^[1-9]\d* events, the oldest, are lost$', out, re.M), out


@test
def what_had_no_room_is_counted():
    status, out = sh(['tools/run', 'trace -f 1 ls -lR /'], limit_s=LIMIT_S)
    equal(status, 0)
    assert re.search(r'^[1-9]\d* events of hart \d are lost$', out, re.M), \
        out[-500:]


main()
