"""A lab for the tests of the grader: each of its tests has one fate."""

from grader.lab import Lab

LIMIT = 200000000

lab = Lab('Fates & "marks" <of> tests',
          files=['user/bin/good.c', 'user/bin/other.c'],
          programs=['good', 'other'])


@lab.test('echoes <one> & "another" word', 2, programs=['good'])
def echoes(t):
    word = t.word()
    t.equal(t.guest('good ' + word).output, word + '\n')


@lab.test('prints nothing odd', 1, programs=['good'])
def odd(t):
    t.equal(t.guest('good -odd').output, '')


@lab.test('does not spin', 1, programs=['good'])
def spins(t):
    t.guest('good -spin', limit=LIMIT)


@lab.test('does not wait for ever', 1, programs=['good'])
def waits(t):
    t.guest('good -wait', limit=LIMIT)


@lab.test('waits no more', 1, needs=[waits], programs=['good'])
def waits_on(t):
    t.guest('good -wait')


@lab.test('prints little', 1, programs=['good'])
def floods(t):
    t.guest('good -flood')


@lab.test('the other program echoes too', 2, programs=['other'])
def other_echoes(t):
    word = t.word()
    t.equal(t.guest('other ' + word).output, word + '\n')
