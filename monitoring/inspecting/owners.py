"""Whose page it is: the column that a page of the portal belongs to."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from monitoring.inspecting.columns import ColumnResult
from monitoring.inspecting.targets import Target

# A link on this share of the pages stands in their frame (header, navigation, footer), which is the operator's.
FRAME_SHARE = 0.5
FRAME_PAGES = 4


class Owners:
    """The columns' pages: what their lists name, and what lies in their directories."""

    def __init__(self, results: Iterable[ColumnResult], pages: int) -> None:
        self._pages = pages
        self._by_page: dict[str, str] = {}
        self._by_directory: dict[str, str] = {}
        for result in results:
            self._enter(result)

    def column_of(self, target: Target) -> str:
        """The one column in whose pages a target stands; "" if it stands in the frame or in several columns."""
        in_frame = target.found_on_total >= FRAME_PAGES and target.found_on_total >= self._pages * FRAME_SHARE
        if in_frame:
            return ""
        columns = {column for column in map(self._column_of_page, target.found_on) if column}
        return columns.pop() if len(columns) == 1 else ""

    def _enter(self, result: ColumnResult) -> None:
        url, column = result.duty.url, result.duty.column
        if not url:
            return
        self._by_page[url] = column
        for item in result.seen.page.items if result.seen and result.seen.page else ():
            self._by_page.setdefault(item.url, column)
        directory = url.rsplit("/", 1)[0] + "/"
        if urlsplit(directory).path != "/":
            self._by_directory.setdefault(directory, column)

    def _column_of_page(self, url: str) -> str:
        return self._by_page.get(url) or self._by_parent(url)

    def _by_parent(self, url: str) -> str:
        directories: Sequence[str] = [d for d in _parents(url) if d in self._by_directory]
        return self._by_directory[directories[0]] if directories else ""


def _parents(url: str) -> list[str]:
    """The directories above an address, the nearest first."""
    start = url.find("://") + 3
    return [url[: index + 1] for index in range(len(url) - 1, start, -1) if url[index] == "/"]
