"""
Commands of the debugger that know the kernel: make gdb loads them.

    ps             all processes, as the kernel has them
    bt-proc PID    where in the kernel a process is, or waits
    regions PID    its address space, with how much of it is there
    pte ADDR [PID] the way through the page table, level by level
    locks          spin locks and mutexes, and who holds them
    ready          who waits for a hart
    user NAME      the symbols of a user program, for breakpoints
    memory FILE    all address spaces, for make memory to draw

In an expression, as of a breakpoint's condition, $pid() is the process that
the hart runs: break sys_execve if $pid() == 3.

When the guest stops in a user program, its symbols are loaded. Nothing here
calls a function of the guest or changes its memory: bt-proc sets registers
and puts them back.
"""

import glob
import json
import os
import re

import gdb

# The kernel's symbols were loaded before.
BASE = int(gdb.parse_and_eval('(unsigned long)&KERNEL_BASE'))
# Sv39 (privileged specification, section 4.4).
PAGE_SHIFT, PTE_SHIFT, INDEX_BITS, LEVELS = 12, 10, 9, 3
BITS = 'VRWXUGAD'
BELOW = re.compile(r'kernel/(arch|lib|sched)/')    # what sleeping is made of
FOLDERS = 'user/bin', 'user/tests', 'user/xv6/programs', 'user/xv6/tests'


class Refused(gdb.GdbError):
    """A sentence for who typed the command."""


def value(expression):
    return gdb.parse_and_eval(expression)


def each(head, type_name, member):
    """The structures on a list of the kernel's (lib/list.h)."""
    kind = gdb.lookup_type('struct ' + type_name)
    offset = next(f.bitpos // 8 for f in kind.fields() if f.name == member)
    link = head['next']
    while link != head.address:
        yield gdb.Value(int(link) - offset).cast(kind.pointer())
        link = link['next']


class KernelMode:
    """Debugger's reads obey the hart's privilege: in a user program the
    kernel is out of reach. So for a while the hart is in S-mode."""

    def __enter__(self):
        self.user = int(value('$priv')) == 0
        if self.user:
            gdb.execute('set $priv = 1', to_string=True)

    def __exit__(self, *exc):
        if self.user:
            gdb.execute('set $priv = 0', to_string=True)


class Command(gdb.Command):
    """run() of a subclass, with the kernel's memory in reach; then what it
    returns, if it does, without."""

    def __init__(self):
        super().__init__(self.name, gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        try:
            with KernelMode():
                then = self.run(argument)
            if then:
                then()
        except gdb.MemoryError as error:
            raise Refused('the kernel has no page table yet: %s' % error) \
                from None
        except gdb.error as error:
            if 'No registers' in str(error):
                error = 'nothing runs: the guest has ended'
            raise Refused('%s: %s' % (self.name, error)) from None


def processes():
    return each(value('proc_list'), 'proc', 'by_pid')


def find(text):
    if not text.isdigit():
        raise Refused('which process? A pid, as ps shows it')
    for p in processes():
        if int(p['info']['pid']) == int(text):
            return p
    raise Refused('there is no process %s' % text)


def harts():
    """(its gdb thread, struct hart) of each hart that runs."""
    threads = {t.num - 1: t for t in gdb.selected_inferior().threads()}
    array = value('harts')
    for i in range(int(array.type.range()[1]) + 1):
        if int(array[i]['running']):
            yield threads.get(int(array[i]['id'])), array[i]


def state_of(p):
    if not int(p['thread']):
        return 'ZOMBIE'
    name = str(p['thread']['state'])
    return name.replace('PROC_', '')


def hart_of(p):
    return next(((t, h) for t, h in harts()
                 if int(p['thread']) and h['running'] == p['thread']), None)


def wait_place(p):
    """The first function above the scheduler in a sleeper's stack."""
    with Registers(p['thread']['cpu']['context']):
        frame = gdb.newest_frame()
        while frame and frame.is_valid():
            table = frame.find_sal().symtab
            if table and not BELOW.search(table.filename):
                return frame.name() or '?'
            frame = frame.older()
    return '?'


class Registers:
    """This hart's registers are a sleeping thread's, for a while."""

    def __init__(self, context):
        self.wanted = {'pc': context['ra'], 'ra': context['ra'],
                       'sp': context['sp']}
        self.wanted.update(('s%d' % i, context['s'][i]) for i in range(12))

    def set(self, values):
        for name, word in values.items():
            gdb.execute('set $%s = %d' % (
                'fp' if name == 's0' else name, int(word)), to_string=True)

    def __enter__(self):
        self.frame = gdb.newest_frame()
        self.frame.select()
        self.kept = {name: int(value('(unsigned long)$' + (
            'fp' if name == 's0' else name))) for name in self.wanted}
        self.set(self.wanted)

    def __exit__(self, *exc):
        self.set(self.kept)


class Pid(gdb.Function):
    """$pid(): the process that this hart runs, 0 for none."""

    def __init__(self):
        super().__init__('pid')

    def invoke(self):
        number = gdb.selected_thread().num - 1
        with KernelMode():
            for _, hart in harts():
                if int(hart['id']) == number and int(hart['running']['proc']):
                    return int(hart['running']['proc']['info']['pid'])
        return 0


class Ps(Command):
    """All processes: pid, parent, state, hart or what it waits in, name."""

    name = 'ps'

    def run(self, argument):
        print('%5s %5s %-8s %-24s %s' % (
            'PID', 'PPID', 'STATE', 'WHERE', 'NAME'))
        for p in processes():
            info, state, hart = p['info'], state_of(p), hart_of(p)
            where = 'hart %d' % int(hart[1]['id']) if hart else \
                wait_place(p) if state == 'BLOCKED' else ''
            print('%5d %5d %-8s %-24s %s' % (
                int(info['pid']), int(info['ppid']), state, where,
                info['name'].string()))


class BtProc(Command):
    """bt-proc PID: the process's call stack, wherever it is."""

    name = 'bt-proc'

    def run(self, argument):
        p = find(argument)
        if not int(p['thread']):
            raise Refused('%s is a zombie: it has no stack' % argument)
        hart = hart_of(p)
        if hart:
            return lambda: self.of_hart(hart[0])
        with Registers(p['thread']['cpu']['context']):
            gdb.execute('backtrace')
        return None

    @staticmethod
    def of_hart(thread):
        """It may be in its program, whose memory S-mode does not see."""
        before = gdb.selected_thread()
        thread.switch()
        gdb.execute('backtrace')
        before.switch()


def entry(table, va, level):
    """(address of the entry, its value); `table` is a physical address."""
    shift = PAGE_SHIFT + INDEX_BITS * level
    index = va >> shift & (1 << INDEX_BITS) - 1
    at = table + BASE + index * 8
    return at, int(value('*(unsigned long *)%d' % at))


def bits_of(pte):
    return ''.join(BITS[i] if pte >> i & 1 else '-'
                   for i in range(len(BITS)))


def target_of(pte):
    return pte >> PTE_SHIFT << PAGE_SHIFT


def walk(root, va):
    """[(level, address, entry)] until a leaf or nothing."""
    table, steps = root, []
    for level in reversed(range(LEVELS)):
        at, pte = entry(table, va, level)
        steps.append((level, at, pte))
        if not pte & 1 or pte & 0xe:
            break
        table = target_of(pte)
    return steps


def leaf(root, va):
    pte = walk(root, va)[-1][2]
    return pte if pte & 1 and pte & 0xe else 0


def root_of(p):
    space = p['space']
    if not int(space):
        raise Refused('it has no address space any more')
    return int(space['root']) - BASE


class Regions(Command):
    """regions PID: what is mapped, and how many of its pages are there,
    shared with others, or only promised."""

    name = 'regions'

    def run(self, argument):
        p = find(argument)
        root = root_of(p)
        print('%-12s %-12s %-6s %6s %8s %6s %8s' % (
            'START', 'END', 'RIGHTS', 'PAGES', 'PRESENT', 'SHARED',
            'PROMISED'))
        for r in each(p['space']['regions'], 'region', 'link'):
            start, end = int(r['start']), int(r['end'])
            ptes = [leaf(root, va)
                    for va in range(start, end, 1 << PAGE_SHIFT)]
            rights = int(r['rights'])
            kind = 'file' if int(r['ops']) else \
                'heap' if r['is_heap'] else \
                'stack' if r['grows_down'] else ''
            print(('%#-12x %#-12x %-6s %6d %8d %6d %8d  %s' % (
                start, end, bits_of(rights)[1:4], len(ptes),
                sum(map(bool, ptes)),
                sum(frame_refs(pte) > 1 for pte in ptes if pte),
                int(r['promised']), kind)).rstrip())


class Memory(Command):
    """memory FILE: each process with its regions and their pages, as JSON:
    a page is [address, frame number, holders, whether it may be written]."""

    name = 'memory'

    def run(self, argument):
        found = [{'pid': int(p['info']['pid']),
                  'name': p['info']['name'].string(),
                  'state': state_of(p), 'regions': list(self.regions(p))}
                 for p in processes() if int(p['space'])]
        with open(argument, 'w', encoding='utf-8') as f:
            json.dump(found, f)

    @staticmethod
    def regions(p):
        root = root_of(p)
        for r in each(p['space']['regions'], 'region', 'link'):
            pages = []
            for va in range(int(r['start']), int(r['end']), 1 << PAGE_SHIFT):
                pte = leaf(root, va)
                if pte:
                    pages.append([va, target_of(pte) >> PAGE_SHIFT,
                                  frame_refs(pte), pte >> 2 & 1])
            yield {'start': int(r['start']), 'end': int(r['end']),
                   'rights': bits_of(int(r['rights']))[1:4],
                   'file': bool(int(r['ops'])), 'heap': bool(r['is_heap']),
                   'stack': bool(r['grows_down']), 'pages': pages}


def frame_refs(pte):
    """How many hold its frame, as mm/page.h's page_of()."""
    page = value('page_table_base')[target_of(pte) >> PAGE_SHIFT]
    return int(page['refs'])


class Pte(Command):
    """pte ADDR [PID]: how an address is translated, level by level; without
    a pid by the page table that this hart has loaded."""

    name = 'pte'

    def run(self, argument):
        words = gdb.string_to_argv(argument)
        if len(words) not in (1, 2):
            raise Refused('pte ADDR [PID]')
        va = int(value('(unsigned long)(%s)' % words[0]))
        root = root_of(find(words[1])) if len(words) == 2 else \
            (int(value('(unsigned long)$satp')) & (1 << 44) - 1) << PAGE_SHIFT
        for level, at, pte in walk(root, va):
            print('level %d  entry %#x = %#018x  %s' % (
                level, at, pte, bits_of(pte)))
        if pte & 1 and pte & 0xe:
            size = 1 << PAGE_SHIFT + INDEX_BITS * level
            print('%#x is physical %#x' % (
                va, target_of(pte) + va % size))
        else:
            print('%#x is not mapped' % va)


def globals_of(type_name):
    """The symbol of each global of that type. gdb's own search by type
    answers in text."""
    text = gdb.execute('info variables -q -t ^struct.%s$' % type_name,
                       to_string=True)
    for name in re.findall(r'^\d+:.* (\w+)[ ;]?.*;$', text, re.M):
        yield from [gdb.lookup_global_symbol(name)] if \
            gdb.lookup_global_symbol(name) else \
            gdb.lookup_static_symbols(name)


class Locks(Command):
    """Spin locks with a name of their own and mutexes: who holds them. In a
    build without DEBUG=1 a spin lock does not know its holder."""

    name = 'locks'

    def run(self, argument):
        print('%-16s %-24s %-6s %s' % ('LOCK', 'FILE', 'STATE', 'HOLDER'))
        for symbol in globals_of('spinlock'):
            lock = symbol.value()
            holder = lock['holder']
            self.show(symbol, lock['held'], 'hart %d' % int(holder['id'])
                      if int(holder) else '')
        for symbol in globals_of('mutex'):
            owner = symbol.value()['owner']
            self.show(symbol, owner, Ready.name_of(owner)
                      if int(owner) else '')

    @staticmethod
    def show(symbol, held, holder):
        print(('%-16s %-24s %-6s %s' % (
            symbol.name, symbol.symtab.filename,
            'held' if int(held) else 'free', holder)).rstrip())


class Ready(Command):
    """The ready queue, who runs next first; then who runs."""

    name = 'ready'

    @staticmethod
    def name_of(thread):
        p = thread['proc']
        return '%s (%d)' % (p['info']['name'].string(),
                            int(p['info']['pid'])) if int(p) else \
            '%s (kernel)' % thread['name'].string()

    def run(self, argument):
        queue = gdb.lookup_static_symbol('ready').value()
        waiting = [self.name_of(t) for t in each(queue, 'thread', 'link')]
        print('READY: ' + (', '.join(waiting) or 'nobody'))
        for _, hart in harts():
            idle = hart['running'] == hart['idle']
            print('hart %d runs %s' % (
                int(hart['id']),
                'nobody' if idle else self.name_of(hart['running'])))


def program_file(name):
    build = os.path.dirname(gdb.objfiles()[0].filename)
    for folder in FOLDERS:
        for path in glob.glob(os.path.join(build, folder,
                                           glob.escape(name) + '.elf')):
            return os.path.realpath(path)    # as gdb names it
    return None


class User(Command):
    """user NAME: the symbols of a user program, so that its functions can
    have breakpoints before it runs."""

    name = 'user'
    loaded = None

    def run(self, argument):
        if not program_file(argument):
            raise Refused('no program %s was built' % (argument or '?'))
        self.load(argument)

    @classmethod
    def load(cls, name):
        path = program_file(name)
        if path == cls.loaded or not path:
            return
        if cls.loaded:
            gdb.execute('remove-symbol-file ' + cls.loaded, to_string=True)
        gdb.execute('add-symbol-file ' + path, to_string=True)
        cls.loaded = path
        print('symbols of ' + os.path.relpath(path))


def stopped(event):
    """In a user program? Then its symbols are wanted."""
    if int(value('$priv')) != 0:
        return
    number = gdb.selected_thread().num - 1
    with KernelMode():
        for _, hart in harts():
            if int(hart['id']) == number and int(hart['running']['proc']):
                User.load(hart['running']['proc']['info']['name'].string())


for command in Ps, BtProc, Regions, Memory, Pte, Locks, Ready, User:
    command()
Pid()
gdb.events.stop.connect(stopped)
