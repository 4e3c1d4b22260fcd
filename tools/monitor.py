"""
A running QEMU's machine-readable monitor (QMP): questions and orders.

QEMU is the one that connects, to a socket that is there before it starts, so
nobody looks again and again whether the other has come yet:

    with monitor.Port() as port:
        vm = guest.Guest('', ['-qmp', port.address])
        print(monitor.Monitor(port.accept(vm.process)).ask('query-status'))
"""

import json
import os
import socket
import tempfile
import threading

LOOK_S = 0.1


class Refused(Exception):
    """QEMU's own words for why not."""


class Port:
    """A socket in a folder of its own, so that no two users share one."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='sprout-port-')
        self.path = os.path.join(self.folder.name, 'port')
        self.address = 'unix:' + self.path
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        self.listener.settimeout(LOOK_S)

    def accept(self, process):
        """The other side, unless its process has ended instead."""
        while True:
            try:
                connection = self.listener.accept()[0]
                connection.settimeout(None)
                return connection
            except TimeoutError:
                if process.poll() is not None:
                    raise Refused('QEMU did not start') from None

    def close(self):
        self.listener.close()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class Monitor:
    def __init__(self, connection):
        self.connection = connection
        self.lock = threading.Lock()    # one question at a time
        self.lines = connection.makefile('r')
        self.lines.readline()
        self.ask('qmp_capabilities')

    def ask(self, command, **arguments):
        """Its answer; None when QEMU has ended instead."""
        request = {'execute': command, 'arguments': arguments}
        with self.lock:
            try:
                self.connection.sendall((json.dumps(request) + '\n').encode())
                for line in self.lines:
                    answer = json.loads(line)
                    if 'error' in answer:
                        raise Refused('%s: %s' % (
                            command, answer['error']['desc']))
                    if 'return' in answer:
                        return answer['return']
            except OSError:
                pass
        return None

    def close(self):
        self.lines.close()
        self.connection.close()
