"""Why a column got its verdict: the closed list, and the sentence for people."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a column got its verdict, as a word for files; `REASONS` has the sentence."""

    DATES = "dates"
    NOTHING_THERE = "nothing-there"
    NO_ADDRESS = "no-address-known"
    NOT_LOOKED_AT = "not-looked-at"
    OUR_FAILURE = "our-failure"
    NOT_A_PAGE = "not-a-page"
    SITE_FAULT = "site-fault"
    SAYS_NOT_FOUND = "says-not-found"
    PORTAL_DOWN = "portal-down"
    TURNED_AWAY = "turned-away"
    ROBOTS = "robots-forbid"
    SCRIPT_ONLY = "needs-a-browser"
    GARBLED = "garbled"
    FRAME_UNREAD = "frame-not-read"
    NO_DATES = "too-few-dates"
    OLDEST_FIRST = "oldest-first"
    DATES_IN_ADDRESSES = "dates-only-in-addresses"
    NO_LIST = "no-list-found"
    NO_REVIEW = "no-review-on-record"
    NO_REGISTER = "no-event-register"
    OPENS = "opens"
    UNCLASSIFIED = "needs-classification"
    NO_RULE = "rule-sets-no-time"
    NO_DUTY = "no-duty-known"
    EXEMPT = "exempt"
    REVIEWED = "by-review"
    NEVER_REVIEWED = "by-start-of-duty"
    EVENT_OPEN = "event-not-published"
    NO_EVENT_OPEN = "no-event-open"


REASONS = {
    Reason.DATES: "按最新一条的发布日期判定",
    Reason.NOTHING_THERE: "栏目能打开,但没有内容",
    Reason.NO_ADDRESS: "不知道栏目网址,请在分工表中补填",
    Reason.NOT_LOOKED_AT: "本次巡查未看到该栏目",
    Reason.OUR_FAILURE: "巡查程序自身原因,未能读取",
    Reason.NOT_A_PAGE: "该网址不是网页",
    Reason.SITE_FAULT: "栏目页打不开",
    Reason.SAYS_NOT_FOUND: "栏目页提示“页面不存在”",
    Reason.PORTAL_DOWN: "整个网站无法访问",
    Reason.TURNED_AWAY: "网站拒绝程序访问或要求登录",
    Reason.ROBOTS: "网站的robots.txt不允许程序读取",
    Reason.SCRIPT_ONLY: "内容由脚本生成,需要浏览器才能读取",
    Reason.GARBLED: "页面编码混乱,无法读取",
    Reason.FRAME_UNREAD: "列表在内嵌框架中,未能读取",
    Reason.NO_DATES: "能读到日期的条目不足一半",
    Reason.OLDEST_FIRST: "列表由旧到新排列,最新一条可能不在首页",
    Reason.DATES_IN_ADDRESSES: "只能从网址推算日期,不足以认定超期",
    Reason.NO_LIST: "页面上没有找到列表或发布日期",
    Reason.NO_REVIEW: "静态栏目,没有内容核对记录",
    Reason.NO_REGISTER: "一事一报,没有应报事项登记",
    Reason.OPENS: "能打开;答复情况或功能不由日期判定",
    Reason.UNCLASSIFIED: "更新频度不是时间要求,需要先归类",
    Reason.NO_RULE: "更新规则没有规定时限",
    Reason.NO_DUTY: "没有登记责任,不作判定",
    Reason.EXEMPT: "已批准免除更新责任,不作判定",
    Reason.REVIEWED: "按最近一次内容核对或更新的日期判定",
    Reason.NEVER_REVIEWED: "尚无内容核对记录,按责任开始之日判定",
    Reason.EVENT_OPEN: "已登记的应报事项尚未公开,按最早一件的发生日期判定",
    Reason.NO_EVENT_OPEN: "已登记的应报事项均已公开",
}
