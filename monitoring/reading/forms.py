"""Forms: what they are for and what they ask (design rule 5: they are read, never sent)."""

import re

from bs4 import BeautifulSoup, Tag

from .facts import Field, Form, FormPurpose
from .fields import read_fields
from .links import Addresses
from .text import attribute, normalise, words

_MOST_FORMS = 50
_REQUEST = re.compile(
    r"依申请公开|申请公开|公开申请|信息公开申请|ysqgk|yishenqing|applyopen|openapply|依申請公開", re.IGNORECASE
)
_REQUEST_FIELDS = (
    re.compile(
        r"所需(?:政府)?信息|信息(?:的)?(?:内容)?描述|内容描述|特征性?描述|索取号|信息名称|申请内容|信息索引|文件名称|用途"
    ),
    re.compile(r"获取(?:信息)?(?:的)?(?:方式|途径)|提供(?:的)?方式|载体|介质|形式要求"),
    re.compile(r"公民|法人|申请人|证件(?:名称|类型|号码)|身份证"),
)
_MESSAGE = re.compile(
    r"留言|信箱|来信|写信|咨询|投诉|建议|举报|信件|诉求|意见征集|我要(?:说|问|写|提)|纠错|liuyan|mailbox|letter|guestbook|message|consult",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"(?:^|[^a-z])(?:q|wd|kw|qt|key|keys|keyword|keywords|searchword|searchtext|search\w*|query\w*|sword|title|words?|content)(?:$|[^a-z])",
    re.IGNORECASE,
)
_SEARCH_WORDS = re.compile(r"搜\s*索|检\s*索|查\s*询|查找|search|全文", re.IGNORECASE)
_INPUTS = ("input", "textarea", "select")


def read_forms(soup: BeautifulSoup, addresses: Addresses, heading: str) -> tuple[Form, ...]:
    """The page's forms; `heading` is what the page says of itself (title, headings). Fields without a form make one too."""
    forms = [_read(tag, addresses, heading) for tag in soup.find_all("form", limit=_MOST_FORMS)]
    loose = _loose_inputs(soup)
    if loose is not None:
        forms.append(_from_inputs(loose, addresses, heading))
    return tuple(form for form in forms if form.fields)


def _read(tag: Tag, addresses: Addresses, heading: str) -> Form:
    fields = read_fields(tag)
    action = addresses.absolute(attribute(tag, "action")) or addresses.page
    method = attribute(tag, "method").strip().lower()
    said = f"{heading} {attribute(tag, 'id')} {attribute(tag, 'name')} {_legends(tag)}"
    purpose = purpose_of(fields, f"{action} {attribute(tag, 'action')}", said, _buttons(tag))
    return Form(purpose, action, method if method in ("get", "post", "dialog") else "get", fields)


def _loose_inputs(soup: BeautifulSoup) -> Tag | None:
    """The smallest element around the fields that stand in no form, if there are any."""
    inputs = [tag for tag in soup.find_all(_INPUTS, limit=400) if not _is_in_form(tag)]
    inputs = [
        tag for tag in inputs if attribute(tag, "type").lower() not in ("hidden", "submit", "button", "image", "reset")
    ]
    inputs = [tag for tag in inputs if tag.name != "select" or len(inputs) > 2]
    if not inputs:
        return None
    shared = list(inputs[0].parents)[:60]
    for other in inputs[1:]:
        around = {id(parent) for parent in list(other.parents)[:60]}
        shared = [parent for parent in shared if id(parent) in around]
    return shared[0] if shared else None


def _is_in_form(tag: Tag) -> bool:
    return any(parent.name == "form" for parent, _ in zip(tag.parents, range(60), strict=False))


def _from_inputs(around: Tag, addresses: Addresses, heading: str) -> Form:
    fields = tuple(read_fields(around, outside_forms=True))
    return Form(purpose_of(fields, "", heading, _buttons(around)), addresses.page, "", fields)


def _legends(tag: Tag) -> str:
    return words_of(tag.find_all(["legend", "h1", "h2", "h3", "h4", "caption"], limit=10))


def _buttons(tag: Tag) -> str:
    found = tag.find_all(["button", "input", "a"], limit=60)
    named = [
        one for one in found if one.name != "input" or attribute(one, "type").lower() in ("submit", "button", "image")
    ]
    return " ".join(f"{attribute(one, 'value')} {words(one)} {attribute(one, 'alt')}" for one in named)[:2000]


def words_of(tags: list[Tag]) -> str:
    """The text of several elements."""
    return " ".join(normalise(words(tag)) for tag in tags)


def purpose_of(fields: tuple[Field, ...], action: str, said: str, buttons: str) -> FormPurpose:
    """From what it asks first, then from what stands around it."""
    labels = " ".join(f"{field.label} {field.name}" for field in fields)
    if any(field.type == "password" for field in fields) and len(fields) <= 6:
        return FormPurpose.LOGIN
    if _is_search(fields, action, buttons):
        return FormPurpose.SEARCH
    asked = sum(bool(pattern.search(labels)) for pattern in _REQUEST_FIELDS)
    called = bool(_REQUEST.search(f"{said} {action} {labels}"))
    if (asked >= 2 and (called or asked == 3)) or (called and asked and len(fields) >= 4):
        return FormPurpose.REQUEST
    if called and len(fields) >= 6 and any(field.type == "textarea" for field in fields):
        return FormPurpose.REQUEST
    is_letter = any(field.type == "textarea" for field in fields) and len(fields) >= 2
    if is_letter and _MESSAGE.search(f"{said} {action} {labels} {buttons}"):
        return FormPurpose.MESSAGE
    return FormPurpose.OTHER


def _is_search(fields: tuple[Field, ...], action: str, buttons: str) -> bool:
    """Few fields without a long text, one of them named or labelled for a search."""
    typed = [field for field in fields if field.type in ("text", "search", "")]
    if not 1 <= len(typed) <= 4 or any(
        field.type in ("textarea", "password", "file", "email", "tel") for field in fields
    ):
        return False
    if any(field.type == "search" for field in fields):
        return True
    named = any(
        _SEARCH.search(field.name) or _SEARCH_WORDS.search(field.label) or "关键" in field.label for field in typed
    )
    sought = _SEARCH_WORDS.search(buttons) or re.search(r"search|query|jiansuo|/s\b|/ss?/", action, re.IGNORECASE)
    return bool(sought and (named or len(typed) == 1)) or (named and len(fields) == 1)
