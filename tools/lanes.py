"""
A trace as a still picture, for paper: a lane a process and a lane a hart, in
one line of time. The page of `make trace` (tools/page.py) shows more.
"""

import os
import re
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT, TOP = 1000, 120, 20, 60
LANE, BAR, AXIS_STEP = 40, 20, 90
MS = 1000

# The page's looks: a colour and, for those who see or print no colours, lines
# at an angle.
LOOK = re.compile(r"^  ([A-Z]+): \{ fill: '(#\w+)'(?:, lines: '(#\w+)', "
                  r"angle: (-?\d+))?", re.M)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       'timeline', 'timeline.js'), encoding='utf-8') as script:
    LOOKS = LOOK.findall(script.read())
STATES = {state: fill for state, fill, _, _ in LOOKS}
LINES = {state: (lines, int(angle)) for state, _, lines, angle in LOOKS
         if lines}
HART = '#4a6fa5'
ARROWS = {'fork': '#000000', 'wait': '#7b3294'}

HEAD = '''<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">
<style>
svg { background: #fff; font: 13px Helvetica, Arial, sans-serif; }
.small { font-size: 11px; fill: #333; }
.grid { stroke: #ddd; }
.arrow { fill: none; stroke-width: 1.6; }
</style>
<defs>%s</defs>
'''
PATTERN = '''<pattern id="%s" width="6" height="6" patternUnits="userSpaceOnUse"
 patternTransform="rotate(%d)"><rect width="6" height="6" fill="%s"/>
<path d="M0 0H6" stroke="%s" stroke-width="1.4"/></pattern>'''
MARKER = '''<marker id="to-%s" viewBox="0 0 8 8" refX="7" refY="4"
 markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"
 fill="%s"/></marker>'''


def step_of(seconds):
    """A round distance for marks on the line of time, in seconds."""
    wanted = seconds * AXIS_STEP / (WIDTH - LEFT - RIGHT)
    step = 1e-6
    while step < wanted:
        for factor in 1, 2, 5:
            if step * factor >= wanted:
                return step * factor
        step *= 10
    return step


class Lanes:
    """SVG, lane by lane."""

    def __init__(self, history):
        self.history = history
        self.scale = (WIDTH - LEFT - RIGHT) / (history.end or 1)
        # Not who was there before, nor who recorded it.
        new = {child for _, _, child in history.forks}
        self.pids = [p for p in history.pids() if p in new] or history.pids()
        self.y = {}
        self.parts = []

    def x(self, time):
        return LEFT + time * self.scale

    def bar(self, y, s, fill, label):
        x, width = self.x(s.start), max((s.end - s.start) * self.scale, 0.6)
        self.parts.append(
            '<rect x="%.2f" y="%d" width="%.2f" height="%d" fill="%s" '
            'stroke="#555" stroke-width="0.4"><title>%s, %.3f ms to %.3f ms'
            '</title></rect>' % (x, y, width, BAR, fill, escape(label),
                                 s.start * MS, s.end * MS))

    def text(self, x, y, text, style=''):
        self.parts.append('<text x="%.1f" y="%d" %s>%s</text>' % (
            x, y, style, escape(text)))

    def process_lanes(self, y):
        for pid in self.pids:
            self.y[pid] = y
            self.text(10, y + 15, self.history.label(pid))
            for s in self.history.states[pid]:
                fill = 'url(#%s)' % s.what if s.what in LINES else \
                    STATES[s.what]
                self.bar(y, s, fill, s.what)
            y += LANE
        return y

    def hart_lanes(self, y):
        for hart, slices in sorted(self.history.harts.items()):
            self.text(10, y + 15, 'hart %d' % hart)
            for s in slices:
                if s.what == 0:
                    continue
                self.bar(y, s, HART, self.history.label(s.what))
                if (s.end - s.start) * self.scale > 34:
                    self.text(self.x(s.start) + 4, y + 14, str(s.what),
                              'style="fill:#fff" class="small"')
            y += LANE
        return y

    def arrows(self):
        for name, time, source, target in self.history.arrows():
            if name not in ARROWS or source not in self.y or \
                    target not in self.y:
                continue
            down = self.y[target] > self.y[source]
            self.parts.append(
                '<path class="arrow" stroke="%s" marker-end="url(#to-%s)" '
                'd="M%.1f %d L%.1f %d"><title>%s</title></path>' % (
                    ARROWS[name], name, self.x(time),
                    self.y[source] + BAR * down, self.x(time),
                    self.y[target] + BAR * (not down), name))

    def axis(self, bottom):
        step = step_of(self.history.end)
        for i in range(int(self.history.end / step) + 1):
            x = self.x(i * step)
            self.parts.insert(0, '<path class="grid" d="M%.1f %d V%d"/>' % (
                x, TOP - 6, bottom))
            self.text(x, bottom + 14, '%g ms' % round(i * step * MS, 6),
                      'class="small" text-anchor="middle"')

    def legend(self):
        x = LEFT
        for name, fill in STATES.items():
            self.parts.append(
                '<rect x="%d" y="32" width="14" height="14" fill="%s" '
                'stroke="#555" stroke-width="0.6"/>' % (
                    x, 'url(#%s)' % name if name in LINES else fill))
            self.text(x + 19, 44, name, 'class="small"')
            x += 92
        for name, colour in ARROWS.items():
            self.parts.append('<path class="arrow" stroke="%s" marker-end='
                              '"url(#to-%s)" d="M%d 39 h26"/>' % (
                                  colour, name, x))
            self.text(x + 32, 44, name, 'class="small"')
            x += 92

    def svg(self, heading):
        self.text(10, 20, heading, 'font-weight="bold"')
        self.legend()
        y = self.hart_lanes(self.process_lanes(TOP) + 8)
        self.arrows()
        self.axis(y)
        defs = [PATTERN % (name, angle, STATES[name], colour)
                for name, (colour, angle) in LINES.items()]
        defs += [MARKER % pair for pair in ARROWS.items()]
        return HEAD % (WIDTH, y + 26, '\n'.join(defs)) + \
            '\n'.join(self.parts) + '\n</svg>\n'
