"""`import_table` and `export_table`: exit 0 done, 1 failed, 2 wrong use; messages on stderr."""

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from column_assignments.models import Portal, ResponsibilityTable
from tests.table.sheets import GOOD, OTHER, read, table

DAY = "2026-11-22"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A good table of two rows."""
    path = tmp_path / "table.csv"
    path.write_bytes(table(GOOD, OTHER))
    return path


def run(*arguments: Any) -> str:
    said = io.StringIO()
    call_command(*map(str, arguments), stderr=said)
    return said.getvalue()


def failure(*arguments: Any) -> tuple[int, str]:
    with pytest.raises(CommandError) as failed:
        run(*arguments)
    return failed.value.returncode, str(failed.value)


def test_a_bad_table_ends_with_1_and_names_every_line(elsewhere: Portal, file: Path) -> None:
    file.write_bytes(table(GOOD | {"负责部门": ""}, OTHER | {"更新频度": "随便"}))
    code, said = failure("import_table", file, "--portal", elsewhere)
    assert (code, said.splitlines()[1:]) == (1, ["第2行: 缺少负责部门", "第3行: 不认识的更新频度“随便”"])
    assert not elsewhere.tables.exists()


def test_a_file_that_is_not_there_ends_with_1(elsewhere: Portal, tmp_path: Path) -> None:
    code, said = failure("import_table", tmp_path / "none.csv", "--portal", elsewhere)
    assert code == 1
    assert "none.csv: 无法读取" in said


def test_an_unknown_portal_ends_with_2(db: None, file: Path) -> None:
    code, said = failure("import_table", file, "--portal", "没有这个")
    assert code == 2
    assert "没有名为“没有这个”的门户" in said


def test_an_unknown_portal_ends_an_export_with_2(db: None, tmp_path: Path) -> None:
    assert failure("export_table", tmp_path / "t.csv", "--portal", "没有这个")[0] == 2


def test_another_ending_ends_an_export_with_2(db: None, tmp_path: Path) -> None:
    assert failure("export_table", tmp_path / "t.doc")[0] == 2


def test_a_folder_that_is_not_there_ends_an_export_with_1(db: None, tmp_path: Path) -> None:
    assert failure("export_table", tmp_path / "none" / "t.csv")[0] == 1


def test_a_workbook_in_a_folder_that_is_not_there_ends_an_export_with_1(db: None, tmp_path: Path) -> None:
    assert failure("export_table", tmp_path / "none" / "t.xlsx")[0] == 1


def test_a_portal_without_a_table_ends_an_export_with_1(elsewhere: Portal, tmp_path: Path) -> None:
    assert failure("export_table", tmp_path / "t.csv", "--portal", elsewhere)[0] == 1
    assert not (tmp_path / "t.csv").exists()


def test_a_good_table_is_imported(elsewhere: Portal, file: Path) -> None:
    assert "已导入: 2 个栏目, 2 个部门" in run("import_table", file, "--portal", elsewhere, "--effective", DAY)
    assert str(elsewhere.tables.get().effective_on) == DAY


def test_without_a_portal_it_is_the_own_one(portal: Portal, file: Path) -> None:
    run("import_table", file, "--effective", DAY)
    assert list(portal.tables.values_list("source", flat=True))[-1] == "table.csv"


def test_a_trial_says_so_and_stores_nothing(elsewhere: Portal, file: Path) -> None:
    assert "校验通过" in run("import_table", file, "--portal", elsewhere, "--dry-run")
    assert not elsewhere.tables.exists()


def test_a_second_import_says_that_nothing_changed(elsewhere: Portal, file: Path) -> None:
    run("import_table", file, "--portal", elsewhere)
    assert "未作改动" in run("import_table", file, "--portal", elsewhere)
    assert ResponsibilityTable.objects.filter(portal=elsewhere).count() == 1


def test_what_was_exported_can_be_imported(elsewhere: Portal, tmp_path: Path) -> None:
    run("export_table", tmp_path / "t.xlsx")
    assert "73 个栏目" in run("import_table", tmp_path / "t.xlsx", "--portal", elsewhere)
    run("export_table", tmp_path / "t.csv", "--portal", elsewhere)
    assert read((tmp_path / "t.csv").read_bytes()) == read((tmp_path / "t.xlsx").read_bytes())


@pytest.fixture
def installation(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> dict[str, str]:
    """The environment of an embedded installation of its own, for another process to work on."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the embedded database")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        copy = sqlite3.connect(tmp_path / "lanmu.sqlite3")
        connection.connection.backup(copy)
        copy.close()
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"LANMU_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "settings.embedded"}


def test_the_shell_sees_exit_1_and_the_line_and_the_reason(installation: dict[str, str], file: Path) -> None:
    file.write_bytes(table(GOOD, OTHER | {"更新频度": "随便"}))
    command = [sys.executable, "manage.py", "import_table", str(file)]
    done = subprocess.run(
        command, env=installation, cwd=settings.BASE_DIR, capture_output=True, encoding="utf-8", timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "第3行: 不认识的更新频度“随便”" in done.stderr
