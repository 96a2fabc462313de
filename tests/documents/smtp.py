"""Two mail servers on loopback: a good one that keeps what it gets, and one that misbehaves."""

import socketserver
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller

from tests.servers import free_port


@dataclass
class Postbox:
    """What a good server took: (recipient, message) in the order of arrival."""

    port: int
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        assert len(envelope.rcpt_tos) == 1
        self.taken.append((envelope.rcpt_tos[0], envelope.content))
        return "250 2.0.0 Ok: queued as UJI"


@contextmanager
def good_server():
    """A server that takes everything but what `refuse` names."""
    box = Postbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, data_size_limit=30_000_000)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


class Misbehaving(socketserver.StreamRequestHandler):
    """Speaks SMTP until the point at which its server's `mode` says to fail."""

    def handle(self):
        mode = self.server.mode
        if mode == "silent":
            time.sleep(self.server.patience)
            return
        self.say("554 no service" if mode == "busy" else "220 uji ready")
        for line in self.rfile:
            verb = line.split()[0].upper().decode()
            if verb == "DATA":
                if self.data(mode):
                    return
            elif verb == "QUIT":
                self.say("221 bye")
                return
            elif not self.command(verb, mode):
                return

    def command(self, verb, mode):
        """Answer one command; false when the line is dropped."""
        if (verb, mode) == ("RCPT", "drop at rcpt"):
            return False
        refusals = {
            ("RCPT", "refuse rcpt"): "550 5.1.1 no such user",
            ("RCPT", "later rcpt"): "450 4.2.0 try later",
            ("MAIL", "refuse sender"): "553 not you",
        }
        self.say(refusals.get((verb, mode), "250 ok"))
        return True

    def data(self, mode):
        """Answer DATA; true when the conversation is over."""
        early = {"no data": "451 not now", "never data": "554 not ever"}
        if mode in early:
            self.say(early[mode])
            return False
        self.say("354 go ahead")
        message = self.message(mode)
        if message is None:
            return True
        self.server.taken.append(message)
        answers = {"refuse message": "552 too big", "later message": "451 maybe"}
        if mode in answers:
            self.say(answers[mode])
            return False
        if mode == "hang after message":
            time.sleep(self.server.patience)
        return True

    def message(self, mode):
        """Read to the lonely dot; None when the line broke before it."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                return b"".join(lines)
            if mode == "drop in message":
                return None
            lines.append(line)
        return None

    def say(self, text):
        with suppress(OSError):
            self.wfile.write(text.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """One misbehaving server; `taken` holds the messages it read to the end."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mode, patience=30.0):
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.mode, self.patience, self.taken = mode, patience, []

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def bad_server(mode):
    """A server that fails at the point `mode` names."""
    server = Server(mode)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
