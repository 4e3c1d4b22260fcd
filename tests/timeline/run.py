#!/usr/bin/env python3
"""
make trace's page in a real browser: what it draws is the kernel's record, and
what a reader does with mouse and keyboard shows what it should.

Needs chromium, its driver and python3-selenium (./setup test-timeline); without
them it says so and checks only the page's text. BROWSER=1: they must be there.
The picture to look at is build/timeline.png.
"""

import importlib.util
import os
import re
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SYSTEM_PYTHON = '/usr/bin/python3'    # that has the distribution's packages
if not importlib.util.find_spec('selenium') and \
        os.path.exists(SYSTEM_PYTHON) and not os.environ.get('TRIED'):
    os.execve(SYSTEM_PYTHON, [SYSTEM_PYTHON] + sys.argv,
              dict(os.environ, TRIED='1'))

sys.path.insert(0, os.path.dirname(HERE))
from suite import equal, main, own_trace_folder, sh, test  # noqa: E402
import d3  # noqa: E402
import events  # noqa: E402
import page  # noqa: E402

LIMIT_S = 60
FOLDER = own_trace_folder()
HAVE_BROWSER = importlib.util.find_spec('selenium') and \
    shutil.which('chromedriver') and d3.library()


def history_of(command):
    """The History of a run; its page is in FOLDER."""
    status, out = sh(['make', '-s', 'trace', 'CMD=' + command],
                     limit_s=LIMIT_S)
    equal((status, 'the timeline: ' in out), (0, bool(d3.library())))
    with open(os.path.join(FOLDER, 'trace.bin'), 'rb') as f:
        return events.History(f.read())


@test
def page_holds_the_record_and_no_address():
    history = history_of("echo '</script>'")
    record = page.record(history)
    for lane, pid in zip(record['lanes'], history.pids()):
        equal([p[2] for p in lane['pieces']],
              [s.what for s in history.states[pid]])
    if d3.library():
        text = page.page(history, '</title>')
        equal(text.count('</script>'), 2)
        assert '<title>&lt;/title&gt;</title>' in text
        assert not re.search(r'(src|href)\s*=', text.replace(
            open(d3.library(), encoding='utf-8').read(), ''))


def browser_tests():
    import browser
    HISTORY = history_of('p3')
    parent, child = next((p, c) for _, p, c in HISTORY.forks
                         if HISTORY.names[c] == 'wc')
    browser.open_page(os.path.join(FOLDER, 'trace.html'))

    @test
    def lanes_are_the_record():
        browser.press('0')
        browser.click('#steps')
        for pid in HISTORY.pids():
            drawn = browser.pieces(HISTORY.label(pid))
            equal([(p['what'], p['start'], p['end']) for p in drawn],
                  [(s.what, page.us(s.start), page.us(s.end))
                   for s in HISTORY.states[pid]])
            for before, after in zip(drawn, drawn[1:]):
                assert abs(before['right'] - after['left']) < 1.5, drawn
        browser.click('#steps')

    @test
    def fork_states_and_wait_are_seen():
        arrows = browser.arrows()
        assert ['fork', parent, child] in arrows, arrows
        assert ['wait', child, parent] in arrows, arrows
        names = {p['what'] for p in browser.pieces(HISTORY.label(parent))}
        assert {'READY', 'RUNNING', 'BLOCKED'} <= names, names
        browser.click('#show-fork')
        assert 'fork' not in {a[0] for a in browser.arrows()}
        browser.click('#show-fork')
        equal(browser.arrows(), arrows)

    @test
    def table_is_the_textbooks():
        rows = browser.table()
        equal(rows[0][1:-1], [HISTORY.label(p) for p in HISTORY.pids()])
        equal([row[1:] for row in rows[1:]],
              [cells + [', '.join(notes)]
               for _, cells, notes in events.rows(HISTORY)])

    @test
    def zoom_in_out_and_back():
        browser.click('#zoom-in')
        first = browser.zoom()
        assert first > 1.5, first
        browser.wheel(-300)
        assert browser.zoom() > first, browser.zoom()
        browser.click('#zoom-out')
        assert browser.zoom() < first, browser.zoom()
        browser.click('#zoom-in')
        before = browser.shift()
        browser.drag(60)
        assert browser.shift() > before + 30, (before, browser.shift())
        browser.press('0')
        equal((browser.zoom(), browser.shift()), (1, 0))

    @test
    def search_finds_a_call():
        calls = [s for slices in HISTORY.calls.values() for s in slices
                 if s.what == 'waitpid']
        browser.search('waitpid')
        equal(browser.text('#found'), '%d found' % len(calls))
        assert 'waitpid' in browser.text('#details')
        browser.press('n')
        browser.search('')
        equal(browser.text('#found'), '')

    @test
    def keyboard_walks_the_lanes():
        browser.press('escape')
        browser.press('right')
        first = browser.text('#details')
        browser.press('right')
        assert browser.text('#details') != first, first
        browser.press('down')
        assert HISTORY.label(HISTORY.pids()[1]) in browser.text('#details')
        browser.press('enter')
        assert browser.zoom() > 1

    @test
    def table_row_shows_its_moment():
        browser.press('0')
        rows = list(events.rows(HISTORY))
        at = next(i for i, (_, _, notes) in enumerate(rows)
                  if '%d forks %d' % (parent, child) in notes)
        browser.click('#states tbody tr:nth-child(%d)' % (at + 2))
        assert browser.zoom() > 1
        assert 'READY' in browser.text('#details'), browser.text('#details')

    @test
    def pointer_shows_details():
        browser.press('0')
        browser.hover(HISTORY.label(parent), 'BLOCKED')
        tip = browser.text('#tip')
        assert tip.startswith('%s: BLOCKED' % HISTORY.label(parent)), tip
        assert '\u00b5s' in tip, tip

    @test
    def printed_without_controls():
        hidden, shown = browser.printed(['#controls', '.keys'],
                                        ['#timeline', '#states', '#legend'])
        equal((hidden, shown), ([False, False], [True, True, True]))

    @test
    def no_network_and_no_error():
        equal((browser.resources(), browser.errors()), ([], []))
        browser.screenshot(os.path.join(
            events.TREE, os.environ.get('BUILD') or 'build', 'timeline.png'))


if HAVE_BROWSER:
    sys.path.insert(0, HERE)
    browser_tests()
elif os.environ.get('BROWSER'):
    sys.exit('no chromium, chromedriver, selenium or d3: ./setup '
             'test-timeline installs them')
else:
    print('only the text: no browser (./setup test-timeline)')
main()
