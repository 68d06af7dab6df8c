"""What a page is for a visitor."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from .emptiness import Remains
from .facts import DateSource, Form, FormPurpose, Item, PageKind

_REFUSING_STATUS = (412, 521)
_WALL = re.compile(
    r"创宇|加速乐|云防御|安全狗|safedog|云锁|防火墙|安全防护|网站卫士|云盾|玄武盾|雷池|长亭|浏览器(?:安全)?(?:检查|检测|验证)|(?:安全|人机|滑块|访问)验证|"
    r"正在(?:验证|检查|检测)|(?:访问|请求)\w{0,6}(?:被|已)(?:拦截|拒绝|阻断|限制|禁止)|拦截提示|访问过于频繁|请求过于频繁|异常访问|恶意|"
    r"checking your browser|just a moment|security check|access denied|request blocked|blocked by|captcha|web application firewall|\bwaf\b",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"__jsl_clearance|jsluid|acw_sc__v2|\$_ts\b|_\$[a-z]{2}\(|cf_chl|challenge-platform|__tst_status|EO_Bot|yunsuo_session|safeline|"
    r"document\.cookie\s*=.{0,2000}?location|location\.(?:reload|href|replace).{0,2000}?document\.cookie|eval\(function\(p,a,c,k",
    re.IGNORECASE | re.DOTALL,
)
_SEARCH_NAME = re.compile(
    r"^(?:站内|全文|全站|高级|智能|网站|信息|本站|综合)?(?:搜索|检索|查询)(?:结果|中心|引擎|页面?|服务)?$|(?:搜索|检索)结果"
)
_SEARCH_PATH = re.compile(r"/(?:search\w*|ss|jsearch\w*|so|query)(?:[/.]|$)", re.IGNORECASE)
_HOME_PATH = re.compile(r"/(?:(?:index|default|main|home)(?:_\d+)?\.\w{2,5})?")
_ARTICLE_PATH = re.compile(
    r"/t\d{8}_\d+\.|/art/\d{4}/|/content/post_|/post_\d+\.|/content_\d+\.|/[0-9a-f]{32}\.|/show/\d+|/(?:article|detail|info|content|news)[/_]?\d+\.|_\d{5,}\.s?html?$",
    re.IGNORECASE,
)
_INDEX_PATH = re.compile(r"/(?:(?:index|list|default)(?:_\d+)?\.\w+)?$|/col/col\d+", re.IGNORECASE)
_LONG_TEXT = 150


@dataclass(frozen=True)
class Signs:
    """What the kind of a page is decided by.

    `prose` counts the main block's characters outside links and rows, `body` those of its longest running text.
    """

    url: str
    status: int
    title: str
    names: tuple[str, ...]
    tags_article: bool
    published_by: DateSource
    items: tuple[Item, ...]
    undated: int
    forms: tuple[Form, ...]
    remains: Remains
    prose: int
    body: int
    main_text: str
    is_whole: bool
    has_frame: bool
    scripts: str


def kind_of(signs: Signs) -> PageKind:
    """The kind; the more it would be held against somebody, the surer it has to be."""
    if is_refusal(signs):
        return PageKind.REFUSED
    has_content = bool(signs.items) or signs.prose >= 60
    if not has_content and signs.remains.is_shell:
        return PageKind.SCRIPT_ONLY
    if _HOME_PATH.fullmatch(urlsplit(signs.url).path or "/"):
        return PageKind.HOME
    return _form_kind(signs) or _content_kind(signs) or _empty_kind(signs)


def is_refusal(signs: Signs) -> bool:
    """A challenge or a firewall's page: by its status, or by its words and code where there is hardly anything else."""
    if signs.status in _REFUSING_STATUS:
        return True
    if len(signs.items) >= 2 or len(signs.main_text) > 600 or signs.tags_article:
        return False
    said = f"{signs.title} {signs.main_text}"
    if signs.status in (401, 403, 405, 418, 429, 503) and (_WALL.search(said) or _CHALLENGE.search(signs.scripts)):
        return True
    if signs.has_frame:
        return False
    return bool(_WALL.search(said)) or (len(signs.main_text) < 120 and bool(_CHALLENGE.search(signs.scripts)))


def _form_kind(signs: Signs) -> PageKind | None:
    purposes = {form.purpose: form for form in signs.forms}
    dated = sum(item.date is not None for item in signs.items)
    if FormPurpose.REQUEST in purposes and dated < 5:
        return PageKind.REQUEST_FORM
    message = purposes.get(FormPurpose.MESSAGE)
    if message and dated < 5 and len(message.fields) >= 3 and not signs.tags_article:
        return PageKind.MESSAGE_FORM
    if FormPurpose.LOGIN in purposes and dated < 2 and signs.prose < 400:
        return PageKind.LOGIN
    if FormPurpose.SEARCH in purposes or signs.items:
        named = any(_SEARCH_NAME.search(name) for name in signs.names)
        if named or _SEARCH_PATH.search(urlsplit(signs.url).path):
            return PageKind.SEARCH
    return None


def _content_kind(signs: Signs) -> PageKind | None:
    dated = sum(item.date_source is DateSource.ROW for item in signs.items)
    if dated >= 2 and not _reads_as_article(signs, dated):
        return PageKind.LIST
    is_published = signs.tags_article or signs.published_by in (DateSource.TAG, DateSource.LABEL)
    if is_published and (signs.prose >= 10 or signs.remains.pictures or signs.remains.things or signs.remains.links):
        return PageKind.ARTICLE
    if signs.prose >= _LONG_TEXT and _ARTICLE_PATH.search(urlsplit(signs.url).path):
        return PageKind.ARTICLE
    if dated == 1 and signs.prose < _LONG_TEXT:
        return PageKind.LIST
    if signs.undated >= 3 and signs.prose < max(_LONG_TEXT, 12 * signs.undated):
        return PageKind.LIST
    if signs.prose >= 2 * _LONG_TEXT and signs.title:
        return PageKind.ARTICLE
    return None


def _reads_as_article(signs: Signs, dated: int) -> bool:
    """Whether dated rows are an addition to an article, and not what the page is about."""
    path = urlsplit(signs.url).path
    if signs.tags_article:
        return not _INDEX_PATH.search(path) or (signs.body >= _LONG_TEXT and dated < 8)
    if _ARTICLE_PATH.search(path):
        return signs.published_by in (DateSource.TAG, DateSource.LABEL) or signs.body >= _LONG_TEXT
    if _INDEX_PATH.search(path):
        return signs.body >= 800 and signs.body > 80 * dated
    if signs.published_by is DateSource.LABEL and signs.body >= 100:
        return True
    return signs.body >= 2 * _LONG_TEXT and signs.body > 25 * dated


def _empty_kind(signs: Signs) -> PageKind:
    if (
        signs.status == 200
        and signs.is_whole
        and signs.remains.is_nothing
        and (signs.has_frame or signs.remains.says_empty)
    ):
        return PageKind.BLANK
    is_bare = not signs.items and signs.prose < 60 and not signs.remains.things and signs.remains.links < 2
    if is_bare and (signs.remains.is_shell or signs.remains.is_filled_by_script):
        return PageKind.SCRIPT_ONLY
    return PageKind.OTHER
