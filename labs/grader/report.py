"""
What becomes of results: text for a terminal, JSON of our own, Gradescope's
results.json, JUnit XML, one HTML page, and GitHub Classroom's list of tests.
"""

import html
import json
import shlex
import sys
import xml.etree.ElementTree as xml

from grader.run import FAILED, PASSED, SKIPPED

COLOURS = {PASSED: '32', FAILED: '31', SKIPPED: '33'}
WORDS = {PASSED: 'ok  ', FAILED: 'FAIL', SKIPPED: 'skip'}
# Gradescope's: what a student may see, and when.
PUBLIC, HIDDEN = 'visible', 'hidden'
CLASSROOM_LIMIT_MIN = 10


class Report:
    """All that there is to say of one grading."""

    def __init__(self, grading, results, seconds):
        self.lab = grading.lab
        self.seed = grading.seed
        self.ignored = grading.ignored
        self.isolated = grading.sandbox.isolated
        self.results = results
        self.seconds = seconds
        self.score = sum(r.score for r in results)
        self.points = sum(r.test.points for r in results)

    def replay(self, result):
        """The command that runs exactly this test again."""
        return './grade-lab.py %s -k %s --seed %d' % (
            shlex.quote(self.lab.name), shlex.quote(result.test.name),
            self.seed)

    def text_of(self, result):
        """Why a test was not passed, in paragraphs."""
        if result.status != FAILED:
            return result.why
        parts = [result.why]
        if result.commands:
            parts.append('run: ' + '\n     '.join(result.commands))
        parts += ['%s:\n%s' % (heading, indent(text))
                  for heading, text in result.details]
        parts.append('again: ' + self.replay(result))
        return '\n'.join(parts)

    def notes(self):
        notes = ['not taken from the submission: ' + line
                 for line in self.ignored]
        if not self.isolated:
            notes.append('bubblewrap (bwrap) does not work here: building '
                         'and running were limited, but not isolated')
        return notes


def indent(text, by='    '):
    return '\n'.join(by + line for line in text.rstrip().splitlines())


class Terminal:
    """Results as they come, colours and a progress line on a terminal."""

    def __init__(self, total, verbose=False, stream=sys.stdout):
        self.stream, self.verbose = stream, verbose
        self.is_terminal = stream.isatty()
        self.total, self.done = total, 0

    def progress(self, text=''):
        if self.is_terminal:
            self.stream.write('\r\x1b[K' + text)
            self.stream.flush()

    def say(self, text):
        self.progress(text + ' ...')

    def coloured(self, text, status):
        if not self.is_terminal:
            return text
        return '\x1b[%sm%s\x1b[0m' % (COLOURS[status], text)

    def line(self, text=''):
        self.progress()
        self.stream.write(text + '\n')
        self.stream.flush()

    def result(self, r):
        self.done += 1
        took = ' (%.1f s)' % r.seconds if self.verbose else ''
        self.line('%s %2d/%d  %s%s' % (
            self.coloured(WORDS[r.status], r.status), r.score,
            r.test.points, r.test.title, took))
        self.progress('%d of %d' % (self.done, self.total))

    def closing(self, report):
        self.progress()
        for r in report.results:
            if r.status == FAILED:
                self.line('\n--- %s' % r.test.title)
                self.line(indent(report.text_of(r), '  '))
            elif r.status == SKIPPED and self.verbose:
                self.line('\n--- %s: skipped, %s' % (r.test.title, r.why))
        self.line()
        for note in report.notes():
            self.line('note: ' + note)
        self.line('score: %g of %g (seed %d, %.0f s)' % (
            report.score, report.points, report.seed, report.seconds))


def as_json(report):
    return json.dumps({
        'lab': report.lab.name, 'seed': report.seed,
        'score': report.score, 'points': report.points,
        'sandbox': 'bubblewrap' if report.isolated else 'limits only',
        'notes': report.notes(),
        'tests': [{'name': r.test.name, 'title': r.test.title,
                   'status': r.status, 'score': r.score,
                   'points': r.test.points, 'hidden': r.test.hidden,
                   'why': r.why, 'details': r.details,
                   'commands': r.commands} for r in report.results],
    }, indent=1) + '\n'


def as_gradescope(report):
    return json.dumps({
        'score': report.score,
        'execution_time': round(report.seconds),
        'output': '\n'.join(report.notes()),
        'output_format': 'text',
        'visibility': PUBLIC,
        'stdout_visibility': HIDDEN,
        'tests': [{
            'name': r.test.title, 'number': str(i),
            'score': r.score, 'max_score': r.test.points,
            'status': 'passed' if r.status == PASSED else 'failed',
            'output': report.text_of(r), 'output_format': 'text',
            'visibility': HIDDEN if r.test.hidden else PUBLIC,
        } for i, r in enumerate(report.results, 1)],
        'leaderboard': [{'name': 'points', 'value': report.score,
                         'order': 'desc'}],
    }, indent=1) + '\n'


def printable(text):
    """Without the control characters that XML cannot carry."""
    return ''.join(c if c >= ' ' or c in '\n\t' else '?' for c in text)


def as_junit(report):
    count = {s: sum(r.status == s for r in report.results)
             for s in (PASSED, FAILED, SKIPPED)}
    suite = xml.Element('testsuite', {
        'name': report.lab.name, 'tests': str(len(report.results)),
        'failures': str(count[FAILED]), 'skipped': str(count[SKIPPED]),
        'errors': '0', 'time': '%.3f' % report.seconds})
    for r in report.results:
        case = xml.SubElement(suite, 'testcase', {
            'classname': report.lab.name, 'name': r.test.title,
            'time': '%.3f' % r.seconds})
        if r.status != PASSED:
            tag = 'failure' if r.status == FAILED else 'skipped'
            why = xml.SubElement(case, tag, {'message': printable(r.why)})
            why.text = printable(report.text_of(r))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(
        suite, encoding='unicode') + '\n'


def as_classroom(report):
    """GitHub Classroom's autograding.json, in its old form."""
    return json.dumps({'tests': [{
        'name': r.test.title, 'setup': './setup', 'input': '', 'output': '',
        'run': './grade-lab.py %s -k %s' % (report.lab.name, r.test.name),
        'comparison': 'included', 'timeout': CLASSROOM_LIMIT_MIN,
        'points': r.test.points,
    } for r in report.results if not r.test.hidden]}, indent=1) + '\n'


PAGE = '''<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}: {score:g} of {points:g}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 56rem;
       margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; margin: 0 0 .25rem; }}
.score {{ font-size: 2.5rem; font-weight: 600; margin: .5rem 0; }}
.score small {{ font-size: 1.1rem; font-weight: 400; opacity: .7; }}
meter {{ width: 100%; height: 1rem; }}
details {{ border-top: 1px solid #8884; padding: .4rem 0; }}
summary {{ display: flex; gap: .75rem; cursor: pointer; }}
summary.plain {{ cursor: default; list-style: none; }}
.mark {{ width: 5.5rem; flex: none; font-weight: 600; white-space: nowrap; }}
.passed .mark {{ color: #2b8a3e; }} .failed .mark {{ color: #d9480f; }}
.skipped .mark {{ opacity: .6; }}
.name {{ flex: 1; }} .points {{ white-space: nowrap; }}
.hidden {{ font-size: .8rem; border: 1px solid #8888; border-radius: .3rem;
          padding: 0 .3rem; margin-left: .5rem; opacity: .8; }}
pre {{ background: #8881; padding: .75rem; overflow-x: auto;
      font-size: .85rem; white-space: pre-wrap; }}
.notes, footer {{ opacity: .75; font-size: .9rem; margin-top: 1.5rem; }}
figure {{ margin: 1rem 0; }} svg {{ max-width: 100%; height: auto; }}
@media print {{ details {{ break-inside: avoid; }} }}
</style></head><body>
<h1>{title}</h1>
<div class="score">{score:g} <small>of {points:g} points</small></div>
<meter min="0" max="{points:g}" value="{score:g}">{score:g}</meter>
{rows}
{notes}
<footer>Seed {seed}, {seconds:.0f} s, {sandbox}.</footer>
</body></html>
'''
ROW = '''<details class="{status}"{opened}><summary><span class="mark">{mark}\
</span><span class="name">{title}{hidden}</span><span class="points">\
{score:g} / {points:g}</span></summary>{body}</details>
'''
MARKS = {PASSED: '\N{CHECK MARK} passed', FAILED: '\N{MULTIPLICATION X} '
         'failed', SKIPPED: '\N{EN DASH} skipped'}


def as_html(report):
    rows = []
    for r in report.results:
        text = report.text_of(r) if r.status != PASSED else \
            'run: ' + '\n     '.join(r.commands)
        figures = ''.join('<figure>%s</figure>' % f
                          for f in r.figures)
        rows.append(ROW.format(
            status=r.status, mark=MARKS[r.status],
            opened=' open' if r.status == FAILED or figures else '',
            title=html.escape(r.test.title), score=r.score,
            points=r.test.points,
            hidden='<span class="hidden">hidden</span>' if r.test.hidden
            else '',
            body=figures + '<pre>%s</pre>' % html.escape(printable(text))))
    notes = ''.join('<li>%s</li>' % html.escape(n) for n in report.notes())
    return PAGE.format(
        title=html.escape(report.lab.title), score=report.score,
        points=report.points, rows=''.join(rows), seed=report.seed,
        notes='<ul class="notes">%s</ul>' % notes if notes else '',
        seconds=report.seconds,
        sandbox='in a sandbox' if report.isolated else 'limits only')


FORMS = {'json': as_json, 'gradescope': as_gradescope, 'junit': as_junit,
         'html': as_html, 'classroom': as_classroom}
