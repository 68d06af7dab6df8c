"""What an application form for information has to ask for (政府信息公开条例 2019 年修订, 第二十九条).

Name, proof of identity, contact, a description of the information, and the form and way of getting it. The purpose
(用途) was asked for until 2019 and may no longer be compulsory.
"""

import re
from enum import StrEnum

from monitoring.reading.facts import Field, Form


class Element(StrEnum):
    """The five elements of article 29, in its order."""

    NAME = "name"
    IDENTITY = "identity"
    CONTACT = "contact"
    DESCRIPTION = "description"
    PROVISION = "form-of-provision"


ELEMENTS = {
    Element.NAME: "姓名或者名称",
    Element.IDENTITY: "身份证明",
    Element.CONTACT: "联系方式",
    Element.DESCRIPTION: "所需信息的内容描述",
    Element.PROVISION: "提供方式或获取方式",
}

PURPOSE = re.compile(r"用途")
WAY = re.compile(r"(提供|获取|领取|接收|答复|回复|送达|取得|公开).{0,6}(方式|途径|形式)|载体|介质|形式要求|信息形式")
LABELS = {
    Element.NAME: re.compile(
        r"姓\s*名|(申请人|单位|法人|组织|机构|企业)\s*名\s*称|^\W*(名\s*称|申请人)\W*$|姓名或名称"
    ),
    Element.IDENTITY: re.compile(r"证件|身份证|信用代码|机构代码|营业执照|身份证明"),
    Element.CONTACT: re.compile(r"电\s*话|手\s*机|联系方式|邮\s*箱|电子邮件|e-?mail|地\s*址|传\s*真", re.I),
    Element.DESCRIPTION: re.compile(
        r"描\s*述|文\s*号|(信息|申请|公开|具体|文件).{0,4}(内容|名称|标题)|(所需|需要|申请).{0,6}信息|^\W*内\s*容\W*$|索引号"
    ),
    Element.PROVISION: re.compile(WAY.pattern + r"|纸\s*质|光\s*盘|自行领取|当场|邮\s*寄|电子文本"),
}
NAMES = {
    Element.NAME: re.compile(r"(^|[_-])(xm|name|mc)$|username|applicant|realname|xingming", re.I),
    Element.IDENTITY: re.compile(r"id_?(card|no|num|type)|card_?(no|type)|zjh|zjlx|sfz|cert|identity", re.I),
    Element.CONTACT: re.compile(r"tel|phone|mobile|mail|address|lxdh|lxfs|dianhua|contact", re.I),
    Element.DESCRIPTION: re.compile(r"content|desc|nrms|neirong|xxnr|sxxx", re.I),
    Element.PROVISION: re.compile(r"provi|offer|deliver|receive|obtain|medium|hqfs|tgfs|way|method", re.I),
}


def elements_of(form: Form) -> frozenset[Element]:
    """The elements of article 29 that a form asks for."""
    return frozenset(element for field in form.fields for element in _elements_of_field(field))


def missing_elements(form: Form) -> tuple[Element, ...]:
    """The elements that a form does not ask for, in the order of the article."""
    present = elements_of(form)
    return tuple(element for element in Element if element not in present)


def requires_purpose(form: Form) -> bool:
    """Whether a form makes the purpose (用途) compulsory."""
    return any(field.required and PURPOSE.search(field.label) for field in form.fields)


def _elements_of_field(field: Field) -> list[Element]:
    label = field.label.strip()
    if PURPOSE.search(label):
        return []
    found = [element for element, pattern in LABELS.items() if pattern.search(label)]
    if WAY.search(label):
        # "获取所需信息的方式" names the information and asks for the way.
        return [Element.PROVISION]
    return found or [element for element, pattern in NAMES.items() if pattern.search(field.name)]
