"""
Harder corners of the same behaviour; a handout is without them. (The names
are those of lab.py.)
"""


@lab.test('at random: three generations in data, bss, heap and stack', 9,
          needs=[writes_copy])
def random_families(t):
    families = []
    for area, npages in ('d', 64), ('s', 900), ('h', 700):
        family = Family(t, npages, area)
        family.write(0)
        parents = {}
        for _ in range(25):
            who = t.random.choice(list(family.pages))
            leaves = [p for p in parents if p not in parents.values()]
            what = t.random.choice('fwwcrre')
            if what == 'f' and len(family.pages) < 5:
                parents[family.fork(who)] = who
            elif what == 'e' and leaves:
                who = t.random.choice(leaves)
                family.end(who, parents.pop(who))
            elif what == 'c':
                family.call(who, *family.some(1, 20))
            elif what == 'r':
                family.read(who)
            else:
                family.write(who, *family.some())
        for who in family.pages:
            family.read(who)
        families.append(family)
    play(t, families)


@lab.test('a process larger than half of the memory forks; a child that '
          'writes until it is out is killed alone, and all comes back', 6,
          needs=[last_writes_in_place])
def memory_runs_out(t):
    percent, seed = t.random.randrange(60, 75), t.random.randrange(1, 1 << 20)
    seen = t.guest('big %d %d' % (percent, seed), memory='32M')
    status, same = numbers(t, seen.output, 'writer', 'same')
    t.equal(status, 128 + 9, 'the status of the child that wrote')
    t.equal(same, 1, 'the parent\'s pages are the same')
    lost, = numbers(t, seen.output, 'lost')
    t.check(lost < NOISE + OWN, 'frames lost: %d' % lost)


@lab.test('a fork that fails loses nothing', 5, needs=[fork_shares])
def failing_forks(t):
    spares = sorted(t.random.sample(range(1, 40), 20))
    seen = t.guest('full %d 0 %s 80' % (
        t.random.randrange(100, 2000), ' '.join(map(str, spares))),
        memory='32M')
    first, *statuses = map(int, seen.output.partition('lost')[0].split()[-22:])
    t.check(first == 0 and statuses[-1] == 1 and
            set(statuses) <= {0, 1, 128 + 9},
            'which forks made a child: ' + str([first, *statuses]))
    lost, = numbers(t, seen.output, 'lost')
    t.check(lost < NOISE, 'frames lost: %d' % lost)


@lab.test('on four harts, a process that moves reads what it has written', 4,
          needs=[fork_shares])
def moves_and_reads(t):
    seen = t.guest('moved %d 64' % t.random.randrange(12, 20), harts=4)
    t.equal(seen.output, 'wrong 0\n')
