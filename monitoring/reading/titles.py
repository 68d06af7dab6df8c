"""What an entry is called: the title as a visitor would cite it."""

import re

from bs4 import Tag
from bs4.element import NavigableString

from .text import attribute, is_visible, marks, normalise, shortened, squash, visible_strings

_LONGEST = 300
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "li", "dd", "dt", "section", *_HEADINGS)
_TITLE_CLASS = re.compile(r"[ _-](?:\w*title|tit|bt|biaoti|tt|subject|name)\d?(?=[ _-])")
_CUT = re.compile(r"(?:…+|\.{2,}|⋯+)$")
_GENERIC = re.compile(
    r"(?:(?:网站)?首\s*页|上一?页|下一?页|前一?页|后一?页|尾页|末页|最后一页|跳转|更多\W*|\W*more\W*|\W*(?:查看|阅读|浏览)?(?:详情|全文|详细|内容|原文|更多)\W*"
    r"|进入\w{0,4}|点击\w{0,6}|(?:附件|点击|文件)?下载|查看|打印|关闭\w{0,4}|返回\w{0,4}|收藏|分享|置顶|new|热|荐|图|视频"
    r"|登录|注册|English|繁体\w*|繁體\w*|简体\w*|无障碍\w*|大|中|小|设为首页|加入收藏|RSS\w*|[\d年月日\W_]*|上一?[篇条].{0,3}|下一?[篇条].{0,3})",
    re.IGNORECASE,
)
_DATE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{1,2}(?:[:：]\d{1,2})?)?"
_EDGE_DATES = re.compile(rf"[\s\[(（【〔]*{_DATE}[\s\])）】〕]*$|^[\s\[(（【〔]*{_DATE}[\s\])）】〕]*")
_BULLETS = re.compile(r"^[\s·•●◆■▪►▸>»・*|]+|[\s|]+$")


def is_generic(title: str) -> bool:
    """Whether a link's text only says that it is a link: 更多, 查看详情, 下一页, 3."""
    return _GENERIC.fullmatch(normalise(title)) is not None


def anchor_title(anchor: Tag, dates: set[int]) -> str:
    """The title that an anchor shows; its `title` attribute if the text is cut or missing. `dates` are string ids."""
    shown = _clean(_shown(anchor, dates))
    stated = _clean(attribute(anchor, "title").strip().partition("\n")[0]) or _picture_text(anchor)
    if stated and (not shown or _CUT.search(shown) or shown in stated or stated in shown):
        return stated
    return shown


def row_title(row: Tag, dates: set[int]) -> str:
    """The title in a row whose link only says 查看详情: its heading, else its first words."""
    for tag in row.find_all(_HEADINGS):
        if title := _clean(_joined(tag, dates)):
            return title
    texts = (_clean(squash(one)) for one in visible_strings(row) if id(one) not in dates)
    return next((one for one in texts if len(one) >= 4 and not is_generic(one)), "")


def without_edge_date(title: str) -> str:
    """The title without a date at its end or beginning, if anything is left."""
    return _clean(_EDGE_DATES.sub("", title)) or title


def _shown(anchor: Tag, dates: set[int]) -> str:
    if not any(isinstance(child, Tag) for child in anchor.contents):
        return _joined(anchor, dates)
    headings = anchor.find_all(_HEADINGS, limit=3) or [
        tag for tag in anchor.find_all(True, limit=30) if _TITLE_CLASS.search(marks(tag))
    ]
    for heading in headings:
        if text := _joined(heading, dates):
            return text
    blocks = anchor.find_all(_BLOCKS, limit=10)
    texts = [text for block in blocks if (text := _joined(block, dates)) and len(text) >= 4]
    return texts[0] if texts and not _own_text(anchor) else _joined(anchor, dates)


def _own_text(anchor: Tag) -> bool:
    """Whether the anchor has words outside its blocks."""
    strings = (child for child in anchor.contents if isinstance(child, NavigableString))
    return any(is_visible(one) and len(one.strip()) >= 4 for one in strings)


def _joined(tag: Tag, dates: set[int]) -> str:
    return squash("".join(one for one in visible_strings(tag) if id(one) not in dates))


def _picture_text(anchor: Tag) -> str:
    picture = anchor.find("img", alt=True)
    return _clean(attribute(picture, "alt")) if picture else ""


def _clean(text: str) -> str:
    return shortened(_BULLETS.sub("", squash(text)), _LONGEST)
