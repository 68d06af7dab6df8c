"""What is left of a page beyond its frame, and who would fill it if nothing is."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from .frame import Frame, plain_names
from .text import attribute, is_visible, marks, normalise, visible_strings, words

_EMPTY = re.compile(
    r"(?:对不起|抱歉|您好|该|本|此|当前|目前|您访问的)?[\W]*(?:该|本|此|当前)?(?:栏目|页面|频道|目录|分类|网页)?\w{0,4}"
    r"(?:(?:暂时?|尚|还|目前)?(?:没有|未有|无)(?:任何|相关|更多|可显示的?|发布)?(?:内容|信息|数据|记录|文章|资料|新闻|文件|公告|结果|公开)"
    r"|(?:正在|暂在|尚在)(?:建设|更新|完善|整理|维护|改版|升级)|建设中|更新中|整理中|完善中|敬请期待|内容为空|暂无)\w{0,6}[\W]*(?:请稍[后候]\w{0,6}|敬请\w{2,6}|谢谢\w{0,3})?\W*"
)
_LOADING = re.compile(r"(?:数据|页面|正在|内容)*(?:加载|载入|读取)中?\W*(?:请稍[后候])?\W*|loading\W*", re.IGNORECASE)
_NEEDS_SCRIPT = re.compile(
    r"enable\s+javascript|javascript\s+enabled|(?:启用|开启|打开|支持|允许)\s*(?:浏览器)?\s*java\s*script|javascript\W{0,3}(?:被禁用|未启用)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{.*?\}|\[\[.*?\]\]", re.DOTALL)
_DECORATION = re.compile(
    r"更多|more|打印(?:本页)?|关闭(?:窗口|本页)?|字[体号]|[大中小]|分享(?:到)?|收藏|返回(?:顶部|上页|首页)?|(?:友情|相关|网站)?链接|订阅|rss|首页|当前位置|您的位置"
    r"|(?:共|第|总)?(?:计)?\d*(?:页|条|条记录|条信息)|序号|标题|名称|(?:信息)?(?:发布|公开|生成|成文)?(?:日期|时间)|索引号|文号|发文字号|发文机关|操作"
    r"|网站地图|联系我们|关于我们|copyright.*|.*备\w*号.*|.*版权.*|浏览.*次?|访问量.*|\d{1,3}",
    re.IGNORECASE,
)
_SHELL_IDS = ("app", "root", "__nuxt", "__next", "main-app", "vue-app", "q-app", "application", "ng-app")
_SHELL_TAGS = re.compile(r"^(?:app|router|[a-z]+-app|app-[a-z]+)")
_FETCHES = re.compile(
    r"\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|jQuery\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|\baxios\b|\bfetch\s*\(|XMLHttpRequest|\.load\s*\(\s*[\"']|"
    r"new\s+Vue\s*\(|createApp\s*\(|ReactDOM|ng-controller|dataproxy|\.jpage\s*\(|layui\.(?:use|table|flow|laytpl)|template\s*\(|"
    r"get(?:List|Data|News|Page|Article)\w*\s*\(|load(?:List|Data|News|Page|More)\w*\s*\(|query(?:List|Data|Page)\w*\s*\(|(?:init|show|render)(?:List|Data|News)\w*\s*\("
)
_PAGES = re.compile(r"createPage(?:HTML|Html)?\w*\s*\(\s*[\"']?(\d+)")
_NO_RECORDS = re.compile(
    r"<totalrecord>\s*0\s*</totalrecord>|(?:totalRecord|totalCount|total)['\"]?\s*[:=]\s*['\"]?0\b", re.IGNORECASE
)
_STATISTICS = re.compile(
    r"_hmt|hm\.baidu|google-analytics|gtag\(|cnzz|_czc|piwik|matomo|suggest|autocomplete|weather|tianqi|visit|hits|counter|pv\b",
    re.IGNORECASE,
)
_DATA_SCRIPT = re.compile(
    r"(?:list|page|data|ajax|news|column|channel|load|api|xxgk|gkml|article|content)[\w.-]*\.js", re.IGNORECASE
)
_SPACE = re.compile(
    r"[ _-](?:clear\w*|cl|cb|blank\w*|space\w*|line\w*|h\d+|mt\d+|hr|fix|bg\w*|shadow|mask|arrow)(?=[ _-])"
)
_CONTENT = ("img", "a", "input", "iframe", "object", "embed", "script")
_PLACES = ("div", "ul", "ol", "dl", "table", "tbody", "section", "td", "main", "article")
_LONGEST_MENU = 30
_PICTURE = re.compile(r"pic|img|image|photo|map|chart|flash|video|player|swf|zzjg|jgt|canvas", re.IGNORECASE)
_LEAVES = re.compile(r"location(?:\.href)?\s*=[^=]|location\.(?:replace|assign)\(|window\.open\(")
_THINGS = ("iframe", "frame", "object", "embed", "video", "audio", "canvas", "svg", "map", "textarea")


@dataclass(frozen=True)
class Remains:
    """The main block after the frame was taken away.

    `text` is what is neither a column's name nor a page's usual furniture; `things` counts pictures, frames and the like.
    """

    text: str
    links: int
    things: int
    pictures: int
    says_empty: bool
    is_filled_by_script: bool
    is_shell: bool
    has_hole: bool

    @property
    def is_nothing(self) -> bool:
        """No word, link or picture but an empty place for them; or the words that there is nothing, with one picture."""
        if self.links or self.things or self.is_filled_by_script or self.is_shell:
            return False
        return self.says_empty and self.pictures <= 1 if self.text else self.has_hole and self.pictures == 0


def what_remains(root: Tag, soup: BeautifulSoup, frame: Frame, own_names: set[str], told: str, links: int) -> Remains:
    """Look at the main block. `told` is what `<noscript>` said, `links` how many links of the main block are entries."""
    names = frame.names | own_names
    strings = [normalise(one) for one in visible_strings(root) if not _is_heading(one.parent)]
    strings = [
        one
        for one in strings
        if one and not (plain_names([one]) <= names or _DECORATION.fullmatch(re.sub(r"\W+", "", one)))
    ]
    whole = " ".join(strings)
    text = _LOADING.sub("", _TEMPLATE.sub("", whole)) if len(whole) < 2000 else whole
    text = text if re.search(r"\w", text) else ""
    scripted = _TEMPLATE.search(whole) is not None or (whole != "" and not text) or is_filled_by_script(root, soup)
    return Remains(
        text=text,
        links=links,
        things=len(root.find_all(_THINGS, limit=9)),
        pictures=sum(not _is_spacer(one) for one in root.find_all("img", limit=200)) + _painted(root),
        says_empty=len(text) <= 60 and _EMPTY.fullmatch(text) is not None,
        is_filled_by_script=scripted,
        is_shell=is_shell(root, f"{told} {text}"),
        has_hole=bool(frame.holes) and frame.longest_menu <= _LONGEST_MENU,
    )


def _is_heading(tag: Tag | None) -> bool:
    """Short headings, and the heads of tables, promise content and are none."""
    if tag is None:
        return False
    if tag.name in ("th", "title", "option", "button", "label"):
        return True
    return tag.name in ("h1", "h2", "h3", "h4", "h5") and len(words(tag)) <= 15


def _painted(root: Tag) -> int:
    """Elements that a style may fill with a picture or a script with a chart."""
    tags = (tag for tag in empty_places(root) if "url(" in attribute(tag, "style") or _PICTURE.search(marks(tag)))
    return sum(1 for _ in tags)


def _is_spacer(tag: Tag) -> bool:
    sizes = (attribute(tag, "width"), attribute(tag, "height"))
    return any(size.removesuffix("px").isdigit() and int(size.removesuffix("px")) <= 24 for size in sizes)


def is_shell(root: Tag, told: str) -> bool:
    """Whether the page is the shell of an application, by its mounting point or by its own words."""
    if _NEEDS_SCRIPT.search(told):
        return True
    mounts = (
        tag
        for tag in root.find_all(["div", "main", "section"], limit=400)
        if attribute(tag, "id").lower() in _SHELL_IDS
    )
    if any(not words(tag) and not tag.find(["img", "iframe"]) for tag in mounts):
        return True
    return any(_SHELL_TAGS.match(tag.name) for tag in root.find_all(True, limit=60))


def is_filled_by_script(root: Tag, soup: BeautifulSoup) -> bool:
    """Whether some script of the page's own may fill an empty place in its main block. In doubt it does."""
    scripts = [
        one
        for one in soup.find_all("script", limit=300)
        if not attribute(one, "type").startswith(("text/xml", "application/ld"))
    ]
    codes = [one.string or "" for one in scripts if not one.get("src")]
    if any(int(match[1]) >= 2 for code in codes for match in _PAGES.finditer(code[:20000])):
        return True
    empty = empty_places(root)
    if any(_has_binding(tag) for tag in empty):
        return True
    within = {id(one) for one in root.find_all("script", limit=300)}
    for script, code in ((one, (one.string or "")[:200_000]) for one in scripts if not one.get("src")):
        if id(script) in within and _LEAVES.search(code) and "function" not in code:
            return True
        if _FETCHES.search(code) and not _NO_RECORDS.search(code):
            is_near = id(script) in within and not (_STATISTICS.search(code) and len(code) < 1500)
            if is_near or _names_any(code, empty):
                return True
        elif id(script) in within and empty and _names_any(code, empty):
            return True
    return bool(empty) and any(_DATA_SCRIPT.search(attribute(one, "src")) for one in scripts if id(one) in within)


def empty_places(root: Tag) -> list[Tag]:
    """The elements that stand ready for content and hold none."""
    filled: set[int] = set()
    for node in root.descendants:
        if isinstance(node, NavigableString) and not (is_visible(node) and node.strip()):
            continue
        if isinstance(node, Tag) and node.name not in _CONTENT:
            continue
        around = node.parent
        while around is not None and id(around) not in filled:
            filled.add(id(around))
            around = around.parent
    tags = root.find_all(_PLACES, limit=3000)
    return [tag for tag in tags if id(tag) not in filled and not _SPACE.search(marks(tag))]


def _has_binding(tag: Tag) -> bool:
    return any(
        name.startswith(("v-", ":", "@", "ng-", "data-url", "data-api", "data-src", "data-bind", "ms-"))
        for name in tag.attrs
    )


def _names_any(code: str, tags: list[Tag]) -> bool:
    """Whether code mentions an empty element by id or class."""
    for tag in tags[:200]:
        for name in marks(tag).split():
            if len(name) >= 2 and re.search(rf"[\"'#.]{re.escape(name)}[\"'\s)]", code, re.IGNORECASE):
                return True
    return False
