"""
The kernel's events (kernel/abi/trace.h) as a history: who was in which state
when, what ran on which hart, which system calls took how long.

Names come from the kernel's headers, so that there is one source of them.
"""

import collections
import os
import re
import struct

import syscalls
from syscalls import TREE

EVENT = struct.Struct('<QQQiHH')
WORD = 1 << 64

Event = collections.namedtuple('Event', 'time a b pid hart kind')
# From start to end, in seconds; `what` a state, a pid or a call's name.
Slice = collections.namedtuple('Slice', 'start end what note')


def text_of(path):
    with open(os.path.join(TREE, path), encoding='utf-8') as f:
        return f.read()


def names_in(path, pattern):
    """The quoted words of the first match."""
    return re.findall(r'"([^"]*)"', re.search(
        pattern, text_of(path), re.S).group(0))


KINDS = names_in('kernel/abi/trace.h', r'#define TRACE_KINDS.*?\n\n')
RESULTS = names_in('kernel/abi/trace.h', r'#define TRACE_RESULTS.*?\}')
STATES = names_in('kernel/abi/proc.h', r'#define PROC_STATE_NAMES.*?\}')
# By scause (privileged specification, table 4.2).
INTERRUPTS = {1: 'another hart', 5: 'the timer', 9: 'a device'}
CALLS = {number: call.name for number, call in syscalls.read().items()}


class History:
    """All that a record tells. Times are in seconds since its first event."""

    def __init__(self, data):
        events = [Event(*words) for words in EVENT.iter_unpack(data)]
        by_kind = collections.defaultdict(list)
        for e in events:
            by_kind[KINDS[e.kind]].append(e)
        hz = by_kind['clock'][0].a
        self.lost = sum(e.a for e in by_kind['lost'])
        events = sorted((e for e in events
                         if KINDS[e.kind] not in ('clock', 'lost')),
                        key=lambda e: e.time)
        first = events[0].time if events else 0
        self.events = [e._replace(time=(e.time - first) / hz)
                       for e in events]
        self.end = self.events[-1].time if events else 0
        # Its first event is the end of the write() that began it.
        self.names = {self.events[0].pid: 'trace'} if events else {}
        self.states = collections.defaultdict(list)    # pid: [Slice]
        self.harts = collections.defaultdict(list)     # hart: [Slice]
        self.calls = collections.defaultdict(list)     # pid: [Slice]
        self.forks, self.wakes, self.reaps = [], [], []
        self.read()

    def read(self):
        state, running, calls = {}, {}, {}
        for e in self.events:
            kind = KINDS[e.kind]
            if kind == 'state':
                self.change(state, e)
            elif kind == 'switch':
                since, pid = running.get(e.hart, (0, e.pid))
                self.harts[e.hart].append(Slice(since, e.time, pid, ''))
                running[e.hart] = e.time, e.a
            elif kind == 'call':
                calls[e.pid] = e.time, CALLS.get(e.a, '?')
            elif kind == 'return':
                since, name = calls.pop(e.pid, (0, CALLS.get(e.a, '?')))
                value = e.b - WORD if e.b >> 63 else e.b
                self.calls[e.pid].append(
                    Slice(since, e.time, name, '= %d' % value))
            elif kind == 'fork':
                self.forks.append((e.time, e.pid, e.a))
                if e.pid in self.names:
                    self.names[e.a] = self.names[e.pid]
            elif kind == 'exec':
                name = struct.pack('<QQ', e.a, e.b).rstrip(b'\0')
                self.names[e.pid] = name.decode(errors='replace')
                since, call = calls.pop(e.pid, (e.time, 'execve'))
                self.calls[e.pid].append(
                    Slice(since, e.time, call, self.names[e.pid]))
            elif kind == 'reap':
                self.reaps.append((e.time, e.pid, e.a))
                # Its thread may be on its last steps still, on another hart.
                if state.get(e.a, (0, ''))[1] == 'ZOMBIE':
                    self.close(state, e.a, e.time)
        for pid in list(state):
            self.close(state, pid, self.end)
        for hart, (since, pid) in running.items():
            self.harts[hart].append(Slice(since, self.end, pid, ''))
        for pid, (since, name) in calls.items():
            self.calls[pid].append(Slice(since, self.end, name, ''))

    def close(self, state, pid, time):
        if pid in state:
            since, name = state.pop(pid)
            self.states[pid].append(Slice(since, time, name, ''))

    def change(self, state, e):
        before, after = STATES[e.b >> 8], STATES[e.b & 0xff]
        state.setdefault(e.a, (e.time if before == 'NEW' else 0, before))
        self.close(state, e.a, e.time)
        state[e.a] = e.time, after
        if after == 'ZOMBIE' and any(e.a == child
                                     for _, _, child in self.reaps):
            self.close(state, e.a, e.time)
        if before == 'BLOCKED':
            self.wakes.append((e.time, e.pid, e.a))

    def pids(self):
        return [pid for pid in sorted(self.states) if pid != 0]

    def arrows(self):
        """(kind, time, from, to) between processes."""
        return [('fork', *a) for a in self.forks] + \
            [('wake-up', *a) for a in self.wakes] + \
            [('wait', time, child, parent)
             for time, parent, child in self.reaps]

    def label(self, pid):
        return 'kernel' if pid == 0 else \
            '%s (%d)' % (self.names.get(pid, '?'), pid)


def chrome(history):
    """The Chrome trace-event format: processes, harts, arrows."""
    def us(seconds):
        return round(seconds * 1e6, 3)

    def named(group, number, name):
        return {'ph': 'M', 'pid': group, 'tid': number,
                'name': 'thread_name', 'args': {'name': name}}

    def part(group, number, s, name):
        return {'ph': 'X', 'pid': group, 'tid': number, 'name': name,
                'ts': us(s.start), 'dur': us(s.end - s.start),
                'args': {'note': s.note} if s.note else {}}

    out = [{'ph': 'M', 'pid': group, 'name': 'process_name',
            'args': {'name': name}}
           for group, name in ((1, 'processes'), (2, 'harts'))]
    for pid, slices in sorted(history.states.items()):
        out.append(named(1, pid, history.label(pid)))
        out += [part(1, pid, s, s.what) for s in slices]
        out += [part(1, pid, s, s.what) for s in history.calls[pid]]
    for hart, slices in sorted(history.harts.items()):
        out.append(named(2, hart, 'hart %d' % hart))
        out += [part(2, hart, s, history.label(s.what)) for s in slices
                if s.what != 0]
    for i, (name, time, who, whom) in enumerate(history.arrows()):
        for ph, tid in ('s', who), ('f', whom):
            out.append({'ph': ph, 'pid': 1, 'tid': tid, 'id': i, 'bp': 'e',
                        'name': name, 'cat': name, 'ts': us(time)})
    return {'traceEvents': out, 'displayTimeUnit': 'ns',
            'otherData': {'lost': history.lost}}


def rows(history):
    """The textbook's table: (time, state of each process, notes) each time
    that a process changes its state."""
    pids = history.pids()
    notes = collections.defaultdict(list)
    for time, parent, child in history.forks:
        notes[time].append('%d forks %d' % (parent, child))
    for time, parent, child in history.reaps:
        notes[time].append('%d has waited for %d' % (parent, child))
    times = sorted({s.start for pid in pids for s in history.states[pid]} |
                   set(notes))
    for time in times:
        yield time, [next((s.what for s in history.states[pid]
                           if s.start <= time < s.end), '')
                     for pid in pids], notes[time]


def table(history):
    """rows() as lines of text."""
    labels = [history.label(pid) for pid in history.pids()]
    width = max([len(label) for label in labels] + [8])
    lines = ['%12s  %s' % ('microseconds', '  '.join(
        label.ljust(width) for label in labels))]
    for time, cells, notes in rows(history):
        lines.append(('%12.1f  %s  %s' % (
            time * 1e6, '  '.join(c.ljust(width) for c in cells),
            ', '.join(notes))).rstrip())
    return '\n'.join(lines)
