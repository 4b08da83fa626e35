"""Keyed hashes of addresses: who opposed is known again, and read by nobody.

HMAC-SHA256 (RFC 2104) with a secret of the database. Its two inner keys are all that a
database needs to make the same hash: ``sha256(outer || sha256(inner || text))``.
"""

import hashlib
import hmac
from dataclasses import dataclass

_BLOCK = 64


@dataclass(frozen=True)
class HashKey:
    """The two keys, 64 bytes each, of HMAC-SHA256."""

    inner: bytes
    outer: bytes

    @classmethod
    def of(cls, secret: str) -> "HashKey":
        key = secret.encode()
        key = hashlib.sha256(key).digest() if len(key) > _BLOCK else key
        key = key.ljust(_BLOCK, b"\0")
        return cls(bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key))

    def digest(self, text: str) -> str:
        """The hash in hexadecimal, as :mod:`hmac` makes it.

        >>> key = HashKey.of("secret")
        >>> key.digest("e:a@b.fr") == hmac.new(b"secret", b"e:a@b.fr", "sha256"
        ...     ).hexdigest()
        True
        """
        inner = hashlib.sha256(self.inner + text.encode()).digest()
        return hashlib.sha256(self.outer + inner).hexdigest()


def is_same(first: str, second: str) -> bool:
    """Whether two hashes are one, told in constant time."""
    return hmac.compare_digest(first, second)
