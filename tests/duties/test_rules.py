"""Which rule a frequency label and a class select."""

import datetime as dt

import pytest

from column_assignments.classifying import read_data, rule_book, rule_for, suggest_class
from column_assignments.due_dates import Standing, standing
from column_assignments.duties import ColumnClass, Duty, DutyKind, Limit, UpdateRule
from column_assignments.models import Column, Portal
from column_assignments.models import UpdateRule as RuleRow
from column_assignments.obligations import duties_in_force
from tests.conftest import TODAY

BOOK = rule_book(
    [
        UpdateRule("日常维护、适时更新", ColumnClass.STATIC, DutyKind.REVIEW, overdue=Limit(12, "m")),
        UpdateRule("适时更新", ColumnClass.NEWS, DutyKind.PUBLISH, overdue=Limit(1, "m")),
    ]
)
# Duties of the Henan table that no rule speaks of; whoever adds one here says that it was meant.
UNCLASSIFIED = {
    ("公共服务/网上办事的展现效果", "及时设置栏目、导航和场景"),  # no time
    ("公众参与/视频点播/领导访谈与会议直播", "动态更新"),  # the norm counts six interviews a year, no days
}


@pytest.fixture
def duties(portal: Portal) -> list[Duty]:
    """The duties of the Henan table."""
    return duties_in_force(portal, TODAY)


@pytest.mark.parametrize(
    ("label", "column_class"), [("经常更新", "news"), ("适时更新", "static"), ("日常维护", "static"), ("", "news")]
)
def test_a_pair_without_a_rule_is_unclassified_and_never_overdue(label: str, column_class: str) -> None:
    rule = rule_for(BOOK, label, column_class)
    assert rule.kind is DutyKind.UNCLASSIFIED
    assert standing(rule, dt.date(2001, 1, 1), TODAY) is Standing.NOT_JUDGED


@pytest.mark.parametrize(
    "label", ["日常维护、适时更新", "适时更新、日常维护", "适时更新,日常维护", "适时更新 ; 日常维护"]
)
def test_a_combined_label_is_found_in_either_order(label: str) -> None:
    assert rule_for(BOOK, label, "static").kind is DutyKind.REVIEW


def test_the_class_decides_between_rules_of_one_label(db: None) -> None:
    book = rule_book(rule.value() for rule in RuleRow.objects.all())
    assert str(rule_for(book, "动态更新", "news").overdue) == "14d"
    assert str(rule_for(book, "动态更新", "notice").overdue) == "6m"


def test_every_duty_of_the_henan_table_has_a_rule_or_is_left_out_on_purpose(duties: list[Duty]) -> None:
    left_out = {(duty.column, duty.rule.label) for duty in duties if duty.rule.kind is DutyKind.UNCLASSIFIED}
    assert left_out == UNCLASSIFIED


def test_every_duty_of_the_henan_table_names_its_source(duties: list[Duty]) -> None:
    assert all(duty.rule.source for duty in duties)


def test_the_rules_in_the_database_are_those_of_the_data(db: None) -> None:
    labels = {row["label"] for row in read_data("update-rules.csv")}
    assert set(RuleRow.objects.values_list("label", flat=True)) == labels


def test_every_rule_that_came_with_the_product_can_be_read(db: None) -> None:
    assert {rule.value().kind for rule in RuleRow.objects.all()} == set(DutyKind)


def test_no_rule_claims_to_be_confirmed_that_is_a_proposal(db: None) -> None:
    proposals = RuleRow.objects.filter(source__contains="建议")
    assert not proposals.filter(confirmed=True).exists()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("政务公开", "政务动态"), "news"),
        (("政务公开", "政策法规", "部门规章"), "notice"),
        (("政务公开", "依申请公开"), "service"),
        (("互动交流", "厅长信箱"), "interaction"),
        (("政务公开", "公开指南"), "static"),
        (("政务公开", "人事信息"), "data"),
        ((), "data"),
    ],
)
def test_a_class_is_suggested_by_the_nearest_name_that_says_one(names: tuple[str, ...], expected: str) -> None:
    assert suggest_class(names) == expected


def test_the_office_may_correct_a_class_and_the_rule_follows(portal: Portal) -> None:
    Column.objects.filter(portal=portal, path="政务公开/领导讲话").update(column_class="news")
    duty = next(duty for duty in duties_in_force(portal, TODAY) if duty.column == "政务公开/领导讲话")
    assert str(duty.rule.overdue) == "1m"
