"""A bad line between phone and server: it limits, stalls and cuts where a test says so.

One connection carries one request, so that each can be told apart and broken at a chosen place.
"""

import asyncio
import gzip
import re
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager

LENGTH = re.compile(rb"content-length: *(\d+)", re.I)
CONNECTION = re.compile(rb"\r\nconnection:[^\r]*", re.I)
TEXT = re.compile(rb"content-type: *(text|application/(javascript|json|manifest))", re.I)
PIECE = 1024
STALL = 0.4
# Where a request may break; None lets it pass.
BEFORE, DURING, AFTER, HALF, STALLED = "before", "during", "after", "half", "stalled"
# A hotel's network answers everything itself, and says it went well.
PORTAL = "portal"
PLACES = (BEFORE, DURING, AFTER, HALF, STALLED, PORTAL)
WELCOME = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nHalo"


class Line:
    """A listening port in front of a server, and what is wrong with the line."""

    def __init__(self, port: int) -> None:
        self.upstream = port
        self.port = 0
        self.is_down = False
        # Bytes in a second, both ways; None is as fast as it goes.
        self.rate: float | None = None
        # The method and the beginning of the path → what happens to the next such requests.
        self.trouble: dict[tuple[str, str], deque[str | None]] = defaultdict(deque)
        # What the server says and what arrives in its place, of the same length.
        self.rewriting: dict[bytes, bytes] = {}
        self.calls: set[asyncio.Task | None] = set()
        # What each answer weighed, as the proxy in front of a real server would hand it on.
        self.weighed: list[tuple[str, int]] = []

    def mend(self) -> None:
        """A good line again."""
        self.is_down, self.rate = False, None
        self.trouble.clear()
        self.rewriting.clear()
        self.weighed.clear()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def break_next(self, method: str, path: str, *places: str | None) -> None:
        """The next requests to this path break there, one after the other."""
        self.trouble[method, path].extend(places)

    def fault(self, method: str, path: str) -> str | None:
        for (how, beginning), places in self.trouble.items():
            if how == method and path.startswith(beginning) and places:
                return places.popleft()
        return None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection; asyncio itself forgets who is on the line."""
        call = asyncio.current_task()
        self.calls.add(call)
        try:
            if not self.is_down:
                await self.carry(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.calls.discard(call)
            if self.is_down:
                writer.transport.abort()
            writer.close()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request and its answer, as far as they come."""
        head = await reader.readuntil(b"\r\n\r\n")
        method, path = head.split(b" ", 2)[:2]
        place = self.fault(method.decode(), path.decode())
        found = LENGTH.search(head)
        size = int(found[1]) if found else 0
        if place == STALLED:
            await asyncio.sleep(STALL)
        if place in (BEFORE, STALLED):
            return
        if place == PORTAL:
            await self.answer(writer, WELCOME)
            return
        body = await self.slowly(reader, size // 2 if place == DURING else size)
        answer = await self.pass_on(head, body, listens=place != DURING)
        if place in (DURING, AFTER) or self.is_down:
            return
        self.weighed.append((path.decode(), weight(answer)))
        for old, new in self.rewriting.items():
            answer = answer.replace(old, new)
        await self.answer(writer, answer[: len(answer) // 2] if place == HALF else answer)

    async def pass_on(self, head: bytes, body: bytes, *, listens: bool) -> bytes:
        """Give the server what came, and take its whole answer; or hang up in the middle."""
        there, back = await asyncio.open_connection("127.0.0.1", self.upstream)
        try:
            back.write(CONNECTION.sub(b"", head).replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
            back.write(body)
            await back.drain()
            return await there.read(-1) if listens else b""
        finally:
            back.close()

    async def slowly(self, reader: asyncio.StreamReader, size: int) -> bytes:
        """So many bytes of the phone's, at the pace of the line."""
        if self.rate is None:
            return await reader.readexactly(size)
        body = b""
        while len(body) < size:
            piece = await reader.read(min(PIECE, size - len(body)))
            if not piece:
                raise asyncio.IncompleteReadError(body, size)
            body += piece
            await asyncio.sleep(len(piece) / self.rate)
        return body

    async def answer(self, writer: asyncio.StreamWriter, answer: bytes) -> None:
        """The server's bytes, at the pace of the line."""
        step = PIECE if self.rate else len(answer) or 1
        for start in range(0, len(answer), step):
            piece = answer[start : start + step]
            writer.write(piece)
            await writer.drain()
            if self.rate:
                await asyncio.sleep(len(piece) / self.rate)


def weight(answer: bytes) -> int:
    """Bytes on the line; text that the application hands out as it is gets packed on its way."""
    head, _, body = answer.partition(b"\r\n\r\n")
    packed = b"content-encoding" in head.lower() or not TEXT.search(head)
    return len(head) + len(body if packed else gzip.compress(body, 6))


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to the server at this port, in a thread of its own."""
    line = Line(port)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = asyncio.start_server(line.serve, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(timeout=60)
    line.port = server.sockets[0].getsockname()[1]
    yield line
    asyncio.run_coroutine_threadsafe(hang_up(server), loop).result(timeout=60)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=60)
    loop.close()


async def hang_up(server: asyncio.Server) -> None:
    """Nobody calls any more, and whoever is on the line is cut off."""
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
