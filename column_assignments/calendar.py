"""Working days by the State Council's calendar, make-up days (调休) included, and the clock of the house."""

import datetime as dt
from zoneinfo import ZoneInfo

import chinese_calendar
from dateutil.relativedelta import relativedelta

# Duties, inspections and quarters are counted in this zone wherever the machine stands.
CHINA = ZoneInfo("Asia/Shanghai")


def china_today() -> dt.date:
    """Today in China. For entry points only: everything below them takes the day as an argument."""
    return dt.datetime.now(CHINA).date()


def is_working_day(day: dt.date) -> bool:
    """Whether offices work on `day`.

    The library knows the published years; for a year whose holidays are not announced yet, Monday to Friday is the
    best that anybody can say.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The `count`-th working day after `day` (the day itself does not count)."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day


def subtract_working_days(day: dt.date, count: int) -> dt.date:
    """The `count`-th working day before `day` (the day itself does not count)."""
    while count > 0:
        day -= dt.timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_day_up_to(day: dt.date) -> dt.date:
    """`day` itself if offices work on it, else the last working day before it."""
    return day if is_working_day(day) else subtract_working_days(day, 1)


def quarter_of(day: dt.date) -> str:
    """The quarter of `day`, written as in `2026Q4`."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarter_bounds(quarter: str) -> tuple[dt.date, dt.date]:
    """First and last day of a quarter written as `2026Q4`; ValueError if it is not one."""
    year, sep, number = quarter.partition("Q")
    if not (sep and year.isascii() and year.isdigit() and len(year) == 4 and number in {"1", "2", "3", "4"}):
        raise ValueError(f"{quarter!r} is not a quarter such as 2026Q4")
    first = dt.date(int(year), 3 * int(number) - 2, 1)
    return first, first + relativedelta(months=3, days=-1)
