"""A message as it is sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """Subject and text, plain."""

    subject: str
    text: str
