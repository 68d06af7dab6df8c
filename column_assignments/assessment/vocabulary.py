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

# The evidence of a day on which an accepted exemption took the duty away.
EXEMPTED = "exemption:"

CODES = {
    "site-unreachable": "网站无法访问",
    "site-slow": "网站打开缓慢",
    "tls-invalid": "网站证书无效",
    "tls-expiring": "网站证书即将到期",
    "broken-link": "链接失效",
    "broken-image": "图片失效",
    "broken-attachment": "附件无法下载",
    "redirect-loop": "跳转循环",
    "soft-404": "页面已不存在但仍按正常页返回",
    "link-unconfirmed": "链接是否失效未能确认",
    "hidden-link": "疑似暗链",
    "hostile-link": "链接指向有害网站",
    "homepage-stale": "首页两周未更新",
    "column-overdue": "栏目超期未更新",
    "column-due-soon": "栏目即将到期",
    "column-blank": "空白栏目",
    "column-unreachable": "栏目无法打开",
    "column-unreadable": "栏目无法由程序判读",
    "undated-items": "部分条目没有发布日期",
    "backdated-item": "条目日期早于首次出现日期,请说明",
    "future-dated-item": "条目日期晚于今天,请核实",
    "request-channel-missing": "未找到依申请公开入口",
    "request-channel-down": "依申请公开渠道无法使用",
    "request-form-incomplete": "依申请公开表单要素不全",
    "message-channel-down": "互动渠道无法使用",
    "reply-overdue": "留言超期未回复",
    "page-tags-missing": "首页缺少网站标签",
    "site-mark-missing": "页脚缺少网站标识",
    "personal-data": "疑似公开个人信息",
    "secrecy-mark": "疑似涉密标识",
    "wording": "疑似表述错误",
    "inspection-missed": "当日未完成巡查",
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
