"""What is owed: the update rule, the duty and what is on record about it, as plain values (更新规则, 职责).

No models here: the checks of the floor above and the scoring beside it work on these values, whatever
database, file or test they came from.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """A department's part in an assignment (负责、配合、发布)."""

    LEAD = "lead"
    SUPPORT = "support"
    PUBLISHER = "publisher"


class ReviewStep(StrEnum):
    """A review that a text passes before it is published (三审), in this order."""

    DEPARTMENT = "department"  # 部门审核: the head of a lead department, or the deputy
    SECRECY = "secrecy"  # 保密审查: a recorded decision of its own
    OFFICE = "office"  # 办公室审核: the general office


class DutyKind(StrEnum):
    """How a duty is fulfilled, and therefore what can be judged from outside."""

    PUBLISH = "publish"  # something new within a time
    REVIEW = "review"  # the text is looked through within a time; its publication date says nothing
    EVENT = "event"  # each event obliges one publication (一事一报)
    YEARLY = "yearly"  # one item a calendar year, by a day of the year
    REPLY = "reply"  # each message is answered within a time
    FEED = "feed"  # follows another site by itself, within hours
    FUNCTION = "function"  # a query or service that has to work
    UNCLASSIFIED = "unclassified"  # the label is no time: somebody has to classify it


class ColumnClass(StrEnum):
    """The class of a column (栏目类别); with the frequency label it selects the update rule."""

    NEWS = "news"  # 动态、要闻
    NOTICE = "notice"  # 通知公告、政策文件
    DATA = "data"  # 数据、标准、人事、规划
    STATIC = "static"  # 概况、机构、指南
    SERVICE = "service"  # 办事、查询、下载
    INTERACTION = "interaction"  # 信箱、咨询、调查


@dataclass(frozen=True)
class Limit:
    """A length of time: `14d` days, `5wd` working days, `6m` calendar months, `72h` hours."""

    count: int
    unit: str

    _FORM = re.compile(r"(\d{1,4})(d|wd|m|h)")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read a limit as it is written in the rule data; ValueError if it is not one."""
        match = cls._FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a limit such as 14d, 5wd, 6m or 72h")
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


@dataclass(frozen=True)
class UpdateRule:
    """An update rule (更新规则): frequency label × column class → kind of duty and its limits.

    `warn` and `overdue` count from what `due_dates.due_date` says; `remind` is how long before the due date the
    department gets a mail. `due_on` is (month, day) for a yearly duty. `source` names the norm; `confirmed` is False
    where its number is a proposal that an office may change (standards 3.3).
    """

    label: str
    column_class: ColumnClass
    kind: DutyKind
    warn: Limit | None = None
    overdue: Limit | None = None
    remind: Limit | None = None
    due_on: tuple[int, int] | None = None
    source: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Records:
    """What was put on record about a duty, as it stands on one day. Nothing, for a portal of somebody else's.

    since              the day from which the column has been owed without a break; None where nobody is here to
                       confirm a text, so that its silence says nothing
    reviewed_on        the last review of the standing text (复核)
    oldest_open_event  the day of the oldest event that obliges publication and is not published (一事一报)
    has_register       whether events of the column are registered at all; without it, none open says nothing
    exempt             the kind of the accepted exemption that covers the day, "" if none does

    `review`, `event` and `exemption` name the rows for evidence, as in "review:12"; "" where there is none.
    """

    since: dt.date | None = None
    reviewed_on: dt.date | None = None
    oldest_open_event: dt.date | None = None
    has_register: bool = False
    exempt: str = ""
    review: str = ""
    event: str = ""
    exemption: str = ""


@dataclass(frozen=True)
class Duty:
    """A column and what is owed there (职责): one row of the responsibility table in force.

    `column` is the path in the column tree, levels joined by "/". `url` is the column's list page, "" if unknown.
    """

    column: str
    url: str
    rule: UpdateRule
    departments: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
