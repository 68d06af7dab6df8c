"""The queue of the embedded default: a message is there whole, or not at all."""

import threading
from pathlib import Path
from queue import Empty
from typing import Any

from kombu import Connection

from settings import celery  # sets the transport behind filesystem://

MESSAGES = 400


def channel(folder: Path) -> Any:
    assert celery.app.main == "lanmu"
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder)}
    return Connection("filesystem://localhost/", transport_options=options).channel()


def test_a_message_that_is_being_written_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "1_a.celery.msg.draft").write_bytes(b"")
    queue = channel(tmp_path)
    queue._put("celery", {"body": "whole"})
    assert queue._get("celery") == {"body": "whole"}
    assert [file.name for file in tmp_path.iterdir()] == ["1_a.celery.msg.draft"]


def test_a_reader_beside_a_writer_never_meets_half_a_message(tmp_path: Path) -> None:
    writer, reader, got = channel(tmp_path), channel(tmp_path), []
    body = {"body": "x" * 5000}
    work = threading.Thread(target=lambda: [writer._put("celery", body) for _ in range(MESSAGES)])
    work.start()
    while work.is_alive() or any(tmp_path.iterdir()):
        try:
            got.append(reader._get("celery"))
        except Empty:
            continue
    work.join()
    assert got == [body] * MESSAGES
