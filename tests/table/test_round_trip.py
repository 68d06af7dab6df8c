"""Nothing is lost between files and database."""

import dataclasses
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from column_assignments.models import Portal, ResponsibilityTable
from column_assignments.table.exporting import as_cells, table_rows
from column_assignments.table.files import clean, read_cells, write_cells
from column_assignments.table.importing import import_table
from column_assignments.table.rows import CLASSES_BY_WORD, FORMULA_STARTS, HEADINGS, REQUIRED, STEPS_BY_WORD
from tests.conftest import TODAY
from tests.table.sheets import GOOD, Row, read, table

quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
endings = pytest.mark.parametrize("ending", [".csv", ".xlsx"])


def is_inert(text: str) -> bool:
    return not text.startswith(FORMULA_STARTS)


letters = "路政航务一二三ab 12=+-@,;\"'、《》\n\t_x0041_<&>é😀"
texts = st.text(letters, max_size=30).map(clean).filter(is_inert)
names = st.text("路政航务一二三ab12=+-@\"'《》<&>", min_size=1, max_size=8).filter(is_inert)
departments = st.lists(names, max_size=3, unique=True).map("、".join)
labels = st.sampled_from(["适时更新", "日常维护、适时更新", "适时更新、日常维护", "一事一报", "每年更新"])
addresses = st.sampled_from(["", "http://a.example/rsxx/", "https://a.example:8443/list?id=1&p=2#x"])
classes = st.sampled_from(["", *CLASSES_BY_WORD])
steps = st.one_of(
    st.sampled_from(["", "免审"]),
    st.lists(st.sampled_from(list(STEPS_BY_WORD)), min_size=1, unique=True).map("、".join),
)
rows = st.fixed_dictionaries(
    {
        "二级栏目": names,
        "三级栏目": st.one_of(st.just(""), names),
        "内容说明": texts,
        "更新频度": labels,
        "负责部门": departments.filter(bool),
        "配合部门": departments,
        "发布部门": departments,
        "栏目网址": addresses,
        "栏目类别": classes,
        "审核步骤": steps,
    }
).map(lambda row: GOOD | row)
tables = st.lists(rows, min_size=1, max_size=5, unique_by=lambda row: (row["二级栏目"], row["三级栏目"]))


def stored(data: bytes) -> ResponsibilityTable:
    """A file's table as it stands in the database, on a portal of its own."""
    portal = Portal.objects.create(name=str(uuid.uuid4()))
    import_table(portal, read(data), effective_on=TODAY, source="table")
    return portal.tables.get()


def exported(stored_table: ResponsibilityTable, ending: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"table{ending}")
        write_cells(file, as_cells(table_rows(stored_table)))
        return file.read_bytes()


@endings
@quick
@given(some=tables)
def test_a_table_comes_back_with_all_that_it_says(db: None, ending: str, some: list[Row]) -> None:
    first = stored(table(*some, headings=HEADINGS))
    again = stored(exported(first, ending))
    assert table_rows(again) == table_rows(first)


@quick
@given(some=tables)
def test_what_a_file_says_is_what_is_stored(db: None, some: list[Row]) -> None:
    data = table(*some, headings=HEADINGS)
    for said, known in zip(read(data), table_rows(stored(data)), strict=True):
        assert (said.levels, said.content, said.frequency) == (known.levels, known.content, known.frequency)
        assert (said.departments, said.address) == (known.departments, known.address)
        assert said.column_class in (None, known.column_class)
        assert said.steps in (None, known.steps)


@endings
@quick
@given(some=tables)
def test_a_table_that_says_no_more_than_it_must_comes_back_as_it_was(db: None, ending: str, some: list[Row]) -> None:
    data = table(*some)
    for back, said in zip(read(exported(stored(data), ending)), read(data), strict=True):
        assert dataclasses.replace(back, address=None, column_class=None, steps=None) == said


@endings
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(clean))
def test_any_text_comes_back_as_it_was(ending: str, text: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"table{ending}")
        write_cells(file, [list(REQUIRED), [text, "x"]])
        assert read_cells(file.read_bytes())[1][0] == text
