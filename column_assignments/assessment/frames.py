"""The frames that facts are made of: their columns, and what may stand in them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from column_assignments.assessment.vocabulary import CODES, DEPARTMENT_KINDS, PLACES, ROLES, VERDICTS

DAY = "datetime64[s]"


class FactsError(ValueError):
    """Facts that cannot be scored; the message names the frame and the column."""


@dataclass(frozen=True)
class Field:
    """A column of a frame. A text must be in `among` where that is given; a `default` or `optional` lets it be left out.

    `reference`: no prose and no spaces, because several are joined by a space where a deduction rests on many.
    """

    kind: str
    among: Iterable[str] = ()
    default: str | int | None = None
    empty: bool = False
    reference: bool = False
    optional: bool = False

    @property
    def dtype(self) -> str:
        return {"text": "str", "number": "float64", "whole": "int64", "flag": "bool", "day": DAY}[self.kind]


TEXT, NUMBER, DATE, FLAG = Field("text"), Field("number"), Field("day"), Field("flag")
EVIDENCE = Field("text", reference=True)
# The first or last day of a spell; empty, or left out: since ever, until further notice.
BOUND = Field("day", empty=True, optional=True)

FRAMES: Mapping[str, Mapping[str, Field]] = {
    "duties": {
        "column": TEXT,
        "weight": NUMBER,
        "column_class": Field("text", default="", empty=True),
        "first_day": BOUND,
        "last_day": BOUND,
    },
    "roles": {
        "column": TEXT,
        "department": TEXT,
        "department_kind": Field("text", DEPARTMENT_KINDS),
        "role": Field("text", ROLES),
        "first_day": BOUND,
        "last_day": BOUND,
    },
    "days": {
        "column": TEXT,
        "day": DATE,
        "verdict": Field("text", VERDICTS),
        "evidence": Field("text", empty=True, reference=True),
        "sample": FLAG,
    },
    "findings": {
        "finding": TEXT,
        "code": Field("text", CODES),
        "column": Field("text", empty=True),
        "place": Field("text", PLACES),
        "confirmed_on": DATE,
        "ended_on": Field("day", empty=True),
        "evidence": EVIDENCE,
        "sample": FLAG,
        "severity": Field("text", default="", empty=True),
        "count": Field("whole", default=1),
    },
    "coverage": {"day": DATE},
    "checks": {"column": TEXT, "code": Field("text", CODES)},
    "quantities": {
        "column": TEXT,
        "quantity": TEXT,
        "count": Field("whole"),
        "target": Field("whole", default=0),
        "evidence": EVIDENCE,
        "sample": FLAG,
    },
    "decisions": {"subject": TEXT, "key": TEXT, "decided_on": DATE, "evidence": EVIDENCE, "sample": FLAG},
}


def empty(name: str) -> pd.DataFrame:
    """The frame `name` without rows, with its columns and dtypes."""
    return _empty(name).copy()


@cache
def _empty(name: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=field.dtype) for column, field in FRAMES[name].items()})


def checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A copy with the columns and dtypes of `name`, sorted and without repeated rows; FactsError otherwise.

    Columns that the frame does not define are dropped: a provider may carry some for its own use.
    """
    required = [column for column, field in FRAMES[name].items() if field.default is None and not field.optional]
    missing = [column for column in required if column not in frame]
    if missing and not frame.columns.empty:
        raise FactsError(f"{name}: missing column {missing[0]!r}")
    if not len(frame):
        return empty(name)
    columns = {column: read(f"{name}.{column}", column, frame, field) for column, field in FRAMES[name].items()}
    result = pd.DataFrame(columns).drop_duplicates()
    return result.sort_values(list(columns), ignore_index=True)


def read(place: str, column: str, frame: pd.DataFrame, field: Field) -> pd.Series:
    if column not in frame:
        return pd.Series(field.default, index=frame.index, dtype=field.dtype)
    readers = {"text": read_text, "number": read_number, "whole": read_whole, "flag": read_flag, "day": read_day}
    values = frame[column] if field.default is None else frame[column].fillna(field.default)
    if values.isna().any() and not (field.kind == "day" and field.empty):
        raise FactsError(f"{place}: has empty values")
    return readers[field.kind](place, values, field)


def read_text(place: str, values: pd.Series, field: Field) -> pd.Series:
    if not values.map(lambda value: isinstance(value, str)).all():
        raise FactsError(f"{place}: must be text")
    result = values.astype("str")
    if not field.empty and (result.str.strip() == "").any():
        raise FactsError(f"{place}: has empty values")
    if field.reference and result.str.contains(r"\s").any():
        raise FactsError(f"{place}: a reference holds no space")
    if field.among and len(unknown := result[~result.isin(list(field.among))]):
        raise FactsError(f"{place}: {unknown.iloc[0]!r} is none of {', '.join(field.among)}")
    return result


def read_number(place: str, values: pd.Series, field: Field) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        raise FactsError(f"{place}: must be numbers")
    if not values.between(0, float("inf"), inclusive="left").all():
        raise FactsError(f"{place}: must be finite and not below 0")
    return values.astype("float64")


def read_whole(place: str, values: pd.Series, field: Field) -> pd.Series:
    numbers = read_number(place, values, field)
    if (numbers % 1 != 0).any():
        raise FactsError(f"{place}: must be whole numbers")
    return numbers.astype("int64")


def read_flag(place: str, values: pd.Series, field: Field) -> pd.Series:
    if not values.map(lambda value: value is True or value is False).all() and values.dtype != bool:
        raise FactsError(f"{place}: must be true or false")
    return values.astype("bool")


def read_day(place: str, values: pd.Series, field: Field) -> pd.Series:
    """Dates of the house's zone. A time of day or a zone is refused: which day it falls on is the provider's to say."""
    if not pd.api.types.is_datetime64_dtype(values):
        known = values.dropna()
        if not known.map(lambda value: isinstance(value, dt.date)).all():
            raise FactsError(f"{place}: must be dates")
        if known.map(lambda value: getattr(value, "tzinfo", None) is not None).any():
            raise FactsError(f"{place}: must be days without a zone")
        values = pd.to_datetime(values)
    if (values.dropna() != values.dropna().dt.normalize()).any():
        raise FactsError(f"{place}: must be days without a time")
    return values.astype("datetime64[s]")
