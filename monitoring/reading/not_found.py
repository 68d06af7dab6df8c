"""Pages that say 页面不存在 under a status of success (finding soft-404)."""

import re

from .facts import Page
from .text import normalise

_LONGEST_TITLE = 40
_LONGEST_TEXT = 250
_NEVER_LONGER = 900

_THING = r"(?:页面|网页|文件|信息|文章|内容|资源|栏目|网址|链接|地址|稿件|数据|站点|网站)"
_PHRASE = re.compile(
    rf"{_THING}\w{{0,6}}?(?:不存在|不见了|找不到|未找到|没找到|没有找到|无法找到|走丢|丢失|飞走|已经?(?:被)?(?:删除|移除|下线|失效|过期|撤销|移走)|被删除|无法(?:打开|访问|显示)|不可用)"
    rf"|(?:找不到|未找到|没有找到|没找到|无法找到|不存在|无法访问|无法显示)\w{{0,12}}?{_THING}"
    r"|(?:已被|已经)删除或|\bnot\s+found\b|page\s+(?:does\s+not|doesn't)\s+exist|was\s+not\s+found|no\s+longer\s+available|HTTP\s*(?:错误|Error)?\s*404|404\s*(?:错误|error|页面|not|未找到|找不到|-|—|–|:|!|。|,)|(?:错误|error)\W{0,3}404",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*404\W*(?:页面?|page|error|错误)?\W*", re.IGNORECASE)


def looks_like_not_found(page: Page) -> bool:
    """Whether the title or a short main block says that there is no such page. A long text or a list never does."""
    text = normalise(page.text)
    if len(text) > _NEVER_LONGER or sum(item.date is not None for item in page.items) >= 2:
        return False
    if page.tags.get("articletitle") and len(text) > _LONGEST_TEXT:
        return False
    title = re.split(r"[-_|–—]", normalise(page.title))[0].strip()
    if len(title) <= _LONGEST_TITLE and (_PHRASE.search(normalise(page.title)) or _BARE.fullmatch(title)):
        return not _is_about(normalise(page.title))
    return len(text) <= _LONGEST_TEXT and bool(_PHRASE.search(text) or _BARE.fullmatch(text)) and not _is_about(text)


def _is_about(text: str) -> bool:
    """A notice about such pages: 关于…的通知."""
    return re.search(r"关于.+的(?:通知|公告|通报|函|说明|报告)", text) is not None
