"""What fsck must do: each broken rule is found by its name and repaired."""
import os

import damage
import sprout
from harness import contains, equal


def tree_make(root):
    os.makedirs(root + "/d1/sub")
    os.makedirs(root + "/d2")
    for name, size in (("a", 9000), ("b", 3), ("big", 4400000),
                       ("d1/x", 5000), ("d1/sub/z", 1)):
        with open(os.path.join(root, name), "wb") as f:
            f.write(b"".join(b"%8d" % i for i in range(size // 8 + 1)))
    with open(root + "/holes", "wb") as f:
        f.seek(40 * sprout.BLOCK)
        f.write(b"end")
    os.link(root + "/b", root + "/d1/b-too")


class FsckTests:
    def __init__(self, tools):
        self.tools = tools
        self.path = tools.path("broken.img")
        self.base = tools.path("base.img")
        tree = tools.path("fsck-tree")
        tree_make(tree)
        equal(tools.run("mkfs", "--size", "8M", "--inodes", "128",
                        "--log-blocks", "66", "--device", "/null:2:0",
                        self.base, tree), (0, ""))

    def fresh(self):
        return sprout.Image(self.base)

    def fsck(self, *options):
        """Status, and the findings' names."""
        status, output = self.tools.run("fsck", *options, self.path)
        lines = [line.split(": ") for line in output.splitlines()]
        names = {part[1] for part in lines if len(part) > 2}
        return status, names - {"note"}, output

    def clean(self):
        equal(self.tools.run("fsck", self.path), (0, ""))
        equal(sprout.Image(self.path).problems(), [])

    def repairs(self, name, breaks):
        image = self.fresh()
        breaks(image)
        image.save(self.path)
        status, names, output = self.fsck()
        equal((status, names), (1, {name}))
        equal(sprout.Image(self.path).data == image.data, True)
        status, names, output = self.fsck("-y")
        equal((status, names), (1, {name}))
        contains(output, "repaired")
        self.clean()
        self.files_kept()

    def files_kept(self):
        """No repair above may cost a file that was not hit itself."""
        before, after = self.fresh(), sprout.Image(self.path)
        kept = {number for _, number in after.walk()}
        for path, number in before.walk():
            if path == "/d1/x" and number not in kept:
                continue        # made an orphan
            assert number in kept, path
            if before.get(number, "type") == sprout.FILE:
                equal(after.contents(number), before.contents(number))

    def fatal(self, name, field, value):
        image = self.fresh()
        image.set_super(field, value)
        image.save(self.path)
        for options in ((), ("-y",)):
            status, names, _ = self.fsck(*options)
            equal((status, names), (1, {name}))
        with open(self.path, "rb") as f:
            equal(f.read() == image.data, True)

    def legal_orphan(self):
        image = self.fresh()
        damage.orphan_make(image)
        image.set_super("norphans", 1)
        image.save(self.path)
        equal(self.fsck()[:2], (0, set()))
        status, names, output = self.fsck("-y")
        equal((status, names), (0, set()))
        contains(output, "freed 1 unlinked")
        self.clean()

    def pending_log(self):
        """A committed transaction counts, before it is home and after."""
        image = self.fresh()
        broken = bytearray(image.block(image.bitmap_start))
        broken[0] ^= 1
        image.log_write(6, {image.bitmap_start: bytes(broken)})
        image.log_write(7, {image.bitmap_start:
                            image.block(image.bitmap_start),
                            image.nblocks - 1: b"new!" * 1024})
        image.flip_bit(image.nblocks - 2)
        image.save(self.path)
        status, names, output = self.fsck()
        equal((status, names), (0, set()))
        contains(output, "transaction 7 is committed, 2 of its 2 blocks")
        equal(self.fsck("-y")[0], 0)
        after = sprout.Image(self.path)
        equal(after.block(after.nblocks - 1), b"new!" * 1024)
        equal(after.word(after.log_header(0)), 0)
        equal(after.word(after.log_header(1)), 0)
        self.clean()

    def torn_header(self):
        """A header that does not match its checksum is none."""
        image = self.fresh()
        image.log_write(7, {image.bitmap_start: bytes(sprout.BLOCK)})
        image.data[image.log_header(1) + 16] ^= 1
        image.save(self.path)
        self.clean()

    def damage_in_log(self):
        """Errors that recovery will bring are errors."""
        image = self.fresh()
        image.log_write(7, {image.bitmap_start: bytes(sprout.BLOCK)})
        image.save(self.path)
        equal(self.fsck()[:2], (1, {"bitmap-missing"}))
        equal(self.fsck("-y")[:2], (1, {"bitmap-missing"}))
        self.clean()
        self.files_kept()

    def lost_and_found(self):
        """What lost its name is there afterwards, contents and all."""
        image = self.fresh()
        sub = image.lookup("d1/sub")
        damage.dir_without_name(image)
        image.save(self.path)
        self.fsck("-y")
        after = sprout.Image(self.path)
        found = after.names(after.lookup("lost+found"))
        equal(list(found), [b"#%d" % self.fresh().lookup("d1")])
        equal(after.lookup("lost+found/%s/sub" % os.fsdecode(
            list(found)[0])), sub)

    def lost_name_of_file(self):
        """When lost+found is a file, the root takes what was lost."""
        image = self.fresh()
        number = image.lookup("d1/x")
        damage.file_without_name(image)
        image.set_entry(image.entry(sprout.ROOT, "a"), image.lookup("a"),
                        "lost+found")
        image.save(self.path)
        self.fsck("-y")
        self.clean()
        equal(sprout.Image(self.path).lookup("#%d" % number), number)

    def lost_name_taken(self):
        """A lost+found that is there is used; a name that is taken is not."""
        image = self.fresh()
        x, d1, d2 = map(image.lookup, ("d1/x", "d1", "d2"))
        at = image.entry(sprout.ROOT, "d2")
        image.set_entry(at, d2, "lost+found")
        image.append_entry(d2, image.lookup("a"), "#%d" % x)
        image.add(image.lookup("a"), "nlink", 1)
        image.set_entry(image.entry(d1, "x"), 0, "")
        image.save(self.path)
        self.fsck("-y")
        self.clean()
        after = sprout.Image(self.path)
        equal(after.lookup("lost+found/#%d.1" % x), x)
        equal(after.lookup("lost+found/#%d" % x), image.lookup("a"))

    def lost_many(self):
        """lost+found grows with what it is given."""
        image = self.fresh()
        lost = 0
        while lost < 90:
            number = image.free_inode()
            image.set(number, "type", sprout.FILE)
            image.set(number, "nlink", 1 + lost % 2)
            lost += 1
        image.save(self.path)
        equal(self.fsck("-y")[:2], (1, {"dir-connected"}))
        self.clean()
        after = sprout.Image(self.path)
        equal(len(after.names(after.lookup("lost+found"))), lost)

    def full_disk(self):
        """Without a block for lost+found the lost file is freed."""
        tree = self.tools.path("full-tree")
        os.mkdir(tree)
        for i in range(60):     # with ".", "..", "d" and "rest": one block
            open(tree + "/%d" % i, "wb").close()
        os.mkdir(tree + "/d")
        open(tree + "/d/x", "wb").close()
        for size in (0, None):
            if size is None:
                image = sprout.Image(self.path)
                size = sum(not image.bit(b) for b in range(image.nblocks)) - 1
            with open(tree + "/rest", "wb") as f:
                f.write(os.urandom(size * sprout.BLOCK))
            equal(self.tools.run("mkfs", "--size", "2M", self.path, tree),
                  (0, ""))
        image = sprout.Image(self.path)
        image.set_entry(image.entry(image.lookup("d"), "x"), 0, "")
        image.save(self.path)
        equal(self.fsck("-y")[:2], (1, {"dir-connected"}))
        self.clean()
        equal("/rest" in dict(sprout.Image(self.path).walk()), True)

    def no_inode_for_lost(self):
        """With all inodes in use the root takes what was lost."""
        image = self.fresh()
        for number in range(1, image.ninodes):
            if image.get(number, "type") == sprout.FREE:
                image.set(number, "type", sprout.FILE)
                image.set(number, "nlink", 1)
        image.save(self.path)
        equal(self.fsck("-y")[:2], (1, {"dir-connected"}))
        self.clean()

    def truncated(self):
        data = bytes(self.fresh().data)
        for size in (0, 1, 4095, 4096, 100 * sprout.BLOCK, len(data) - 1):
            with open(self.path, "wb") as f:
                f.write(data[:size])
            for options in ((), ("-y",)):
                equal(self.fsck(*options)[:2], (1, {"superblock-fields"}))

    def not_an_image(self):
        for path, part in (("/nowhere", "cannot open"),
                           (self.tools.dir, "neither a file")):
            status, output = self.tools.run("fsck", path)
            equal(status, 2)
            contains(output, part)
        for arguments in ([], ["-x", "i"], [self.base, self.base]):
            status, output = self.tools.run("fsck", *arguments)
            equal(status, 2)
            contains(output, "usage: fsck")

    def what_verbose_says(self):
        image = self.fresh()
        image.log_write(6, {0: image.block(0)})
        image.save(self.path)
        status, _, output = self.fsck("-v")
        equal(status, 0)
        contains(output, "last transaction 6, 1 blocks, all home")
        contains(output, "6 files, 4 directories, 1 devices, ")
        damage.bit_cleared(image)
        image.save(self.path)
        contains(self.fsck("-v", "-y")[2], "repair: bitmap-missing")

    def many_findings(self):
        """A flood is cut short, and -v shows all."""
        image = self.fresh()
        start = image.data_start * sprout.BLOCK
        for number in range(1, image.ninodes):
            if image.get(number, "type") == sprout.FREE:
                image.set(number, "mtime_ns", start)
        image.save(self.path)
        output = self.fsck()[2]
        contains(output, "more (-v shows them)")
        short = output.count("\n")
        assert self.fsck("-v")[2].count("\n") > short + 50
        self.fsck("-y")
        self.clean()

    def run(self, counter):
        for name, functions in damage.REPAIRABLE.items():
            for function in functions:
                counter.test("%s: %s" % (name, function.__name__.replace(
                    "_", " ")), self.repairs, name, function)
        for name, changes in damage.FATAL.items():
            for field, value in changes:
                counter.test("%s: %s = %d" % (name, field, value),
                             self.fatal, name, field, value)
        for test in (self.legal_orphan, self.pending_log, self.torn_header,
                     self.damage_in_log, self.lost_and_found,
                     self.lost_name_of_file, self.lost_name_taken,
                     self.lost_many, self.full_disk,
                     self.no_inode_for_lost, self.truncated,
                     self.what_verbose_says,
                     self.not_an_image, self.many_findings):
            counter.test(test.__name__.replace("_", " "), test)
