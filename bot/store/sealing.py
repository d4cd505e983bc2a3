"""Words that must lie in the database for a moment lie there encrypted: a leaked copy shows nothing."""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class Seal:
    """Encrypts and decrypts under a key made from the operator's (AES-256-GCM)."""

    def __init__(self, key: bytes) -> None:
        self._key = hmac.new(key, b"thangdee inbox", hashlib.sha256).digest()

    def close(self, content: bytes, number: int) -> bytes:
        """Return ``content`` encrypted; it opens for the same ``number`` only."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, str(number).encode())

    def open(self, sealed: bytes, number: int) -> bytes:
        """Return what was encrypted. Raises ValueError if the key, the number or a bit is another."""
        from cryptography.exceptions import InvalidTag

        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, rest, str(number).encode())
        except InvalidTag as error:
            raise ValueError("encrypted under another key, or changed") from error

    @cached_property
    def _cipher(self) -> AESGCM:
        # Polling needs none, so a start does not wait for the library.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key)
