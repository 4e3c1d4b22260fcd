"""What mkfs must do: trees come back, errors are told in words."""
import os
import resource
import signal
import socket
import stat

import sprout
from harness import contains, equal

MIB = 1 << 20
GIB = 1 << 30
NOBODY = 65534
NAME_62 = "n" * 62


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def tree_make(root):
    """Every shape of file: empty, odd sizes, each level of blocks, links."""
    write(root + "/empty", b"")
    write(root + "/small", b"hello\n")
    write(root + "/block", b"b" * sprout.BLOCK)
    write(root + "/direct", os.urandom(12 * sprout.BLOCK))
    write(root + "/indirect", os.urandom(13 * sprout.BLOCK + 17))
    write(root + "/double", os.urandom(5 * MIB + 1))
    write(root + "/zeros", bytes(3 * sprout.BLOCK))
    write(root + "/d/sub/" + NAME_62, b"long name")
    write(root + "/d/\xe9t\xe9", b"not ASCII")
    for i in range(200):
        write(root + "/many/file%d" % i, b"%d" % i)
    os.makedirs(root + "/void/void")
    os.link(root + "/small", root + "/d/hard")
    os.link(root + "/small", root + "/a-first-name")
    os.utime(root + "/small", ns=(0, 1234567890123456789))


def host_contents(path):
    """Blocks of a host file that are not all zeros: {index: bytes}."""
    found = {}
    with open(path, "rb") as f:
        size = os.fstat(f.fileno()).st_size
        at = 0
        while at < size:
            try:
                at = os.lseek(f.fileno(), at, os.SEEK_DATA)
            except OSError:
                break
            at -= at % sprout.BLOCK
            data = os.pread(f.fileno(), sprout.BLOCK, at)
            if any(data):
                found[at // sprout.BLOCK] = data.ljust(sprout.BLOCK, b"\0")
            at += sprout.BLOCK
    return found


def same_inode(image, number, host):
    """Compares one inode with the host's file."""
    info = os.lstat(host)
    equal(image.get(number, "mtime_ns"), info.st_mtime_ns)
    if stat.S_ISDIR(info.st_mode):
        equal(image.get(number, "type"), sprout.DIR)
        equal(sorted(image.names(number)),
              sorted(os.listdir(os.fsencode(host))))
        return
    equal(image.get(number, "type"), sprout.FILE)
    equal(image.get(number, "nlink"), info.st_nlink)
    equal(image.get(number, "size"), info.st_size)
    equal(image.contents(number), host_contents(host))


def same_tree(image, host):
    inodes = {}
    for path, number in image.walk():
        same_inode(image, number, host + path)
        key = os.lstat(host + path).st_ino
        equal(inodes.setdefault(key, number), number)
    equal(image.problems(), [])


def nobody():
    """Become somebody who may not read everything."""
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def limit_files(on_signal):
    """No file becomes larger than a MiB, and the signal for that acts so."""
    signal.signal(signal.SIGXFSZ, on_signal)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, MIB))


class MkfsTests:
    def __init__(self, tools):
        self.tools = tools
        self.tree = tools.path("tree")
        self.image = tools.path("test.img")
        tree_make(self.tree)

    def build(self, *options, tree=None, env=None, image=None):
        status, output = self.tools.run(
            "mkfs", *options, image or self.image, tree or self.tree, env=env)
        equal((status, output), (0, ""))
        equal(self.tools.run("fsck", image or self.image), (0, ""))
        return sprout.Image(image or self.image)

    def refuse(self, part, *options, tree=None, status=1, **how):
        """mkfs says so, and leaves no file, not even a passing one."""
        folder = self.tools.path("refused")
        os.mkdir(folder)
        got, output = self.tools.run(
            "mkfs", *options, folder + "/no.img", tree or self.tree, **how)
        contains(output, part)
        equal(got, status)
        equal(os.listdir(folder), [])
        os.rmdir(folder)

    def fresh(self, name):
        path = self.tools.path(name)
        os.mkdir(path)
        return path

    def round_trip(self):
        same_tree(self.build("--size", "32M"), self.tree)

    def default_size(self):
        equal(self.build().nblocks, 128 * MIB // sprout.BLOCK)

    def smallest(self):
        void = self.fresh("smallest")
        same_tree(self.build("--size", "1M", tree=void), void)

    def full_to_the_last_block(self):
        tree = self.fresh("full")
        image = self.build("--size", "2M", tree=tree)
        room = sum(not image.bit(b) for b in range(image.nblocks))
        # A file of this size takes a block of pointers too.
        write(tree + "/rest", os.urandom((room - 1) * sprout.BLOCK))
        same_tree(self.build("--size", "2M", tree=tree), tree)
        write(tree + "/rest", os.urandom(room * sprout.BLOCK))
        self.refuse("too small", "--size", "2M", tree=tree)

    def sparse_file(self):
        """Holes stay holes, beyond 4 GiB as well."""
        tree = self.fresh("sparse")
        with open(tree + "/sparse", "wb") as f:
            for at in (0, 10 * sprout.BLOCK, 3 * MIB, 9 * MIB, GIB,
                       4 * GIB + 4 * MIB):
                f.seek(at)
                f.write(b"data at %d" % at)
        image = self.build("--size", "2M", tree=tree)
        same_tree(image, tree)
        # Blocks 0 to 10, four more, and the pointers: a table in the inode's
        # indirect, one in its double-indirect, three below that.
        equal(image.get(image.lookup("sparse"), "nblocks"), 11 + 4 + 1 + 1 + 3)

    def sparse_image(self):
        equal(self.tools.run("mkfs", "--size", "64G", self.image, self.tree),
              (0, ""))
        equal(self.tools.run("fsck", self.image), (0, ""))
        used = os.stat(self.image).st_blocks * 512
        equal(os.stat(self.image).st_size, 64 * GIB)
        assert used < 32 * MIB, used

    def reproducible(self):
        self.build("--size", "32M", "--device", "/dev/null:2:0")
        with open(self.image, "rb") as f:
            first = f.read()
        self.build("--size", "32M", "--device", "/dev/null:2:0")
        with open(self.image, "rb") as f:
            equal(first == f.read(), True)

    def sorted_names(self):
        """The order in which the host lists a folder does not matter."""
        image = self.build("--size", "32M", "--device", "/aa:2:0")
        for directory in ("d", "many", ""):
            number = image.lookup(directory) if directory else sprout.ROOT
            names = [name for name, _, _ in image.entries(number)]
            equal(names[:2], [b".", b".."])
            equal(names[2:], sorted(names[2:]))

    def source_date_epoch(self):
        image = self.build("--size", "32M", "--device", "/null:2:0",
                           env={"SOURCE_DATE_EPOCH": "86400"})
        times = {image.get(n, "mtime_ns") for _, n in image.walk()}
        equal(times, {86400 * 10 ** 9})

    def devices(self):
        image = self.build("--size", "32M", "--device=/dev/null:2:7",
                           "--device", "/dev/x/y:65535:0")
        null, other = image.lookup("dev/null"), image.lookup("dev/x/y")
        equal(image.get(null, "type"), sprout.DEVICE)
        equal(image.get(null, "major"), 2)
        equal(image.get(null, "minor"), 7)
        equal(image.get(other, "major"), 65535)
        equal(image.problems(), [])

    def added_files(self):
        extra = self.tools.path("ex:tra")
        write(extra, b"extra")
        image = self.build("--size", "32M", "--add", extra + ":/bin/extra")
        number = image.lookup("bin/extra")
        equal(image.contents(number)[0].rstrip(b"\0"), b"extra")
        equal(image.problems(), [])

    def numbers_given(self):
        image = self.build("--size", "32M", "--inodes", "1000",
                           "--log-blocks", "77")
        equal((image.ninodes, image.log_blocks), (1000, 77))

    def old_image_survives(self):
        self.build("--size", "32M")
        before = os.stat(self.image)
        status, _ = self.tools.run("mkfs", "--size", "1M", self.image,
                                   self.tree)
        after = os.stat(self.image)
        equal(status, 1)
        equal((after.st_ino, after.st_mtime_ns),
              (before.st_ino, before.st_mtime_ns))

    def too_small(self):
        """The size that it asks for is indeed enough, and just so."""
        self.refuse("build it with FSSIZE=", "--size", "2M")
        _, output = self.tools.run("mkfs", "--size", "2M", self.image,
                                   self.tree)
        size = int(output.split("FSSIZE=")[1].split("M")[0])
        self.build("--size", "%dM" % size)
        self.refuse("FSSIZE=%dM" % size, "--size", "%dM" % (size - 1))

    def bad_names(self):
        tree = self.fresh("names")
        write(tree + "/" + NAME_62 + "n", b"")
        self.refuse("the name has 63 bytes", tree=tree)
        self.refuse("the name has 63 bytes", "--device",
                    "/dev/%sn:1:1" % NAME_62)

    def bad_types(self):
        tree = self.fresh("types")
        os.symlink("nowhere", tree + "/link")
        self.refuse("types/link is a symbolic link", tree=tree)
        os.unlink(tree + "/link")
        os.mkfifo(tree + "/pipe")
        self.refuse("types/pipe is a named pipe", tree=tree)
        os.unlink(tree + "/pipe")
        try:
            os.mknod(tree + "/tape", stat.S_IFBLK | 0o600, os.makedev(9, 0))
            self.refuse("types/tape is a block device: devices are added "
                        "with --device", tree=tree)
            os.unlink(tree + "/tape")
        except PermissionError:       # only root may, and not everywhere
            pass
        old = os.getcwd()
        os.chdir(tree)        # a socket's path must be short
        with socket.socket(socket.AF_UNIX) as s:
            s.bind("socket")
        os.chdir(old)
        self.refuse("types/socket is a socket", tree=tree)

    def bad_files(self):
        tree = self.fresh("files")
        with open(tree + "/huge", "wb") as f:
            f.truncate((12 + 1024 + 1024 * 1024) * sprout.BLOCK + 1)
        self.refuse("huge is too large", tree=tree)
        os.unlink(tree + "/huge")
        write(tree + "/secret", b"secret")
        os.chmod(tree + "/secret", 0)
        self.refuse("secret: Permission denied", tree=tree, prepare=nobody)
        os.unlink(tree + "/secret")
        os.mkdir(tree + "/locked", 0)
        self.refuse("locked: Permission denied", tree=tree, prepare=nobody)

    def no_room_on_host(self):
        """A write that fails is told, and the passing file vanishes."""
        self.refuse("File too large", "--size", "32M",
                    prepare=lambda: limit_files(signal.SIG_IGN))

    def killed(self):
        """A signal leaves no passing file."""
        self.refuse("", "--size", "32M", status=-signal.SIGXFSZ,
                    killed_by=signal.SIGXFSZ,
                    prepare=lambda: limit_files(signal.SIG_DFL))

    def bad_trees(self):
        self.refuse("cannot look at the tree", tree="/nowhere")
        self.refuse("is not a directory", tree=self.tree + "/small")

    def bad_sizes(self):
        self.refuse("must be a multiple of 4096", "--size", "5000000")
        self.refuse("too small for a file system", "--size", "4K")
        self.refuse("too large", "--size", "65G")
        self.refuse("too large", "--size", "4294967296G")
        for size in ("", "-1", "64X", "1MM", "M", "0", "99999999999999G"):
            self.refuse("a size is a number", "--size", size)

    def bad_numbers(self):
        self.refuse("too many", "--inodes", "65536")
        self.refuse("inodes are too few", "--inodes", "100")
        self.refuse("whole number", "--inodes", "many")
        self.refuse("log blocks are too many", "--log-blocks", "1017")
        self.refuse("log blocks are too few", "--log-blocks", "1")

    def bad_devices(self):
        for option in ("/dev/null", "/dev/null:1", ":1:2", "/x::1"):
            self.refuse("PATH:MAJOR:MINOR", "--device", option)
        self.refuse("0 to 65535", "--device", "/x:65536:0")
        self.refuse("0 to 65535", "--device", "/x:a:0")
        self.refuse("begins with /", "--device", "x:1:0")
        self.refuse("cannot be used", "--device", "/a/../x:1:0")
        self.refuse("names no file", "--device", "//:1:0")
        self.refuse("is in the image already", "--device", "/small:1:0")
        self.refuse("small is not a directory", "--device", "/small/x:1:0")

    def bad_additions(self):
        self.refuse("HOSTFILE:PATH", "--add", "file")
        self.refuse("cannot look at", "--add", "/nowhere:/x")
        self.refuse("not a regular file", "--add", "/:/x")

    def bad_usage(self):
        self.refuse("unknown option --nonsense", "--nonsense", "1", status=2)
        self.refuse("unknown option -s", "-s", status=2)
        self.refuse("one argument too many", self.tree, status=2)
        equal(self.tools.run("mkfs", "--help")[0], 0)
        status, output = self.tools.run("mkfs", "--", "a", "b", "--x")
        equal(status, 2)
        contains(output, "one argument too many: --x")
        for arguments in ([], ["x.img"], ["--size"]):
            status, output = self.tools.run("mkfs", *arguments)
            equal(status, 2)
            contains(output, "usage: mkfs")

    def bad_epoch(self):
        env = {"SOURCE_DATE_EPOCH": "yesterday"}
        status, output = self.tools.run("mkfs", self.image, self.tree,
                                        env=env)
        equal(status, 1)
        contains(output, "seconds since 1970")

    def bad_targets(self):
        folder = self.fresh("folder.img")
        for image, part in ((folder, "not a regular file"),
                            ("/nowhere/x.img", "cannot create"),
                            ("/dev/null", "not a regular file")):
            status, output = self.tools.run("mkfs", image, self.tree)
            equal(status, 1)
            contains(output, part)

    def run(self, counter):
        for test in (self.round_trip, self.default_size, self.smallest,
                     self.full_to_the_last_block, self.sparse_file,
                     self.sparse_image, self.reproducible,
                     self.sorted_names,
                     self.source_date_epoch, self.devices, self.added_files,
                     self.numbers_given, self.old_image_survives,
                     self.too_small, self.bad_names, self.bad_types,
                     self.bad_files, self.no_room_on_host,
                     self.killed, self.bad_trees, self.bad_sizes,
                     self.bad_numbers, self.bad_devices, self.bad_additions,
                     self.bad_usage, self.bad_epoch, self.bad_targets):
            counter.test(test.__name__.replace("_", " "), test)
