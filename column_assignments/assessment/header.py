"""What a report says about itself: which quarter, scheme and table, how much was seen, and how it was counted."""

import datetime as dt

from column_assignments.assessment.quarter import Quarter
from column_assignments.assessment.rules import Scheme
from column_assignments.assessment.sheets import SAMPLE_NOTE, Header
from column_assignments.assessment.vocabulary import ROLES

PARTS = (
    "季度内责任分工有变动的栏目，各部门按其负责的日子分别计分，栏目权重按日数折算；问题和超期由其存续当日的负责部门承担"
)


def header(span: Quarter, scheme: Scheme, as_of: dt.date, sample: bool, parts: tuple[str, ...] = ()) -> Header:
    """`parts` says how columns were counted whose duties changed within the quarter."""
    return Header(
        quarter=span.name,
        portal=span.facts.portal,
        scheme=scheme.name,
        scheme_version=scheme.version,
        scheme_source=scheme.source,
        scheme_effective_on=scheme.effective_on,
        digest=scheme.digest,
        unconfirmed=scheme.unconfirmed,
        bands=tuple((band.floor, band.name) for band in scheme.bands),
        table_version=span.facts.table_version,
        as_of=as_of.isoformat(),
        first_day=f"{span.first:%Y-%m-%d}",
        last_day=f"{span.last:%Y-%m-%d}",
        interim=span.end < span.last,
        days_observed=len(span.inspected),
        days_of=(span.end - span.first).days + 1,
        newest_day=f"{span.inspected.max():%Y-%m-%d}" if len(span.inspected) else "",
        has_basis=bool(span.columns["in_basis"].any()),
        sample=sample,
        sample_note=SAMPLE_NOTE if sample else "",
        rules=rules(span, scheme, parts),
    )


def rules(span: Quarter, scheme: Scheme, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The counting rules in the words of the report."""
    found = [
        "只有判定为按时更新、临近应更新日、超期、空白的日子计入；无法访问、无法读取、拒绝程序访问、未判定的日子不计，列入“未计入”",
        "没有判定日的栏目无依据，不给分；不适用的项目按 得分×100÷(100－不适用分值) 折算",
        "只扣经确认的问题；同一问题只扣一次，每项扣分不超过该项上限；扣分明细为折算前分值",
        f"基础分高于 {scheme.bonus.above:g} 分方可加分，最多加 {scheme.bonus.cap:g} 分；单项否决的栏目记 0 分",
        "部门得分＝Σ(栏目权重×角色系数×栏目得分)÷Σ(栏目权重×角色系数)－部门扣分；" + weights(scheme),
        "处室与直属单位分别排名；同分依次比较超期天数、问题数；集体和无依据的部门只列出，不排名",
        scheme.rounding,
    ]
    if parts:
        found += [PARTS, *parts]
    if span.end < span.last:
        found.append(f"季度未结束，为截至 {span.end:%Y-%m-%d} 的中间结果；空白否决按当前状态")
    if scheme.effective_on > f"{span.last:%Y-%m-%d}":
        found.append(f"考评办法自 {scheme.effective_on} 起施行，本季度为试算")
    return tuple(found)


def weights(scheme: Scheme) -> str:
    """The role weights in words: who answers for what, and how much."""
    kinds = {"content": "内容类", "links": "链接类"}
    said = [
        name + " " + " ".join(f"{kinds[kind]} {weight:g}" for kind, weight in scheme.role_weights[role].items())
        for role, name in ROLES.items()
    ]
    return "角色系数：" + "、".join(said)
