"""
The timeline as a page of its own: tools/timeline/ with a record's history and
the library d3 (Debian's node-d3) put in, so that it opens without a network.
d3 because it has the zoom, the scales and the joins of data and SVG, and has
been kept well for over ten years.
"""

import html
import json
import os
import string

import d3
import events

FOLDER = os.path.join(events.TREE, 'tools/timeline')


def us(seconds):
    return round(seconds * 1e6, 1)


def pieces(slices):
    return [[us(s.start), us(s.end), s.what, s.note] for s in slices]


def lanes(history):
    """A lane a process, then a lane a hart."""
    for pid in history.pids():
        yield {'group': 'processes', 'pid': pid, 'name': history.label(pid),
               'pieces': pieces(history.states[pid]),
               'calls': pieces(history.calls[pid])}
    for hart, slices in sorted(history.harts.items()):
        yield {'group': 'harts', 'name': 'hart %d' % hart,
               'pieces': pieces(s for s in slices if s.what != 0)}


def record(history):
    """What timeline.js draws, in microseconds."""
    return {
        'end': us(history.end),
        'states': events.STATES,
        'summary': '%d events in %.1f ms, %s.' % (
            len(history.events), history.end * 1e3,
            '%d lost' % history.lost if history.lost else 'none lost'),
        'lanes': list(lanes(history)),
        'arrows': [[kind, us(time), a, b]
                   for kind, time, a, b in history.arrows()],
        'columns': history.pids(),
        'rows': [[us(time), cells, ', '.join(notes)]
                 for time, cells, notes in events.rows(history)],
    }


def text_of(name):
    with open(os.path.join(FOLDER, name), encoding='utf-8') as f:
        return f.read()


def page(history, title):
    """The HTML text."""
    with open(d3.library(), encoding='utf-8') as f:
        library = f.read()
    return string.Template(text_of('page.html')).substitute(
        title=html.escape(title), style=text_of('timeline.css'),
        library=library,
        # No text in the record may end the script.
        record=json.dumps(record(history)).replace('<', '\\u003c'),
        script=text_of('timeline.js'))
