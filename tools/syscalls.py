"""
The table of system calls (kernel/abi/syscalls.def) for the host's tools.
"""

import collections
import os
import re

TREE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LINE = re.compile(r'^SYSCALL(\d)\((.*?)\)[ \t]*'
                  r'(?:/\* ?(.*?) ?\*/)?[ \t]*$', re.M)

# `arguments` are (type, name) pairs, with pointers as a program sees them.
Call = collections.namedtuple('Call', 'number result name arguments meaning')


def read():
    """number -> Call, by number."""
    with open(os.path.join(TREE, 'kernel/abi/syscalls.def'),
              encoding='utf-8') as f:
        text = f.read()
    found = {}
    for count, inside, meaning in LINE.findall(text):
        words = re.split(', *', re.sub(r'UPTR\((.*?)\)', r'\1 *', inside))
        number, result, name = int(words[0]), words[1], words[2]
        pairs = list(zip(words[3::2], words[4::2]))
        assert len(pairs) == int(count) and number not in found, name
        found[number] = Call(number, result, name, pairs, meaning)
    return dict(sorted(found.items()))


def prototype(call):
    arguments = ', '.join(kind + ('' if kind.endswith('*') else ' ') + name
                          for kind, name in call.arguments)
    star = '' if call.result.endswith('*') else ' '
    return '%s%s%s(%s)' % (call.result, star, call.name, arguments or 'void')
