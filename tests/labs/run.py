#!/usr/bin/env python3
"""
The grader keeps its promises: grade-lab.py, labs/handout.py and what they
write, tried with the lab mini/, each of whose tests has a fate of its own.

mini/lab.py is put into a copy of the tree; submissions are made of
mini/*.c. The copy's bases are kept in this checkout's build folder.
"""

import difflib
import functools
import glob
import html.parser
import json
import os
import re
import shutil
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from suite import TREE, copy_tree, equal, main, sh, test  # noqa: E402

sys.path.insert(0, os.path.join(TREE, 'labs'))
from grader import boot, lab as labs  # noqa: E402

LIMIT_S = 300               # the first run builds the base
# In a container there may be no sandbox, and the grader says so.
NO_SANDBOX = re.compile(r'note: no bubblewrap.*\n')
SEED = 7
WORK = tempfile.TemporaryDirectory(prefix='labs-')
FORMS = 'json', 'gradescope', 'junit', 'html', 'classroom'
SECRET_FILES = {'solution.patch', 'others', 'starter.patch', 'mutants',
                'hidden', 'hidden.py', 'check.py', 'attacks.py', 'handout.py'}


def path(*names):
    return os.path.join(WORK.name, *names)


def keep_bases(tree):
    """Has the bases of a tree kept where those of this checkout are."""
    kept = os.path.join(TREE, 'build', 'grade')
    os.makedirs(kept, exist_ok=True)
    os.makedirs(os.path.join(tree, 'build'))
    os.symlink(kept, os.path.join(tree, 'build', 'grade'))


@functools.lru_cache(None)
def trusted():
    """A tree with the lab."""
    tree = path('trusted')
    copy_tree(tree)
    os.makedirs(os.path.join(tree, 'labs', 'mini'))
    for name in 'lab.py', 'hidden.py', 'starter.patch':
        shutil.copy(os.path.join(HERE, 'mini', name),
                    os.path.join(tree, 'labs', 'mini'))
    keep_bases(tree)
    return tree


@functools.lru_cache(None)
def handout():
    """(folder, what handout.py printed) of a student's copy."""
    folder = path('handout')
    status, out = sh([os.path.join(trusted(), 'labs/handout.py'), 'mini',
                      folder])
    equal(status, 0)
    keep_bases(folder)
    return folder, out


def write_programs(folder, good, other):
    """Makes files of mini/ a submission's two programs."""
    os.makedirs(os.path.join(folder, 'user/bin'), exist_ok=True)
    for name, source in ('good', good), ('other', other):
        shutil.copy(os.path.join(HERE, 'mini', source + '.c'),
                    os.path.join(folder, 'user/bin', name + '.c'))


def submission(good, other):
    folder = path('%s-%s' % (good, other))
    write_programs(folder, good, other)
    return folder


def grade(*words, tree=None):
    """(status, output) of grade-lab.py of a tree, the lab's if none given."""
    return sh([os.path.join(tree or trusted(), 'grade-lab.py'),
               *map(str, words)], LIMIT_S)


@functools.lru_cache(None)
def graded(good, other, turn=1):
    """
    A whole grading: (status, output, form -> text). `turn` tells apart
    gradings of the same.
    """
    files = {f: path('%s-%s-%d.%s' % (good, other, turn, f)) for f in FORMS}
    words = [w for f in FORMS for w in ('--' + f, files[f])]
    status, out = grade('mini', submission(good, other), '--seed', SEED,
                        *words)
    texts = {}
    for form, name in files.items():
        with open(name, encoding='utf-8') as f:
            texts[form] = f.read()
    return status, out, texts


def odd():
    """The JSON of a grading in which all goes wrong: name -> test."""
    return {t['name']: t
            for t in json.loads(graded('odd', 'broken')[2]['json'])['tests']}


@test
def all_points_is_status_0():
    status, out, texts = graded('echo', 'echo')
    equal(status, 0)
    assert re.search(r'^score: 10 of 10 \(seed 7, ', out, re.M), out
    result = json.loads(texts['json'])
    equal((result['score'], result['points'], result['seed']), (10, 10, SEED))


@test
def fewer_points_is_status_1():
    status, out, texts = graded('odd', 'broken')
    equal(status, 1)
    assert 'score: 3 of 10 ' in out, out
    equal({name: t['status'] for name, t in odd().items()}, {
        'echoes': 'passed', 'odd': 'failed', 'spins': 'failed',
        'waits': 'failed', 'waits_on': 'skipped', 'floods': 'failed',
        'other_echoes': 'failed', 'glasswing': 'passed'})


@test
def no_grade_is_status_2():
    for words, why in ((['nosuch'], 'no lab called nosuch'),
                       (['mini', path('nowhere')], 'no folder'),
                       (['mini', submission('echo', 'echo'), '-k', 'nosuch'],
                        'no test of mini matches nosuch')):
        status, out = grade(*words)
        equal(status, 2)
        assert why in out and 'Traceback' not in out, out


@test
def broken_program_harms_its_own_tests_only():
    results = odd()
    equal(results['echoes']['score'], 2)
    why, details = (results['other_echoes'][k] for k in ('why', 'details'))
    assert 'other, which does not compile' in why, why
    assert re.search(r'user/bin/other\.c:5:.*not_declared', details[0][1]), \
        details


@test
def endless_tests_end():
    results = odd()
    equal(results['spins']['why'], 'it did not end within 200 million '
          'instructions')
    equal(results['waits']['why'], 'everybody waits, and for nothing that '
          'could happen')
    assert 'printed more than 256 KiB' in results['floods']['why']


@test
def failure_shows_how_to_see_it_again():
    again = 'again: ./grade-lab.py mini -k odd --seed %d' % SEED
    status, out, texts = graded('odd', 'broken')
    for text in out, texts['html'], texts['junit'], texts['gradescope']:
        assert again in text, text
    folder = submission('odd', 'broken')
    status, out = grade('mini', folder, '-k', 'odd', '--seed', SEED)
    equal(status, 1)
    assert 'prints nothing odd' in out and 'score: 0 of 1 ' in out, out


@test
def same_seed_same_results():
    first, second = (graded('odd', 'broken', turn)[2]['json']
                     for turn in (1, 2))
    assert first == second, '\n'.join(difflib.unified_diff(
        first.splitlines(), second.splitlines(), 'first', 'second',
        lineterm='', n=1))


@test
def pattern_chooses_by_name_and_title():
    folder = submission('echo', 'echo')
    status, out = grade('mini', folder, '-k', 'OTHER', '-v')
    equal(status, 0)
    assert 'score: 4 of 4 ' in out, out      # "another" is in a title
    status, out = grade('mini', folder, '-k', 'wait*more')
    assert 'score: 1 of 1 ' in out, out


def watched(*looks):
    """Of looks at a clock, (tick, seconds since the last): a Watch."""
    watch = boot.Watch(None, None, boot.Machine(limit=10 ** 9), 'mark', 60)
    for tick, since in looks:
        watch.looked = time.monotonic() - since
        watch.look_at_clock(tick)
        watch.check_instructions()
    return watch


@test
def clock_that_jumps_is_told_from_one_that_runs():
    for looks, ended, waited in (
            ([(10 ** 6, 0.05)], False, False),
            ([(2 * 10 ** 7, 0.05)], True, True),
            ([(n * 10 ** 6, 0.05) for n in range(1, 12)], True, False),
            ([(10 ** 17, 0.05)], True, True)):
        watch = watched(*looks)
        equal((bool(watch.why), watch.is_by_waiting), (ended, waited))


@test
def who_only_waited_is_booted_again():
    watches, boot_once = [], boot.boot_once
    boot.boot_once = lambda *_: watches.pop()
    try:
        good = watched((10 ** 5, 0.05))
        good.data = b'@mark begin\nwell\n@mark end 0\n'
        jumped, spun = watched((2 * 10 ** 7, 0.05)), watched((2 * 10 ** 7, 9))
        watches[:] = good, jumped, jumped
        equal(boot.boot(None, None, None, '', '', 60).output, 'well\n')
        for bad, left in (jumped, 0), (spun, 2):
            watches[:] = bad, bad, bad
            try:
                boot.boot(None, None, None, '', '', 60)
                assert False, 'no failure'
            except labs.Failure as failure:
                assert 'million instructions' in str(failure), failure
            equal(len(watches), left)
    finally:
        boot.boot_once = boot_once


@test
def list_names_labs_and_tests():
    status, out = grade('--list')
    equal(status, 0)
    assert 'mini' in out.split(), out
    status, out = grade('mini', '--list')
    equal(status, 0)
    equal([line.split()[:2] for line in out.splitlines()][-2:],
          [['other_echoes', '2'], ['glasswing', '1']])
    assert out.rstrip().endswith('(hidden)'), out


@test
def gradescope_has_what_its_schema_wants():
    result = json.loads(graded('odd', 'broken')[2]['gradescope'])
    equal(result['score'], 3)
    assert isinstance(result['execution_time'], int)
    for t in result['tests']:
        equal(sorted(t), ['max_score', 'name', 'number', 'output',
                          'output_format', 'score', 'status', 'visibility'])
        assert t['status'] in ('passed', 'failed'), t
        assert t['output_format'] == 'text', t
    equal([t['visibility'] for t in result['tests']],
          ['visible'] * 7 + ['hidden'])
    equal(sum(t['max_score'] for t in result['tests']), 10)


@test
def junit_is_xml_that_counts():
    suite = xml.fromstring(graded('odd', 'broken')[2]['junit'])
    equal([suite.get(k) for k in ('tests', 'failures', 'skipped', 'errors')],
          ['8', '5', '1', '0'])
    equal(len(suite.findall('testcase/failure')), 5)
    equal(suite.find('testcase').get('name'), 'echoes <one> & "another" word')


class Page(html.parser.HTMLParser):
    """Checks that elements are closed in order; collects the text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.words, self.links = [], '', []
        self.feed(text)
        self.close()
        equal(self.open, [])

    def handle_starttag(self, tag, attrs):
        self.links += [v for k, v in attrs if k in ('src', 'href')]
        if tag != 'meta':
            self.open.append(tag)

    def handle_endtag(self, tag):
        equal(self.open.pop(), tag)

    def handle_data(self, data):
        self.words += data


@test
def page_is_whole_and_by_itself():
    page = Page(graded('odd', 'broken')[2]['html'])
    equal(page.links, [])
    for text in ('echoes <one> & "another" word', '<b>]]>&amp;',
                 'Fates & "marks" <of> tests', 'not_declared'):
        assert text in page.words, text


@test
def classroom_runs_public_tests():
    tests = json.loads(graded('echo', 'echo')[2]['classroom'])['tests']
    equal(len(tests), 7)
    equal(tests[0]['run'], './grade-lab.py mini -k echoes')
    equal(tests[0]['points'], 2)


@test
def what_is_not_the_students_is_named():
    folder = submission('echo', 'odd')
    with open(os.path.join(folder, 'Makefile'), 'w', encoding='utf-8') as f:
        f.write('all:\n')
    status, out = grade('mini', folder, '-k', 'other_echoes')
    equal(status, 0)
    assert 'Makefile: is not yours to change' in out, out
    assert re.search(r': \S+ and \d+ others: missing there', out), out


@test
def handout_has_no_secrets():
    folder, out = handout()
    assert 'labs/mini/README.md' in out, out
    for top, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f not in ('.git', 'grade')]
        if 'labs' in top[len(folder):].split(os.sep):
            equal(SECRET_FILES & set(folders + names), set())
        for name in names:
            with open(os.path.join(top, name), 'rb') as f:
                assert b'glasswing' not in f.read(), name
    equal(sh(['git', '-C', folder, 'grep', 'glasswing', 'handout'])[0], 1)


@test
def no_handout_names_a_hidden_test():
    for name in labs.all_names(TREE):
        folder = path('handout-' + name)
        equal(sh([os.path.join(TREE, 'labs/handout.py'), '--worktree', name,
                  folder])[0], 0)
        equal(labs.all_names(folder), [name])
        [workflow] = glob.glob(os.path.join(folder, '.github/workflows/*'))
        with open(workflow, encoding='utf-8') as f:
            assert './grade-lab.py %s\n' % name in f.read(), workflow
        text = ''
        for file in glob.glob(os.path.join(folder, 'labs', name, '**'),
                              recursive=True):
            if os.path.isfile(file):
                with open(file, encoding='utf-8') as f:
                    text += f.read()
        for hidden in labs.load(TREE, name).tests:
            if hidden.hidden:
                assert not re.search(r'\b%s\b' % hidden.name, text), \
                    '%s: %s' % (name, hidden.name)


@test
def handout_grades_itself():
    folder = handout()[0]
    status, out = grade('mini', tree=folder)
    equal(status, 1)
    assert 'score: 0 of 9 ' in out, out
    write_programs(folder, 'echo', 'echo')
    status, out = grade('mini', tree=folder)
    equal(status, 0)
    assert 'score: 9 of 9 ' in out and 'not taken' not in out, out


@test
def what_is_prepared_is_not_built_again():
    folder = path('prepared')
    equal(sh([os.path.join(trusted(), 'labs/handout.py'), 'mini',
              folder])[0], 0)
    status, out = grade('mini', '--prepare', tree=folder)
    equal((status, NO_SANDBOX.sub('', out)), (0, ''))
    kept = os.path.join(folder, 'build', 'grade')
    before = {e.name: e.inode() for e in os.scandir(kept)}
    equal(len(before), 1)
    write_programs(folder, 'echo', 'echo')
    status, out = grade('mini', tree=folder)
    equal(status, 0)
    assert 'score: 9 of 9 ' in out, out
    equal({e.name: e.inode() for e in os.scandir(kept)}, before)


@test
def handout_trusts_what_was_given_out():
    folder = handout()[0]
    write_programs(folder, 'odd', 'echo')
    lab = os.path.join(folder, 'labs', 'mini', 'lab.py')
    with open(lab, 'a', encoding='utf-8') as f:
        f.write('lab.tests[:] = lab.tests[:1]\n')
    sh(['git', '-C', folder, '-c', 'user.name=s', '-c', 'user.email=s@s',
        'commit', '-qam', 'easier'])
    status, out = grade('mini', '-k', 'odd', tree=folder)
    equal(status, 1)
    assert 'labs/mini/lab.py: is not yours to change' in out, out


main()
