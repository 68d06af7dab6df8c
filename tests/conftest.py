"""What Django tests share: the Henan table in force, its columns published, the fixed people signed up."""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

# The day of the tests, a Sunday, and the day from which the Henan table binds.
TODAY = dt.date(2026, 11, 22)
IN_FORCE_SINCE = dt.date(2026, 1, 1)
# A column of the owner's (tests.people), in which nobody else has a part, and one of somebody else's.
OWN_COLUMN, FOREIGN_COLUMN = "政务公开/人事信息", "政务公开/领导讲话"

SignIn = Callable[[str], Client]


def pytest_configure() -> None:
    from settings.catalogues import compile_catalogues

    compile_catalogues()


def pytest_unconfigure() -> None:
    from django.conf import settings

    # Under other settings this folder is somebody's installation.
    if settings.SETTINGS_MODULE == "settings.test":
        shutil.rmtree(settings.VAR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Once for each worker, because publishing takes seconds. Every test finds it as it was made."""
    with django_db_blocker.unblock():
        publish_henan()


def publish_henan() -> None:
    # Django's models can be imported only after pytest-django has set Django up.
    from cms.publishing import publish_columns
    from cms.rights import grant_rights
    from column_assignments.calendar import CHINA
    from column_assignments.classifying import DATA
    from column_assignments.models import Portal
    from column_assignments.table.importing import import_table, read_table
    from home.models import HomePage
    from tests.people import make_people

    file = DATA / "henan-2012-responsibility-table.csv"
    portal = Portal.objects.own()
    import_table(portal, read_table(file.read_bytes()), effective_on=IN_FORCE_SINCE, source=file.name)
    # Entered on its day, whenever the tests run: a duty counts from then.
    portal.tables.update(imported_at=dt.datetime.combine(IN_FORCE_SINCE, dt.time(9), CHINA))
    publish_columns(HomePage.objects.get(), portal)
    make_people()
    grant_rights(portal, IN_FORCE_SINCE)


@pytest.fixture
def portal(db: None) -> Any:
    """The installation's own portal."""
    from column_assignments.models import Portal

    return Portal.objects.own()


@pytest.fixture
def elsewhere(db: None) -> Any:
    """A portal of somebody else's, without a table."""
    from column_assignments.models import Portal

    return Portal.objects.create(name="某市交通运输局", url="http://portal.invalid/")


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """A browser in which one of the fixed people is signed in; "anonymous" is nobody."""
    from django.contrib.auth import get_user_model

    def browser(name: str) -> Client:
        client = Client()
        if name != "anonymous":
            client.force_login(get_user_model().objects.get(username=name))
        return client

    return browser


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI everything that a test needs is installed, so a skip there means that a check was lost."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        for report in reporter.stats["skipped"]:
            reporter.write_line(f"skipped in CI: {report.nodeid} {report.longrepr}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
