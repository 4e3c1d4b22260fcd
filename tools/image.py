"""
Reads files out of a disk image: the format of kernel/abi/disk.h. What is only
in the log yet is not seen: fsck -y brings it home.
"""

import struct

BLOCK = 4096
INODE_BYTES, ENTRY_BYTES = 128, 64
NDIRECT, PER_BLOCK = 12, BLOCK // 4
ROOT = 1
SUPER = struct.Struct('<10I')
INODE = struct.Struct('<4HQQI12III')
ENTRY = struct.Struct('<H62s')


class Image:
    def __init__(self, path):
        self.file = open(path, 'rb')
        self.inode_start = SUPER.unpack(self.block(0)[:SUPER.size])[6]

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.file.close()

    def block(self, number):
        self.file.seek(number * BLOCK)
        return self.file.read(BLOCK)

    def inode(self, number):
        at = self.inode_start * BLOCK + number * INODE_BYTES
        self.file.seek(at)
        return INODE.unpack(self.file.read(INODE.size))

    def numbers(self, table):
        """The block numbers in a table, or holes where there is none."""
        return struct.unpack('<%dI' % PER_BLOCK, self.block(table)) \
            if table else (0,) * PER_BLOCK

    def blocks(self, inode):
        """All of a file's block numbers, in order, lazily."""
        direct, indirect, double = inode[7:19], inode[19], inode[20]
        yield from direct
        yield from self.numbers(indirect)
        for table in self.numbers(double):
            yield from self.numbers(table)

    def contents(self, number):
        inode = self.inode(number)
        size, data = inode[4], bytearray()
        for block in self.blocks(inode):
            if len(data) >= size:
                break
            data += self.block(block) if block else bytes(BLOCK)
        return bytes(data[:size])

    def lookup(self, path):
        number = ROOT
        for part in path.encode().strip(b'/').split(b'/'):
            names = {name.rstrip(b'\0'): entry for entry, name in
                     ENTRY.iter_unpack(self.contents(number)) if entry}
            if part not in names:
                raise FileNotFoundError(path)
            number = names[part]
        return number

    def read(self, path):
        return self.contents(self.lookup(path))
