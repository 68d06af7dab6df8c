"""What surrounds the main block on every page of a portal: navigation, header, footer, path, pager, friendly links.

Names of classes are only hints here. An element that holds dated rows is kept unless what it says marks it as frame.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from bs4 import Tag
from bs4.element import NavigableString

from .links import Addresses
from .menus import Menus
from .outline import Outline
from .text import ancestor, attribute, is_gone, marks, normalise, visible_strings, words

_TAGS = ("nav", "header", "footer", "select", "style", "button")
_ROLES = ("navigation", "banner", "contentinfo", "search", "menu", "menubar")
_BLOCKS = ("div", "ul", "ol", "dl", "table", "tr", "td", "p", "section", "aside", "center", "span", "nav", "h2", "h3")
_NAMED = re.compile(
    r"[ _-](?:(?:top|main|site|sub|left|side|page|wap|m)?[_-]?(?:nav|navbar|navigation|menu|submenu)(?:s|bar|box|list|wrap|con|\d+)?"
    r"|(?:page|site|top|web|g|common|public)?[_-]?(?:head|header|foot|footer)(?:er|box|bar|wrap|con|\d+)?|top\d?|bottom\d?"
    r"|(?:bread)?crumbs?|breadcrumbs?[\w-]*|bread|position|location|weizhi|dqwz|wzdh|lujing|curpos|current-?position|path|mbx|szwz"
    r"|friend\w*|yqlj|yqlink\w*|copyright|pager|pages?num|pagination|pagelist|fenye|paging|page[_-]?(?:bar|nav|box|link)s?"
    r"|calendar|rili|datepicker|laydate|share\w*|bdsharebuttonbox|toolbar|gotop|backtop|float\w*|fixed\w*|skip\w*|wza\w*"
    r"|language|login[_-]?bar|topbar|top[_-]bar|toptool\w*)(?= )"
)
_PATH = re.compile(r"^(?:您|你)?(?:现在|当前|目前)?(?:的|所在|所处)*(?:位置|栏目)(?:是|为)?\s*[::>]|^首\s*页\s*[>/»-]")
_TURN = re.compile(
    r"上一页|下一页|前一页|后一页|上页|下页|尾页|末页|最后一页|共\s*\d+\s*页|第\s*\d+\s*/?\s*\d*\s*页|共\s*\d+\s*条"
)
_FOOTER = re.compile(
    r"ICP备|ICP证|公网安备|公安机关备案|网站标识码|版权所有|Copyright|©|网站支持IPv6|技术支持[::]", re.IGNORECASE
)
_FRIENDS = re.compile(r"^(?:友情|相关|网站|快速|常用|部门|链接)?(?:链接|連結|导航|友情链接|链接导航)[::]?$")
_BOXES = re.compile(
    r"^(?:本[周月日]|一[周月]|近期|今日|最近|24小时)?(?:热[点门文读]|热度|点击|阅读|浏览|访问|下载|推荐|精彩|相关|延伸|延展|猜你|大家|你可能)"
    r"\w{0,4}(?:排行榜?|排名|推荐|阅读|文章|新闻|信息|资讯|内容|榜|链接|报道|文件|解读|稿件|喜欢|在看|视频|专题|稿源)[::]?$"
    r"|^(?:热点|热门|最热|热读|推荐)$"
)
_NEIGHBOUR = re.compile(r"^(?:上|下|前|后)一?(?:篇|条|则|个)\w{0,3}\s*[::]?")
_MOST_NODES = 6000
_MORE = re.compile(r"更\s*多|more|\W+", re.IGNORECASE)


@dataclass
class Frame:
    """What was taken away: the columns' names that it showed, and the elements in which a pager stood.

    `holes` are the elements of what is left that were empty from the beginning; `longest_menu` counts the links of the
    longest block that was taken for a menu without a link to the home page, and so might have been more.
    """

    names: set[str] = field(default_factory=set)
    pager_places: list[Tag] = field(default_factory=list)
    links: int = 0
    holes: list[Tag] = field(default_factory=list)
    longest_menu: int = 0


def take_away(measure: Callable[[], Outline], addresses: Addresses, own_names: set[str]) -> Frame:
    """Remove the frame from the tree, outermost parts first, and tell what it was. `measure` outlines the tree anew."""
    return _Stripper(measure, addresses, own_names).run()


class _Stripper:
    def __init__(self, measure: Callable[[], Outline], addresses: Addresses, own_names: set[str]) -> None:
        self.measure = measure
        self.outline = measure()
        self.menus = Menus(self.outline, addresses)
        self.addresses = addresses
        self.own_names = own_names
        self.frame = Frame()

    def run(self) -> Frame:
        self._drop_where(self._is_named_frame)
        self.outline = self.measure()
        self._drop_said(_PATH, self._path_block)
        self._drop_where(self._is_pager, self._note_pager)
        self._drop_where(self._is_footer_line)
        self._drop_said(_FRIENDS, self._following_block)
        self._drop_said(_BOXES, self._following_block)
        self._drop_said(_NEIGHBOUR, self._neighbour_block)
        self.outline = self.measure()
        self.menus = Menus(self.outline, self.addresses)
        # Innermost first: a block around a menu and a list of short links is no menu.
        self._drop_where(self.menus.is_menu, self._note_menu, innermost_first=True)
        self._drop_where(self.menus.is_calendar)
        return self.frame

    def _drop_where(
        self, is_frame: Callable[[Tag], bool], note: Callable[[Tag], None] | None = None, innermost_first: bool = False
    ) -> None:
        tags = self.outline.root.find_all([*_BLOCKS, *_TAGS, "form"])
        for tag in reversed(tags) if innermost_first else tags:
            if not is_gone(tag) and self.outline.count_nodes(tag) <= _MOST_NODES and is_frame(tag):
                if note:
                    note(tag)
                self._drop(tag)

    def _drop_said(self, pattern: re.Pattern[str], find: Callable[[NavigableString], list[Tag]]) -> None:
        strings = [one for one in visible_strings(self.outline.root) if pattern.search(normalise(one))]
        for string in strings[:200]:
            if not is_gone(string) and string.parent is not None:
                for tag in find(string):
                    self._drop(tag)

    def _drop(self, tag: Tag) -> None:
        if is_gone(tag) or tag is self.outline.root:
            return
        self.frame.links += self.outline.count_anchors(tag)
        self.frame.names.update(_names(words(one)) for one in self.outline.anchors_in(tag)[:500])
        tag.decompose()

    def _is_named_frame(self, tag: Tag) -> bool:
        if attribute(tag, "role") in _ROLES or tag.name in ("style", "button"):
            return True
        if tag.name == "select":
            return ancestor(tag, ("form",)) is None
        named = tag.name in _TAGS or _NAMED.search(marks(tag)) is not None
        return named and not self._holds_content(tag)

    def _holds_content(self, tag: Tag) -> bool:
        """Whether an element, whatever its name, holds the rows or the text of the page."""
        outline, root = self.outline, self.outline.root
        if tag.find(["article", "main", "textarea"]) or ancestor(tag, ("article", "main")):
            return True
        prose = outline.text_length(tag) - outline.linked_length(tag)
        whole = outline.text_length(root) - outline.linked_length(root)
        dated = outline.count_dates(tag)
        return (dated >= 2 and _long_titles(outline, tag) >= 2) or (
            prose > 120 and prose * 2 > whole and not _FOOTER.search(words(tag))
        )

    def _path_block(self, string: NavigableString) -> list[Tag]:
        """The path to the page: the smallest block around its first words that holds links, or the next block."""
        tag = self._climb(string, lambda one: self.outline.count_anchors(one) >= 1, 300)
        if tag is None or self.outline.count_dates(tag) > 1 or tag.find(["h1", "textarea"]):
            return []
        self.frame.names.update(_names(part) for part in re.split(r"[>»/:：›→\-]|&gt;", words(tag)))
        return [tag]

    def _following_block(self, string: NavigableString) -> list[Tag]:
        """A heading and the block that it stands over, unless it is the heading of the page itself."""
        heading = normalise(string)
        if _names(heading) in self.own_names or not self._is_heading(string):
            return []
        tag = self._heading_block(string, heading)
        block = tag.find_next_sibling() if tag is not None else None
        if tag is None or block is None or not self.outline.knows(block):
            return []
        if block.name == "a":
            return [tag, *takewhile(lambda one: one.name in ("a", "br"), tag.find_next_siblings())]
        return [tag, block]

    @staticmethod
    def _is_heading(string: NavigableString) -> bool:
        anchor = string.find_parent("a")
        return anchor is None or anchor.find_parent(["h1", "h2", "h3", "h4", "dt", "th"]) is not None

    @staticmethod
    def _heading_block(string: NavigableString, heading: str) -> Tag | None:
        """The largest element that says no more than the heading and 更多."""
        tag, wanted = string.parent, _MORE.sub("", heading)
        for _ in range(6):
            if tag is None or tag.parent is None or tag.name in ("body", "td"):
                return None
            if _MORE.sub("", normalise(words(tag))) != wanted:
                return None
            if tag.find_next_sibling(["ul", "ol", "div", "dl", "table", "dd", "p", "a", "li"]):
                return tag
            tag = tag.parent
        return None

    def _neighbour_block(self, string: NavigableString) -> list[Tag]:
        """上一篇 and 下一篇, with the title beside them."""
        tag = self._climb(string, lambda one: self.outline.count_anchors(one) >= 1, 250)
        if tag is None:
            return [string.parent] if string.parent is not None and len(words(string.parent)) < 60 else []
        return [tag] if self.outline.count_anchors(tag) <= 4 else []

    def _climb(self, string: NavigableString, enough: Callable[[Tag], bool], longest: int) -> Tag | None:
        tag = string.parent
        for _ in range(8):
            if tag is None or tag.name in ("body", "html", "[document]") or self.outline.text_length(tag) > longest:
                return None
            if self.outline.knows(tag) and tag.name != "a" and enough(tag):
                return tag
            tag = tag.parent
        return None

    def _is_pager(self, tag: Tag) -> bool:
        if self.outline.text_length(tag) > 260 or _long_titles(self.outline, tag) or tag.find("textarea"):
            return False
        text = normalise(words(tag))
        turns = {match[0] for match in _TURN.finditer(text)}
        if not turns or self.outline.count_dates(tag) > 1:
            return False
        return len(re.sub(r"[\d\W]|首页|跳转|转到|条记录|每页|当前", "", _TURN.sub("", text))) <= 12

    def _note_pager(self, tag: Tag) -> None:
        if tag.parent is not None:
            self.frame.pager_places.append(tag.parent)

    def _note_menu(self, tag: Tag) -> None:
        anchors = self.outline.anchors_in(tag)
        if not any(self.menus.leads_home(anchor) for anchor in anchors):
            self.frame.longest_menu = max(self.frame.longest_menu, len(anchors))

    def _is_footer_line(self, tag: Tag) -> bool:
        if self.outline.text_length(tag) > 300 or tag.name in ("span", "h2", "h3"):
            return False
        text = words(tag)
        long_parts = _long_titles(self.outline, tag)
        return _FOOTER.search(text) is not None and not long_parts and self._has_no_smaller(tag)

    def _has_no_smaller(self, tag: Tag) -> bool:
        """A block of lines is dropped as a whole only if each line is short for a footer's."""
        return all(not _FOOTER.search(words(tag)) or self.outline.text_length(tag) < 300 for tag in tag.find_all("p"))


def _long_titles(outline: Outline, tag: Tag) -> int:
    return sum(len(words(anchor)) >= 10 for anchor in outline.anchors_in(tag)[:60])


def _names(text: str) -> str:
    """A column's name as it is compared: without spaces and signs."""
    return re.sub(r"\W+", "", normalise(text))[:40]


def plain_names(texts: Iterator[str] | list[str]) -> set[str]:
    """Names as `Frame.names` holds them."""
    return {name for text in texts if (name := _names(text))}
