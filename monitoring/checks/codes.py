"""What each finding means: how much it weighs, who acts, what to do, and where the norm stands.

The sources name the indicators of 国办秘函〔2019〕19号 as this project numbers them (V1a…V6c for 单项否决), the
government website guideline (国办发〔2017〕47号) and the disclosure regulation (政府信息公开条例, 2019).
"""

from collections.abc import Mapping
from typing import NamedTuple

from column_assignments.assessment.vocabulary import CODES as TITLES
from monitoring.checks.verdicts import FindingCode, Severity, Side

ADVICE, MINOR, SERIOUS, CRITICAL = Severity
LEAD, PUBLISHER, OPERATOR, US = Side

LINKS = "国办秘函〔2019〕19号 扣分指标·可用性"
STALE = "更新规则;国办秘函〔2019〕19号 V4a、V4b"
CHANNEL = "政府信息公开条例第二十九条;本项目口径:渠道可用"


def title_of(code: str) -> str:
    """What people call a finding code; the assessment's reports call it the same."""
    return TITLES[code]


class Entry(NamedTuple):
    """One row of the table. `to_do` is what people read."""

    severity: Severity
    side: Side
    to_do: str
    source: str


CODES: Mapping[FindingCode, Entry] = {
    FindingCode.SITE_UNREACHABLE: Entry(
        CRITICAL, OPERATOR, "立即排查服务器、网络和域名解析,恢复后复查。", "国办秘函〔2019〕19号 V2"
    ),
    FindingCode.SITE_SLOW: Entry(
        MINOR, OPERATOR, "检查服务器负载与带宽,压缩首页资源。", "国办秘函〔2019〕19号 V2(15秒)"
    ),
    FindingCode.TLS_INVALID: Entry(
        SERIOUS, OPERATOR, "更换由可信机构签发、域名相符且在有效期内的证书。", "国办发〔2017〕47号"
    ),
    FindingCode.TLS_EXPIRING: Entry(ADVICE, OPERATOR, "在到期前换发证书。", "本项目建议"),
    FindingCode.BROKEN_LINK: Entry(MINOR, LEAD, "更正或删除该链接;站内页面被移走的,在原址设置跳转。", LINKS),
    FindingCode.BROKEN_IMAGE: Entry(MINOR, LEAD, "重新上传图片或更正图片地址。", LINKS),
    FindingCode.BROKEN_ATTACHMENT: Entry(MINOR, LEAD, "重新上传附件或更正附件地址。", LINKS),
    FindingCode.REDIRECT_LOOP: Entry(MINOR, OPERATOR, "检查跳转规则,使该地址能够打开。", LINKS),
    FindingCode.SOFT_404: Entry(
        MINOR,
        OPERATOR,
        "更正指向该页的链接;让服务器对不存在的页面返回404状态。",
        "国办发〔2017〕47号;404状态为良好实践",
    ),
    FindingCode.LINK_UNCONFIRMED: Entry(ADVICE, US, "请人工打开核对;多次超时的外站链接可考虑撤下。", LINKS),
    FindingCode.HIDDEN_LINK: Entry(
        SERIOUS,
        OPERATOR,
        "核查页面是否被篡改,清除隐藏链接并查找入侵途径。",
        "国办秘函〔2019〕19号 V1c、V1d",
    ),
    FindingCode.HOSTILE_LINK: Entry(CRITICAL, OPERATOR, "立即删除该链接并核查同类链接。", "国办秘函〔2019〕19号 V1c"),
    FindingCode.HOMEPAGE_STALE: Entry(
        CRITICAL, LEAD, "尽快发布信息,并核对首页各栏目是否正常取数。", "国办秘函〔2019〕19号 V3"
    ),
    FindingCode.COLUMN_OVERDUE: Entry(SERIOUS, LEAD, "尽快提供并发布新的内容。", STALE),
    FindingCode.COLUMN_DUE_SOON: Entry(ADVICE, LEAD, "在应更新日之前准备好下一条内容。", STALE),
    FindingCode.COLUMN_BLANK: Entry(
        SERIOUS, LEAD, "补充内容;确无内容的,报批后关停或归并该栏目。", "国办秘函〔2019〕19号 V4c"
    ),
    FindingCode.COLUMN_UNREACHABLE: Entry(
        SERIOUS, OPERATOR, "恢复栏目页;栏目已迁移的,更新导航链接和分工表中的网址。", LINKS
    ),
    FindingCode.COLUMN_UNREADABLE: Entry(
        ADVICE, US, "请登记该栏目的读取方式,或改由人工巡查;不作为更新问题。", "本项目口径"
    ),
    FindingCode.UNDATED_ITEMS: Entry(
        ADVICE, PUBLISHER, "在列表中为每条信息标明发布日期。", "国办发〔2015〕15号 普查评分表"
    ),
    FindingCode.BACKDATED_ITEM: Entry(
        ADVICE,
        PUBLISHER,
        "请核实发布日期;迁移、补录的请注明。",
        "国办秘函〔2019〕19号 V1e",
    ),
    FindingCode.FUTURE_DATED_ITEM: Entry(ADVICE, PUBLISHER, "请核实并更正发布日期。", "国办秘函〔2019〕19号 V1e"),
    FindingCode.REQUEST_CHANNEL_MISSING: Entry(
        SERIOUS, LEAD, "在首页或政务公开栏目的显著位置设置依申请公开入口。", CHANNEL
    ),
    FindingCode.REQUEST_CHANNEL_DOWN: Entry(CRITICAL, OPERATOR, "立即恢复入口页和申请表单。", CHANNEL),
    FindingCode.REQUEST_FORM_INCOMPLETE: Entry(
        SERIOUS, LEAD, "补齐缺少的要素;不得把“用途”设为必填。", "政府信息公开条例第二十九条"
    ),
    FindingCode.MESSAGE_CHANNEL_DOWN: Entry(
        SERIOUS, OPERATOR, "恢复信箱、留言或咨询页面。", "国办秘函〔2019〕19号 V5a"
    ),
    FindingCode.REPLY_OVERDUE: Entry(SERIOUS, LEAD, "尽快答复并公开。", "国办秘函〔2019〕19号 V5b"),
    FindingCode.PAGE_TAGS_MISSING: Entry(
        ADVICE,
        OPERATOR,
        "在页面头部补上 SiteName、SiteDomain、SiteIDCode。",
        "国办发〔2017〕47号 网页标签",
    ),
    FindingCode.SITE_MARK_MISSING: Entry(
        ADVICE,
        OPERATOR,
        "在页脚补齐网站标识码、ICP备案号等要素。",
        "国办秘函〔2019〕19号 扣分指标·网站标识",
    ),
    FindingCode.PERSONAL_DATA: Entry(
        SERIOUS, LEAD, "核实后遮盖或撤下,并检查同批附件。", "个人信息保护;国办发〔2017〕47号"
    ),
    FindingCode.SECRECY_MARK: Entry(CRITICAL, LEAD, "立即撤下并报保密部门核实。", "国办秘函〔2019〕19号 V1b"),
    FindingCode.WORDING: Entry(MINOR, LEAD, "请人工核实后更正。", "国办秘函〔2019〕19号 V1a"),
    FindingCode.INSPECTION_MISSED: Entry(SERIOUS, US, "检查调度与工作进程,补做巡查。", "本项目口径"),
}
