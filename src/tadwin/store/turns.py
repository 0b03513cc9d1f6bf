"""Who may write to a record now. One at a time: incidents are made from all claims, and decisions are a chain.

A command that writes has its record to itself for as long as it is open. In the review app many threads share one
record, and other processes may share it too: there a thread takes a turn, within which it is the only writer.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import monotonic
from typing import Protocol

from tadwin.errors import Busy

#: How long a turn waits for the one before it, in seconds: longer than an act takes, shorter than a person waits.
PATIENCE = 10.0
#: Connections for an app whose threads share a record: as many as Starlette runs threads.
THREADS = 40


class Lock(Protocol):
    """What keeps other processes from writing. The system frees it when the process that holds it ends."""

    def take(self, patience: float) -> None:
        """Takes it, waiting at most so many seconds. Raises Busy when another holds it for longer."""

    def let_go(self) -> None:
        """Lets the next one have it."""

    def check(self) -> None:
        """Raises RecordError when it was lost without being let go."""

    def close(self) -> None:
        """Lets it go for good."""


class Turns(Protocol):
    """Who may write through one open record."""

    #: True where a write needs a turn, so that one without is a defect.
    by_turns: bool

    def turn(self) -> AbstractContextManager[None]:
        """Within it, this thread is the only writer."""

    def mine(self) -> bool:
        """True where this thread may write now."""


class Always:
    """The whole record is this caller's until it is closed: a turn costs nothing."""

    by_turns = False

    def turn(self) -> AbstractContextManager[None]:
        """Nothing to wait for."""
        return nullcontext()

    def mine(self) -> bool:
        """Yes."""
        return True


class Never:
    """The record was opened to be read."""

    by_turns = False

    def turn(self) -> AbstractContextManager[None]:
        """Raises RuntimeError: a defect of the caller."""
        raise RuntimeError("a record that was opened to be read gives no turn to write")

    def mine(self) -> bool:
        """No."""
        return False


class ByTurns:
    """Threads of this process in the order in which they came, and this process among others by the lock."""

    by_turns = True

    def __init__(self, name: str, lock: Lock, patience: float = PATIENCE) -> None:
        self._name = name
        self._lock = lock
        self._patience = patience
        self._queue = Queue()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for its turn; a thread that has it already goes on. Raises Busy after PATIENCE."""
        end = monotonic() + self._patience
        if not self._queue.enter(self._patience):
            raise busy(self._name)
        try:
            outermost = self._queue.depth == 1
            if outermost:
                self._lock.take(max(0.0, end - monotonic()))
            try:
                yield
            finally:
                if outermost:
                    self._lock.let_go()
        finally:
            self._queue.leave()

    def mine(self) -> bool:
        """True within this thread's turn."""
        return self._queue.mine()


def busy(name: str) -> Busy:
    """What to say when another writes."""
    return Busy(f"{name}: another tadwin is writing to this record; wait until it ends")


class Queue:
    """A lock between threads that is re-entrant, and that they get in the order in which they asked for it.

    Python's own locks let any waiting thread go first, and one of many could then wait for ever.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Event]] = deque()
        self._owner: int | None = None
        self.depth = 0

    def mine(self) -> bool:
        """True where this thread holds it."""
        return self._owner == threading.get_ident()

    def enter(self, patience: float) -> bool:
        """Takes it, or takes it once more; False when that takes longer than so many seconds."""
        me = threading.get_ident()
        with self._guard:
            if self._owner in (None, me):
                self._owner, self.depth = me, self.depth + 1
                return True
            called = threading.Event()
            self._waiting.append((me, called))
        try:
            called.wait(patience)
        except BaseException:  # stopped from the keyboard
            if not self._withdraw(me, called):
                self.leave()
            raise
        return not self._withdraw(me, called)

    def _withdraw(self, thread: int, called: threading.Event) -> bool:
        """Takes a waiting thread out of the queue; False where its turn has come."""
        with self._guard:
            if called.is_set():
                return False
            self._waiting.remove((thread, called))
            return True

    def leave(self) -> None:
        """Gives it to the next, once for every time that it was entered."""
        with self._guard:
            self.depth -= 1
            if self.depth:
                return
            self._owner = None
            if self._waiting:
                self._owner, called = self._waiting.popleft()
                self.depth = 1
                called.set()
