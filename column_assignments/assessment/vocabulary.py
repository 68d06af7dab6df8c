"""The closed lists that facts and schemes are written in, with the Chinese that reports print for them."""

# A column on a day (判定). Only the judged ones enter a ratio; the others say nothing about the department.
JUDGED = ("fresh", "due-soon", "overdue", "blank")
VERDICTS = {
    "fresh": "按时更新",
    "due-soon": "临近应更新日",
    "overdue": "超期",
    "blank": "空白",
    "unreachable": "无法访问",
    "unreadable": "无法读取",
    "refused": "拒绝程序访问",
    "not-judged": "未判定",
}

CODES = {
    "site-unreachable": "网站无法访问",
    "site-slow": "网站响应缓慢",
    "tls-invalid": "证书无效",
    "tls-expiring": "证书即将到期",
    "broken-link": "链接失效",
    "broken-image": "图片失效",
    "broken-attachment": "附件失效",
    "redirect-loop": "循环跳转",
    "soft-404": "链接指向错误页",
    "link-unconfirmed": "链接待确认",
    "hidden-link": "暗链",
    "hostile-link": "不良外链",
    "homepage-stale": "首页不更新",
    "column-overdue": "栏目超期",
    "column-due-soon": "栏目临近应更新日",
    "column-blank": "栏目空白",
    "column-unreachable": "栏目无法访问",
    "column-unreadable": "栏目无法读取",
    "undated-items": "信息无日期",
    "backdated-item": "疑似倒签日期",
    "future-dated-item": "日期晚于当日",
    "request-channel-missing": "无依申请公开渠道",
    "request-channel-down": "依申请公开渠道不可用",
    "request-form-incomplete": "申请表缺项",
    "message-channel-down": "留言渠道不可用",
    "reply-overdue": "答复超期",
    "page-tags-missing": "页面标签缺失",
    "site-mark-missing": "网站标识缺失",
    "personal-data": "泄露个人信息",
    "secrecy-mark": "疑似密级标志",
    "wording": "表述错误",
    "inspection-missed": "漏巡查",
}

# Already punished through the days themselves: the same page is not punished again under availability.
COUNTED_BY_DAYS = frozenset({"column-overdue", "column-blank"})
# Warnings, doubts and our own failures: no scheme may deduct for them.
NEVER_CHARGED = frozenset({"column-due-soon", "column-unreadable", "link-unconfirmed", "inspection-missed"})

PLACES = {"front": "栏目首页", "elsewhere": "其他页面"}
ROLES = {"lead": "负责", "support": "配合", "publisher": "发布"}
DEPARTMENT_KINDS = {"office": "厅机关处室", "affiliated": "厅直单位", "collective": "集体", "other": "其他"}

# What an item looks at, because a publisher (发布部门) answers for links and not for what the owner writes.
ITEM_KINDS = ("content", "links")
