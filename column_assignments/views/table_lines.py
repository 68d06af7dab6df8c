"""The rows of a table as people read them: the duty in words, and as a tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from column_assignments.classifying import RuleBook, rule_book, rule_for
from column_assignments.duties import DutyKind, Limit, Role, UpdateRule
from column_assignments.models import Assignment, Portal, ResponsibilityTable
from column_assignments.models import UpdateRule as StoredRule
from column_assignments.models.choices import CLASS_CHOICES, KIND_CHOICES
from column_assignments.obligations import address_of
from column_assignments.table.comparing import step_words
from column_assignments.table.exporting import as_row
from column_assignments.table.rows import LEVELS, TableRow


@dataclass(frozen=True)
class Line:
    """One row on the screen. `pk` is the assignment's, `address` where the column can be opened, "" if unknown."""

    pk: int
    row: TableRow
    rule: UpdateRule
    address: str

    @property
    def levels(self) -> list[str]:
        """Always three, for the sheet."""
        return [*self.row.levels, "", ""][: len(LEVELS)]

    @property
    def lead(self) -> str:
        return "、".join(self.row.departments[Role.LEAD])

    @property
    def support(self) -> str:
        return "、".join(self.row.departments[Role.SUPPORT])

    @property
    def publisher(self) -> str:
        return "、".join(self.row.departments[Role.PUBLISHER])

    @property
    def steps(self) -> str:
        return step_words(self.row)

    @property
    def class_words(self) -> str:
        return str(dict(CLASS_CHOICES)[self.rule.column_class])

    @property
    def rule_words(self) -> str:
        return "; ".join(rule_words(self.rule))

    @property
    def is_unclassified(self) -> bool:
        return self.rule.kind is DutyKind.UNCLASSIFIED

    @property
    def is_unconfirmed(self) -> bool:
        return not self.rule.confirmed and not self.is_unclassified


@dataclass
class Node:
    """A column in the tree; `line` is None where it has no row of its own."""

    name: str
    line: Line | None = None
    children: dict[str, "Node"] = field(default_factory=dict)

    @property
    def below(self) -> list["Node"]:
        return list(self.children.values())

    @property
    def count(self) -> int:
        """The rows at and below this column."""
        return (self.line is not None) + sum(child.count for child in self.below)


def lines_of(table: ResponsibilityTable) -> list[Line]:
    """The rows of a table in their order."""
    book = rule_book(rule.value() for rule in StoredRule.objects.all())
    assignments = table.assignments.select_related("column").prefetch_related("parts__department")
    return [as_line(number, assignment, table.portal, book) for number, assignment in enumerate(assignments, 1)]


def as_line(number: int, assignment: Assignment, portal: Portal, book: RuleBook) -> Line:
    """One row with the rule that its label and class select."""
    row = as_row(number, assignment)
    assert row.column_class is not None  # noqa: S101 - a stored row has one
    return Line(
        pk=assignment.pk,
        row=row,
        rule=rule_for(book, row.frequency, row.column_class),
        address=address_of(assignment, portal),
    )


def tree_of(lines: Sequence[Line]) -> list[Node]:
    """The rows as a tree of up to three levels, in the order in which a level is first named."""
    root = Node("")
    for line in lines:
        node = root
        for name in line.row.levels:
            node = node.children.setdefault(name, Node(name))
        node.line = line
    return root.below


def rule_words(rule: UpdateRule) -> Iterator[str]:
    """What a rule asks for, and when it warns and counts as overdue."""
    yield str(dict(KIND_CHOICES)[rule.kind])
    if rule.due_on:
        yield _("each year by %(month)s-%(day)s") % {"month": f"{rule.due_on[0]:02}", "day": f"{rule.due_on[1]:02}"}
    if rule.warn:
        yield _("warns after %(limit)s") % {"limit": limit_words(rule.warn)}
    if rule.overdue:
        yield _("overdue after %(limit)s") % {"limit": limit_words(rule.overdue)}


def limit_words(limit: Limit) -> str:
    """A length of time in words."""
    forms = {
        "d": _("%(count)s days"),
        "wd": _("%(count)s working days"),
        "m": _("%(count)s months"),
        "h": _("%(count)s hours"),
    }
    return forms[limit.unit] % {"count": limit.count}
