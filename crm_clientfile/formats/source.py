"""The bytes of a file, opened afresh for each reading."""

import io
from pathlib import Path

CHUNK = 1 << 20


class Source:
    """A path, bytes or a seekable binary file, as often as one likes.

    Two readings at a time do not disturb each other: each has a position of its
    own. The file that was passed in stays open and belongs to the caller.

    >>> source = Source(b"abc")
    >>> source.size, source.open().read(2), source.open().read(2)
    (3, b'ab', b'ab')
    """

    def __init__(self, data):
        self._path = Path(data) if isinstance(data, str | Path) else None
        is_bytes = isinstance(data, bytes | bytearray | memoryview)
        self._file = io.BytesIO(data) if is_bytes else data
        self.size = self._measure()

    def _measure(self):
        if self._path:
            return self._path.stat().st_size
        return self._file.seek(0, io.SEEK_END)

    def open(self):
        """A new buffered binary stream at the first byte."""
        if self._path:
            return self._path.open("rb")
        return io.BufferedReader(_Window(self._file, self.size), CHUNK)

    def head(self, size):
        """The first ``size`` bytes."""
        with self.open() as stream:
            return stream.read(size)

    def contains(self, needle):
        """Whether the bytes ``needle`` occur anywhere."""
        tail = b""
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                if needle in tail + chunk:
                    return True
                tail = chunk[-len(needle) :]
        return False


class _Window(io.RawIOBase):
    """A view on a shared file that keeps its own position."""

    def __init__(self, file, size):
        self._file = file
        self._size = size
        self._position = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        start = (0, self._position, self._size)[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer):
        self._file.seek(self._position)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)
