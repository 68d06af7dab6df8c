"""kombu's file system transport with messages that appear whole.

kombu creates the message's file first and writes into it afterwards. A worker that looks in between reads an empty
message, and ends: seen in a test of the running installation.
"""

from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A channel that writes a message under another name and then renames it."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Put one message on `queue`; OSError if the folder cannot be written."""
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        draft = folder / f"{name}.draft"
        draft.write_bytes(dumps(payload).encode())  # type: ignore[no-untyped-call]
        draft.rename(folder / name)


class Transport(filesystem.Transport):
    """The transport behind `filesystem://`."""

    Channel = Channel
