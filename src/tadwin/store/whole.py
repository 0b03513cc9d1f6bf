"""Several changes of a record that are kept together, or none of them: one transaction of one thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


class Whole(threading.local):
    """The transaction that this thread has open over several changes; None where each change is one of its own."""

    connection: Connection | None = None

    @contextmanager
    def within(self, connection: Connection) -> Iterator[None]:
        """What this thread changes within it, it changes over this connection."""
        before, self.connection = self.connection, connection
        try:
            yield
        finally:
            self.connection = before
