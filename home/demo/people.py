"""Five people to try the three desks and the three reviews with. Their passwords are made on the first run and kept beside the database."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from column_assignments.models import Department, Member
from column_assignments.people import EDITORS, INSPECTORS, OFFICE, make_groups

EDITORS_DEPARTMENT = "厅人事处"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    desk: str
    username: str
    password: str


PEOPLE = (
    ("编辑", "editor", EDITORS),
    ("部门审核", "reviewer", EDITORS),
    ("保密审查", "secrecy", EDITORS),
    ("巡查员", "inspector", INSPECTORS),
    ("厅办公室", "office", OFFICE),
)
# Who holds which post in the editor's department.
POSTS = {"contact": "editor", "head": "reviewer", "secrecy_reviewer": "secrecy"}


def make_people(file: Path) -> list[Person]:
    """Make the people that are missing and give back all; `file` keeps their passwords, for its owner alone."""
    make_groups()
    passwords = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    people = [Person(desk, name, passwords.get(name) or secrets.token_urlsafe(9)) for desk, name, _ in PEOPLE]
    file.touch(mode=0o600)
    file.write_text(json.dumps({person.username: person.password for person in people}), encoding="utf-8")
    for person, (_, _, group) in zip(people, PEOPLE, strict=True):
        make_person(person, group)
    fill_posts(Department.objects.get(name=EDITORS_DEPARTMENT))
    return people


def fill_posts(department: Department) -> None:
    """Let the department's people work for it; a post that is filled stays so."""
    for post, username in POSTS.items():
        user = get_user_model().objects.get(username=username)
        Member.objects.get_or_create(user=user, defaults={"department": department})
        if getattr(department, post) is None:
            setattr(department, post, user)
    department.save(update_fields=list(POSTS))


def make_person(person: Person, group: str) -> None:
    """Make one person; somebody who is there keeps what was changed since."""
    user, made = get_user_model().objects.get_or_create(
        username=person.username,
        defaults={"email": f"{person.username}@lanmu.invalid", "first_name": person.desk},
    )
    if made:
        user.set_password(person.password)
        user.save(update_fields=["password"])
    user.groups.add(Group.objects.get(name=group))
