"""Reminders by mail (到期提醒): what a department owes soon or already, and which texts wait for somebody's review."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.template.loader import render_to_string

from cms.approval.waiting import Waiting, waiting_for
from cms.owed import Owed, last_inspection, owed_by, owed_on
from column_assignments.calendar import CHINA, is_working_day
from column_assignments.models import Department, Portal
from column_assignments.people import OFFICE, department_of, works_for
from monitoring.alerts.delivering import send_all
from monitoring.alerts.message import Message
from monitoring.alerts.sending import is_time_for_mails
from monitoring.models import Delivery


@dataclass(frozen=True)
class Reminder:
    """What one person is reminded of."""

    department: Department | None
    duties: list[Owed]
    reviews: list[Waiting]

    def __bool__(self) -> bool:
        return bool(self.duties or self.reviews)


def send_owed_reminders(now: dt.datetime) -> int:
    """Send today's reminders, on working days and once the inspections are over; how many went out."""
    day = now.astimezone(CHINA).date()
    return send_reminders(day, now) if is_working_day(day) and is_time_for_mails(now) else 0


def send_reminders(day: dt.date, now: dt.datetime) -> int:
    """One mail a day to everybody who has to be reminded of something; how many went out."""
    owed = owed_on(Portal.objects.own(), day)
    reminders = {user.pk: reminder for user in reminded(day) if (reminder := reminder_for(user, owed, day, now))}
    recipients = get_user_model().objects.filter(pk__in=reminders)

    def compose(delivery: Delivery) -> Message:
        # Yesterday's that failed says what is owed by now.
        reminder = reminders.get(delivery.recipient_id) or reminder_for(delivery.recipient, owed, day, now)
        return message(reminder, delivery.day)

    return send_all(Delivery.Kind.REMINDER, day, recipients, compose)


def reminded(day: dt.date) -> list[AbstractUser]:
    """The people with a post in a department that stands on `day`, and the office; those with an address."""
    posts = Department.objects.filter(Department.standing(day)).values_list(
        "head", "deputy", "contact", "secrecy_reviewer"
    )
    holders = {user for department in posts for user in department if user}
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    return list((people.filter(pk__in=holders) | people.filter(groups__name=OFFICE)).distinct())


def reminder_for(user: AbstractUser, owed: list[Owed], day: dt.date, now: dt.datetime) -> Reminder:
    """Duties go to the publishing contact, or whoever stands in; reviews to those who can carry them out."""
    department = department_of(user)
    mine = owed_by(department, owed) if department and writes_for(department) == user.pk else []
    pressing = [row for row in mine if row.is_pressing(day)]
    reviews = [row for row in waiting_for(user, now) if row.remind_at <= now]
    return Reminder(department, pressing, reviews)


def writes_for(department: Department) -> int | None:
    """Who gets the department's reminders: the contact, else the deputy, else the head; nobody who has left."""
    posts = (department.contact, department.deputy, department.head)
    return next((user.pk for user in posts if user and user.email and works_for(user, department)), None)


def message(reminder: Reminder, day: dt.date) -> Message:
    """The mail."""
    late = [row for row in reminder.duties if row.due and row.due < day]
    soon = [row for row in reminder.duties if row.due and row.due >= day]
    context = {
        "reminder": reminder,
        "day": day,
        "inspection": last_inspection(Portal.objects.own()),
        "link": f"{settings.WAGTAILADMIN_BASE_URL}/admin/",
        "late": late,
        "soon": soon,
    }
    parts = [f"{len(late)} 个栏目已超期"] if late else []
    parts += [f"{len(soon)} 个栏目将到期"] if soon else []
    parts += [f"{len(reminder.reviews)} 篇待审核"] if reminder.reviews else []
    subject = f"栏目提醒 {day:%Y-%m-%d}: {', '.join(parts) or '已全部处理'}"
    return Message(subject, render_to_string("cms/reminder.txt", context))
