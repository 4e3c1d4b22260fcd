"""
Backwards in a recorded run: what stands between gdb and QEMU.

gdb asks for "one instruction back" (packet bs) or "back to the last
breakpoint" (bc) and makes reverse-next, reverse-finish and the others of
these two. A run cannot go backwards, but it can be replayed: each of the two
starts another QEMU at power-on, which goes forward to where the old one would
have come from. All other packets pass through.

QEMU has bs and bc of its own, which load a snapshot first; with RISC-V its
timers are not part of the snapshot (QEMU 7.2), and the replay stands still.

Read next: recording.py (the guest), gdb (who starts this).
"""

import os
import select
import sys
import threading

import monitor
import recording

INTERRUPT = b'\x03'
RESUMES = b'c', b'C', b's', b'S', b'vCont;'
GREETINGS = b'qSupported', b'qXfer:features:read:target.xml:0,'
STRIDES = 10000, 100, 1
NEAR = 0, *(1 << n for n in range(16))
AT_END, AT_BEGIN = b'replaylog:end;', b'replaylog:begin;'


class Wire:
    """Packets of gdb's remote protocol on a socket: $text#sum, and + for
    each that came."""

    def __init__(self, connection):
        self.connection, self.buffer = connection, b''

    def send(self, packet):
        try:
            self.connection.sendall(
                b'$%s#%02x' % (packet, sum(packet) % 256))
        except ConnectionError:
            raise EOFError from None

    def packet(self):
        """The first packet in the buffer, INTERRUPT, or None yet."""
        self.buffer = self.buffer.lstrip(b'+-')
        if self.buffer.startswith(INTERRUPT):
            self.buffer = self.buffer[1:]
            return INTERRUPT
        end = self.buffer.find(b'#')
        if not 0 <= end <= len(self.buffer) - 3:
            return None
        packet = self.buffer[1:end]
        self.buffer = self.buffer[end + 3:]
        try:
            self.connection.sendall(b'+')
        except ConnectionError:
            pass                 # who has gone wants no answer
        return packet

    def receive(self, timeout_s=None):
        """The next packet; None when the time is over before."""
        while (packet := self.packet()) is None:
            if not select.select([self.connection], [], [], timeout_s)[0]:
                return None
            try:
                data = self.connection.recv(65536)
            except ConnectionError:
                data = b''
            if not data:
                raise EOFError
            self.buffer += data
        return packet


class Console:
    """Each replay prints all again: only what is new is shown. And all that
    is before gdb hears of a stop, lest its lines come amid the guest's."""

    def __init__(self):
        self.shown = self.seen = 0
        self.out = None

    def begin(self, out):
        """Another replay, which prints there."""
        self.out, self.seen = out, 0

    def show(self, wait_s):
        """What was printed until now; with None, until the guest ends."""
        while select.select([self.out], [], [], wait_s)[0]:
            data = os.read(self.out, 65536)
            if not data:
                break
            new = data[max(0, self.shown - self.seen):]
            self.seen += len(data)
            self.shown = max(self.shown, self.seen)
            sys.stdout.buffer.write(new)
            sys.stdout.buffer.flush()


class Replay:
    """One QEMU that replays, stopped, with gdb's breakpoints in it."""

    def __init__(self, machine, greeting, console):
        with monitor.Port() as port:
            self.vm = recording.Guest(
                'replay', machine,
                ['-S', '-gdb', port.address])
            self.wire = Wire(port.accept(self.vm.process))
        self.seen = 0             # it has executed so many instructions
        self.console = console
        console.begin(self.vm.process.stdout.fileno())
        for packet in greeting:
            self.ask(packet)

    def close(self):
        self.vm.process.kill()
        self.console.show(None)
        self.vm.kill()

    def ask(self, packet):
        self.wire.send(packet)
        return self.wire.receive()

    def resume(self, packet, interrupted=lambda: False):
        """Runs until it stops; returns what QEMU says about that. Asking
        keeps it from sleeping; EOFError when the guest powers off."""
        self.wire.send(packet)
        while (reply := self.wire.receive(0)) is None:
            self.seen = max(self.seen, self.vm.icount())
            self.console.show(0)
            if interrupted():
                self.wire.connection.sendall(INTERRUPT)
        self.console.show(0)
        if reply.startswith(b'W'):       # its exit status, from newer QEMUs
            raise EOFError
        return reply

    def stop_at(self, icount):
        self.vm.monitor.ask('replay-break', icount=icount)

    def go_to(self, icount):
        """Forward, to a moment before the run's end."""
        if icount > self.vm.icount():
            self.stop_at(icount)
            self.resume(b'c')
            if self.vm.icount() < icount:    # it stopped to leave
                raise EOFError


class Backwards:
    """What gdb talks to."""

    def __init__(self, machine, gdb):
        self.machine, self.gdb = machine, gdb
        self.console = Console()
        self.greeting = []        # what gdb said before all else
        self.points = []          # breakpoints and watchpoints: Z packets
        self.thread = b''         # as QEMU names it
        self.end = None           # the last moment, once it is known
        self.replay = self.start()

    def start(self):
        return Replay(self.machine, self.greeting, self.console)

    def restart(self, icount):
        """At that instruction, with the breakpoints."""
        self.replay.close()
        self.replay = self.start()
        self.replay.go_to(icount)
        self.set_points()

    def restart_before(self, end):
        """As near to the end as QEMU stops: it may leave at once there."""
        for distance in NEAR:
            try:
                self.restart(end - distance)
                return
            except EOFError:
                pass
        raise EOFError

    def set_points(self, kind=b'Z'):
        """Into QEMU; or with kind z out of it."""
        for packet in self.points:
            self.replay.ask(kind + packet[1:])

    def stop_reply(self, why=b''):
        return b'T05' + self.thread + why

    def back_one(self):
        now = self.replay.vm.icount()
        if not now:
            return self.stop_reply(AT_BEGIN)
        self.restart(now - 1)
        return self.stop_reply()

    def back_to_point(self):
        """Twice forward: to see what was last, and to there."""
        now = self.replay.vm.icount()
        found = self.last_stop(now) if now else None
        if not found:
            self.restart(0)
            return self.stop_reply(AT_BEGIN)
        icount, reply = found
        self.restart(icount)
        return reply

    def last_stop(self, before):
        """(instruction, QEMU's reply) of the last stop before that one."""
        self.restart(0)
        self.replay.stop_at(before)
        found = None
        while not self.interrupted():
            reply = self.replay.resume(b'c')
            now = self.replay.vm.icount()
            if now >= before:
                break
            found = now, reply
            # A step over a watchpoint would stop where it is.
            self.set_points(b'z')
            self.replay.resume(b's')
            self.set_points()
        return found

    def forward(self, packet):
        """Never over the end: from a QEMU that has left nobody comes back."""
        if self.end is not None:
            if self.replay.vm.icount() >= self.end:
                return self.stop_reply(AT_END)
            self.replay.stop_at(self.end)
        try:
            reply = self.replay.resume(packet, self.interrupted)
        except EOFError:
            self.restart_before(self.find_end(self.replay.seen))
            self.end = self.replay.vm.icount()
        if self.replay.vm.icount() == self.end:
            return self.stop_reply(AT_END)
        return reply

    def find_end(self, seen):
        """The last instruction before the guest powers off, which is later
        than `seen`, in ever smaller strides."""
        for stride in STRIDES:
            self.replay.close()
            self.replay = self.start()
            try:
                self.replay.go_to(seen)
                while True:
                    self.replay.go_to(seen + stride)
                    seen += stride
            except EOFError:
                pass
        return seen

    def interrupted(self):
        return self.gdb.receive(0) == INTERRUPT

    def answer(self, packet):
        if packet == b'bs':
            return self.back_one()
        if packet == b'bc':
            return self.back_to_point()
        if packet.startswith(RESUMES):
            return self.forward(packet)
        if packet == b'QStartNoAckMode':
            return b''            # each QEMU would have to be told
        reply = self.replay.ask(packet)
        while reply.startswith(b'O') and reply != b'OK':
            self.gdb.send(reply)  # text, before the answer proper
            reply = self.replay.wire.receive()
        self.remember(packet, reply)
        return reply

    def remember(self, packet, reply):
        if packet.startswith(GREETINGS):
            self.greeting.append(packet)
        elif packet.startswith(b'Z') and reply == b'OK':
            self.points.append(packet)
        elif packet.startswith(b'z') and b'Z' + packet[1:] in self.points:
            self.points.remove(b'Z' + packet[1:])
        elif packet == b'?':
            self.thread = reply[3:reply.index(b';') + 1]

    def serve(self):
        """Until gdb leaves."""
        try:
            while (packet := self.gdb.receive()) != b'k':
                if packet != INTERRUPT:
                    self.gdb.send(self.answer(packet))
        except (EOFError, OSError):
            pass
        finally:
            self.replay.close()


class Server:
    """Where gdb connects to (path), for as long as the context lasts."""

    def __init__(self):
        self.machine = recording.load()
        self.closed = None
        self.port = monitor.Port()
        self.path = self.port.path
        self.thread = threading.Thread(target=self.serve)

    def poll(self):
        """For accept(): has the debugger ended?"""
        return self.closed

    def serve(self):
        try:
            wire = Wire(self.port.accept(self))
            Backwards(self.machine, wire).serve()
        except monitor.Refused as error:
            if not self.closed:
                print('tools/gdb: %s' % error, file=sys.stderr)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *exc):
        self.closed = True
        self.thread.join()
        self.port.close()
