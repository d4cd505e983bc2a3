"""What a start leaves behind: memory that the system gets back, objects that stay for good."""

from __future__ import annotations

import contextlib
import ctypes
import gc


def settle() -> None:
    """Call it once, when all is made and before anybody is answered.

    The C library keeps what reading and learning took; glibc gives it back when asked (10 MB after a
    start that finds everything made), others are not asked. The content, the code and what was learned
    stay as long as the bot: to look through them for garbage again and again would stop answers for a
    tenth of a second each time.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    gc.freeze()
