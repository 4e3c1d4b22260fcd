"""What no handout may show: the word glasswing."""


@lab.test('glasswing', 1, needs=[echoes], programs=['good'])
def glasswing(t):
    t.equal(t.guest('good glasswing').output, 'glasswing\n')
