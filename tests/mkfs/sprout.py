"""A reader and editor of Sprout's disk format, for tests.

Written from the description in kernel/abi/disk.h alone and sharing no code
with mkfs, so that an error there does not hide itself here. An Image is bytes
in memory; fields are changed in place by the corruption tests.
"""
import os
import struct

BLOCK = 4096
MAGIC = 0x74757073
LOG_MAGIC = 0x676F6C21
INODE_SIZE = 128
ENTRY_SIZE = 64
NAME_MAX = 62
NDIRECT = 12
PER_BLOCK = BLOCK // 4
ROOT = 1
FREE, FILE, DIR, DEVICE = range(4)

SUPER_FIELDS = ("magic", "version", "nblocks", "ninodes", "log_start",
                "log_blocks", "inode_start", "bitmap_start", "data_start",
                "norphans")

# Byte offset and struct code of each field of an inode.
INODE_FIELDS = {
    "type": (0, "<H"), "nlink": (2, "<H"), "major": (4, "<H"),
    "minor": (6, "<H"), "size": (8, "<Q"), "mtime_ns": (16, "<Q"),
    "nblocks": (24, "<I"), "indirect": (76, "<I"),
    "double_indirect": (80, "<I"), "unused": (84, "<I"),
}
INODE_FIELDS.update(
    {"direct%d" % i: (28 + 4 * i, "<I") for i in range(NDIRECT)})


def fnv(words):
    total = 2166136261
    for word in words:
        total = (total ^ word) * 16777619 & 0xFFFFFFFF
    return total


class Image:
    def __init__(self, path):
        with open(path, "rb") as f:
            self.data = bytearray(f.read())
        for i, name in enumerate(SUPER_FIELDS):
            setattr(self, name, self.word(i * 4))

    def save(self, path):
        with open(path, "wb") as f:
            f.write(self.data)

    def word(self, at):
        return struct.unpack_from("<I", self.data, at)[0]

    def set_word(self, at, value):
        struct.pack_into("<I", self.data, at, value)

    def set_super(self, name, value):
        self.set_word(SUPER_FIELDS.index(name) * 4, value)

    def block(self, number):
        assert 0 <= number < self.nblocks, number
        return bytes(self.data[number * BLOCK:(number + 1) * BLOCK])

    # Inodes

    def inode_at(self, number):
        return self.inode_start * BLOCK + number * INODE_SIZE

    def get(self, number, field):
        offset, code = INODE_FIELDS[field]
        at = self.inode_at(number) + offset
        return struct.unpack_from(code, self.data, at)[0]

    def set(self, number, field, value):
        offset, code = INODE_FIELDS[field]
        at = self.inode_at(number) + offset
        struct.pack_into(code, self.data, at, value)

    def add(self, number, field, value):
        self.set(number, field, self.get(number, field) + value)

    def table(self, block):
        return struct.unpack("<%dI" % PER_BLOCK, self.block(block))

    def pointers(self, number):
        """The blocks of a file: {index: block}, and its table blocks."""
        data, tables = {}, []

        def follow(block, level, index):
            if block == 0:
                return
            if level == 0:
                data[index] = block
                return
            tables.append(block)
            for i, child in enumerate(self.table(block)):
                follow(child, level - 1, index + i * PER_BLOCK ** (level - 1))

        for i in range(NDIRECT):
            follow(self.get(number, "direct%d" % i), 0, i)
        follow(self.get(number, "indirect"), 1, NDIRECT)
        follow(self.get(number, "double_indirect"), 2, NDIRECT + PER_BLOCK)
        return data, tables

    def contents(self, number):
        """Blocks of a file that are not all zeros: {index: bytes}."""
        data = self.pointers(number)[0]
        blocks = {i: self.block(b) for i, b in data.items()}
        return {i: b for i, b in blocks.items() if any(b)}

    # Directories

    def entries(self, number):
        """(name, inode, byte offset in the image) of the used entries."""
        data, size = self.pointers(number)[0], self.get(number, "size")
        for index in range(0, size, ENTRY_SIZE):
            at = data[index // BLOCK] * BLOCK + index % BLOCK
            inode, name = struct.unpack_from("<H62s", self.data, at)
            if inode:
                yield name.rstrip(b"\0"), inode, at

    def names(self, number):
        dots = (b".", b"..")
        return {n: i for n, i, _ in self.entries(number) if n not in dots}

    def lookup(self, path):
        number = ROOT
        for name in path.strip("/").split("/"):
            number = self.names(number)[os.fsencode(name)]
        return number

    def entry(self, directory, name):
        name = os.fsencode(name)
        return next(at for n, _, at in self.entries(directory) if n == name)

    def set_entry(self, at, inode, name):
        struct.pack_into("<H62s", self.data, at, inode, os.fsencode(name))

    def append_entry(self, directory, inode, name):
        """Adds an entry to a directory whose last block has room."""
        size = self.get(directory, "size")
        block = self.pointers(directory)[0][size // BLOCK]
        self.set_entry(block * BLOCK + size % BLOCK, inode, name)
        self.set(directory, "size", size + ENTRY_SIZE)

    def walk(self, number=ROOT, path=""):
        """(path, inode) of everything, directories before what is in it."""
        yield path, number
        if self.get(number, "type") == DIR:
            for name, child in sorted(self.names(number).items()):
                yield from self.walk(child, path + "/" + os.fsdecode(name))

    # Bitmap

    def bit(self, block):
        at = self.bitmap_start * BLOCK + block // 8
        return self.data[at] >> block % 8 & 1

    def flip_bit(self, block):
        at = self.bitmap_start * BLOCK + block // 8
        self.data[at] ^= 1 << block % 8

    def free_block(self):
        return next(b for b in range(self.nblocks) if not self.bit(b))

    def free_inode(self):
        return next(i for i in range(ROOT, self.ninodes)
                    if self.get(i, "type") == FREE)

    # Log

    def log_header(self, half):
        return (self.log_start + half * (1 + self.log_blocks)) * BLOCK

    def log_write(self, sequence, images, half=None, count=None):
        """Commits a transaction: images is {home block: bytes}."""
        at = self.log_header(sequence % 2 if half is None else half)
        for i, image in enumerate(images.values()):
            self.data[at + BLOCK * (i + 1):at + BLOCK * (i + 2)] = image
        words = [sequence & 0xFFFFFFFF, sequence >> 32,
                 len(images) if count is None else count, *images]
        words = [LOG_MAGIC, fnv(words)] + words
        struct.pack_into("<%dI" % len(words), self.data, at, *words)

    # The rules, as an independent judge

    def problems(self):
        """What breaks the format's rules; empty for a sound image."""
        found, used, links = [], {}, {ROOT: 0}
        for path, number in self.walk():
            links[number] = links.get(number, 0) + 1
            if self.get(number, "type") == DIR:
                found += self.dir_problems(path, number, links)
            if links[number] == 1 or self.get(number, "type") == DIR:
                found += self.block_problems(path, number, used)
        links[ROOT] -= 1
        for number in range(1, self.ninodes):
            if self.get(number, "nlink") != links.get(number, 0):
                found.append("link count of inode %d" % number)
        for block in range(self.nblocks):
            want = block < self.data_start or block in used
            if self.bit(block) != want:
                found.append("bit of block %d" % block)
        return found

    def dir_problems(self, path, number, links):
        raw = [(n, i) for n, i, _ in self.entries(number)]
        if [n for n, _ in raw[:2]] != [b".", b".."] or raw[0][1] != number:
            return ["dots of " + path]
        links[number] = links.get(number, 0) + 1
        links[raw[1][1]] = links.get(raw[1][1], 0) + 1
        names = [n for n, _ in raw]
        return [] if len(set(names)) == len(names) else ["twice in " + path]

    def block_problems(self, path, number, used):
        data, tables = self.pointers(number)
        blocks = list(data.values()) + tables
        found = []
        for block in blocks:
            if block in used or block < self.data_start:
                found.append("block %d of %s" % (block, path))
            used[block] = number
        if len(blocks) != self.get(number, "nblocks"):
            found.append("block count of " + path)
        return found
