"""Which rule a frequency label and a class select."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from column_assignments.classifying import label_key, read_data, rule_book, rule_for, suggest_class
from column_assignments.due_dates import Standing, due_date, reminded_from, standing
from column_assignments.duties import ColumnClass, Duty, DutyKind, Limit, UpdateRule
from column_assignments.models import Assignment, Portal
from column_assignments.models import UpdateRule as RuleRow
from column_assignments.obligations import duties_in_force
from tests.conftest import TODAY

BOOK = rule_book(
    [
        UpdateRule("日常维护、适时更新", ColumnClass.STATIC, DutyKind.REVIEW, overdue=Limit(12, "m")),
        UpdateRule("适时更新", ColumnClass.NEWS, DutyKind.PUBLISH, overdue=Limit(1, "m")),
    ]
)
migration = import_module("column_assignments.migrations.0004_rule_reminders")
# The source of the news rule before it had a reminder.
SHIPPED_BEFORE = "动态要闻类两周 (国办秘函〔2019〕19号 V4a)"
# Duties of the Henan table that no rule speaks of; whoever adds one here says that it was meant.
UNCLASSIFIED = {
    ("公共服务/网上办事的展现效果", "及时设置栏目、导航和场景"),  # no time
    # The norm counts six interviews a year, no days; and a mailbox of this class is answered, not updated.
    ("公众参与/视频点播/领导访谈与会议直播", "动态更新"),
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


@pytest.mark.parametrize(
    ("label", "overdue"),
    [
        ("每日", "1wd"),
        ("每日更新", "1wd"),
        ("实时", "1d"),
        ("每周", "9d"),
        ("每月", "36d"),
        ("月更新", "36d"),
        ("每季", "102d"),
        ("每季度更新", "102d"),
        ("季度", "102d"),
        ("半年", "198d"),
        ("每半年更新", "198d"),
        ("半年更新", "198d"),
        ("动态", "14d"),
        ("日常维护、适时", "1m"),
    ],
)
def test_a_label_is_found_however_it_is_spelt(db: None, label: str, overdue: str) -> None:
    book = rule_book(rule.value() for rule in RuleRow.objects.all())
    assert str(rule_for(book, label, "news").overdue) == overdue


@pytest.mark.parametrize("label", ["年度更新", "每年", "每年更新"])
def test_a_year_may_be_written_in_several_ways(db: None, label: str) -> None:
    book = rule_book(rule.value() for rule in RuleRow.objects.all())
    assert rule_for(book, label, "data").due_on == (1, 31)


@pytest.mark.parametrize("label", ["更新", "每", "度", "每更新", "及时", "日常", "经常", "定期更新", "不定期"])
def test_a_label_that_says_no_known_time_needs_classification(db: None, label: str) -> None:
    book = rule_book(rule.value() for rule in RuleRow.objects.all())
    assert rule_for(book, label, "news").kind is DutyKind.UNCLASSIFIED


@given(st.text(max_size=40))
def test_any_text_may_stand_where_a_label_is_expected(label: str) -> None:
    assert rule_for(BOOK, label, "news").label in {label, "适时更新"}


def test_no_two_shipped_labels_are_the_same_label() -> None:
    pairs = [(label_key(row["label"]), row["column_class"]) for row in read_data("update-rules.csv")]
    assert len(pairs) == len(set(pairs))


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


def test_every_rule_with_a_due_date_reminds_before_it_and_no_other_does(db: None) -> None:
    for rule in RuleRow.objects.all():
        assert bool(rule.remind) == bool(rule.overdue or rule.due_month), rule


def test_a_reminder_comes_after_the_day_from_which_the_duty_counts(db: None) -> None:
    for rule in (row.value() for row in RuleRow.objects.all()):
        if due := due_date(rule, TODAY):
            assert TODAY < reminded_from(rule, due) <= due, rule


def test_reminders_are_marked_as_proposals(db: None) -> None:
    assert not RuleRow.objects.exclude(remind="").exclude(source__contains="建议").exists()


@pytest.mark.parametrize(
    "touched",
    [{"overdue": "20d"}, {"source": "本厅规定"}, {"confirmed": True}, {"remind": "1d"}, {"warn": ""}],
)
def test_a_rule_that_the_office_has_changed_gets_no_shipped_reminder(db: None, touched: dict[str, object]) -> None:
    news = RuleRow.objects.filter(label="动态更新", column_class="news")
    news.update(**({"remind": "", "source": SHIPPED_BEFORE} | touched))
    migration.load(apps, None)
    assert news.get().remind == touched.get("remind", "")


def test_a_rule_as_it_was_shipped_gets_its_reminder(db: None) -> None:
    news = RuleRow.objects.filter(label="动态更新", column_class="news")
    news.update(remind="", source=SHIPPED_BEFORE)
    migration.load(apps, None)
    assert (news.get().remind, news.get().source) == ("3d", f"{SHIPPED_BEFORE}; 提醒提前量为建议值")


@pytest.mark.parametrize(("month", "number"), [(2, 30), (13, 1), (4, 31), (0, 1), (1, 0), (None, 1), (1, None)])
def test_a_day_that_no_year_has_is_refused(month: int | None, number: int | None) -> None:
    with pytest.raises(ValidationError):
        RuleRow(label="每年更新", column_class="data", kind="yearly", due_month=month, due_day=number).clean()


def test_29_february_is_a_day_of_the_year() -> None:
    RuleRow(label="每年更新", column_class="data", kind="yearly", due_month=2, due_day=29).clean()


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
    Assignment.objects.filter(table__portal=portal, column__path="政务公开/领导讲话").update(column_class="news")
    duty = next(duty for duty in duties_in_force(portal, TODAY) if duty.column == "政务公开/领导讲话")
    assert str(duty.rule.overdue) == "1m"
