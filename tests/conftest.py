"""What Django tests share: the Henan table in force, its columns published, the fixed people signed up."""

import datetime as dt
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.test import Client

# The day of the tests, a Sunday, and the day from which the Henan table binds.
TODAY = dt.date(2026, 11, 22)
IN_FORCE_SINCE = dt.date(2026, 1, 1)


def pytest_configure() -> None:
    from settings.catalogues import compile_catalogues

    compile_catalogues()


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.VAR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Once for each worker, because publishing takes seconds. Every test gets it back as it was."""
    with django_db_blocker.unblock():
        publish_henan()


def publish_henan() -> None:
    from cms.publishing import publish_columns
    from cms.rights import grant_rights
    from column_assignments.classifying import DATA
    from column_assignments.models import Portal
    from column_assignments.table.importing import import_table, read_table
    from home.models import HomePage
    from tests.people import make_people

    file = DATA / "henan-2012-responsibility-table.csv"
    portal = Portal.objects.own()
    import_table(portal, read_table(file.read_bytes()), effective_on=IN_FORCE_SINCE, source=file.name)
    publish_columns(HomePage.objects.get(), portal)
    grant_rights(portal, IN_FORCE_SINCE)
    make_people()


@pytest.fixture
def portal(db: None) -> Any:
    """The installation's own portal."""
    from column_assignments.models import Portal

    return Portal.objects.own()
