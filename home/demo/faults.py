"""The faults planted in the sample portal: a few of each kind, so that the first inspection has something to say."""

from collections import Counter
from dataclasses import dataclass

# The newest article of an overdue column is this many days older than its rule allows.
DAYS_PAST = 6

OVERDUE = ("政务公开/政务动态/工作信息", "行业管理/造价管理")
BLANK = ("公众参与/技术讲座", "公众参与/曝光台")
BROKEN_LINKS = {
    "政务公开/政务动态/交通新闻": "/shili/yi-xiaoshi-de-zhuanti/",
    "政务公开/政策解读": "/shili/yi-qianzou-de-wenjian/",
}
MISSING_ATTACHMENTS = {
    "政务公开/财务审计": "/media/shili/que-shi-de-juesuanbiao.xlsx",
    "公共服务/下载中心/工作表格": "/media/shili/que-shi-de-shenqingbiao.docx",
}
REQUEST_COLUMN = "政务公开/依申请公开"
# 条例 art. 29 asks for more: the identity proof and the way to get the information are left out here.
REQUEST_FIELDS = (
    ("申请人姓名或名称", False),
    ("联系电话", False),
    ("通信地址", False),
    ("所需政府信息的内容描述", True),
)


@dataclass(frozen=True)
class Planted:
    """Extra text for one column."""

    url: str
    words: str

    @property
    def paragraph(self) -> str:
        return f'<p><a href="{self.url}">{self.words}</a></p>'


def paragraph_for(column: str) -> str:
    """The planted paragraph of a column's newest text, "" for nearly all of them."""
    if column in BROKEN_LINKS:
        return Planted(BROKEN_LINKS[column], "相关专题 (示例)").paragraph
    if column in MISSING_ATTACHMENTS:
        return Planted(MISSING_ATTACHMENTS[column], "附件: 示例表格").paragraph
    return ""


def expected() -> Counter[str]:
    """What the first inspection has to find, by finding code."""
    return Counter(
        {
            "column-overdue": len(OVERDUE),
            "column-blank": len(BLANK),
            "broken-link": len(BROKEN_LINKS),
            "broken-attachment": len(MISSING_ATTACHMENTS),
            "request-form-incomplete": 1,
        }
    )
