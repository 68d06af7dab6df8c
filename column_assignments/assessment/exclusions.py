"""What does not count (未计入), and why: days not judged, findings and decisions that nobody is charged with."""

import pandas as pd

from column_assignments.assessment import claims as claiming
from column_assignments.assessment.columns import passes_gate
from column_assignments.assessment.decisions import decided, last_blank, used_keys
from column_assignments.assessment.quarter import Quarter, stretches
from column_assignments.assessment.rules import Scheme
from column_assignments.assessment.vocabulary import EXEMPTED

EXCLUSION = ["column", "what", "first_day", "last_day", "days", "reason", "evidence", "sample"]
WHY = {
    "unreachable": "无法访问，不作判定（经确认的无法访问另按可达项计）",
    "unreadable": "页面无法读取，不作判定",
    "refused": "网站拒绝程序访问，不作判定",
    "not-judged": "未判定：不能仅凭日期判定，或尚需配置",
}
EXEMPT = "已批准免除更新责任，不作判定"
SEPARATOR = "|"


def exclusions(quarter: Quarter, scheme: Scheme, claims: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """column, what (verdict, finding code or key), first_day, last_day, days, reason, evidence, sample."""
    parts = [
        unjudged_days(quarter),
        unseen_columns(quarter),
        uncharged_findings(quarter, claims),
        unused_decisions(quarter, scheme, columns),
        old_blanks(quarter, scheme),
    ]
    found = pd.concat([rows[EXCLUSION] for rows in parts if len(rows)] or [parts[0][EXCLUSION]], ignore_index=True)
    return found.sort_values(EXCLUSION, ignore_index=True)


def unjudged_days(quarter: Quarter) -> pd.DataFrame:
    days = quarter.days
    reason = days["verdict"].map(WHY).fillna("")
    reason = reason.mask(days["evidence"].str.startswith(EXEMPTED), EXEMPT)
    reason = reason.mask(~days["owed"], claiming.NOT_THEN)
    reason = reason.mask(~days["column"].isin(quarter.columns.index), claiming.NO_DUTY)
    # A run of one verdict ends where its reason changes, as when an exemption begins.
    runs = stretches(days.assign(verdict=days["verdict"] + SEPARATOR + reason))
    state = runs["verdict"].str.split(SEPARATOR, n=1, expand=True, regex=False).reindex(columns=[0, 1])
    return runs.assign(what=state[0], reason=state[1])[state[1] != ""]


def unseen_columns(quarter: Quarter) -> pd.DataFrame:
    unseen = quarter.columns.index[~quarter.columns.index.isin(quarter.days.loc[quarter.days["owed"], "column"])]
    rows = pd.DataFrame({"column": unseen, "first_day": quarter.first, "last_day": quarter.end, "days": 0})
    return rows.assign(what="no-observation", reason="本季度没有对该栏目的观察，无依据", evidence="", sample=False)


def uncharged_findings(quarter: Quarter, claims: pd.DataFrame) -> pd.DataFrame:
    rows = claims[claims["reason"] != ""]
    rows = rows.assign(what=rows["code"], first_day=rows["confirmed_on"])
    ended = rows["ended_on"]
    rows = rows.assign(last_day=ended.where(ended < quarter.end, quarter.end))
    return rows.assign(days=(rows["last_day"] - rows["first_day"]).dt.days + 1)


def unused_decisions(quarter: Quarter, scheme: Scheme, columns: pd.DataFrame) -> pd.DataFrame:
    rows = decided(quarter)
    of_columns, of_departments = used_keys(scheme)
    known = rows["key"].isin(of_columns | of_departments)
    right_subject = (rows["key"].isin(of_columns) & rows["subject"].isin(columns.index)) | (
        rows["key"].isin(of_departments) & rows["subject"].isin(quarter.roles["department"])
    )
    shut = columns.index[~passes_gate(columns["base"], scheme)]
    gated = rows["key"].isin([mark.key for mark in scheme.bonus.marks]) & rows["subject"].isin(shut)
    reason = pd.Series("", index=rows.index, dtype="str")
    reason = reason.mask(gated, f"基础分未高于 {scheme.bonus.above:g} 分，加分不计")
    reason = reason.mask(~right_subject, "认定对象不在本次考评范围").mask(~known, "考评办法中没有此认定项")
    rows = rows.assign(reason=reason)[reason != ""]
    return rows.rename(columns={"subject": "column", "key": "what"}).assign(
        first_day=lambda found: found["day"], last_day=lambda found: found["day"], days=1
    )


def old_blanks(quarter: Quarter, scheme: Scheme) -> pd.DataFrame:
    """Blank when last judged, but too long ago to say that it is blank at the end."""
    limits = [veto.within_days for veto in scheme.column_vetoes if veto.measure == "blank-at-end"]
    rows = last_blank(quarter).assign(what="blank")
    if not limits:
        return rows.head(0).assign(reason="")
    old = rows[rows["last_day"] < quarter.end - pd.Timedelta(days=max(limits))]
    return old.assign(reason=f"末次判定为空白，但距期末超过 {max(limits)} 日，不能认定季末空白")
