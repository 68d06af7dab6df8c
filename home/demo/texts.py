"""The words of the sample portal: written for this project, about no real office."""

import random

LABEL = "示例"
NOTICE = "本站内容均为示例数据, 由 Lanmu 项目编写, 不代表任何单位; 其中有意留下了几处问题, 供巡查发现。"

TOPICS = (
    "农村公路养护",
    "春运服务保障",
    "桥梁隧道检测",
    "水上交通安全",
    "道路客运班线",
    "工程质量监督",
    "执法行为规范",
    "公共交通优先",
    "绿色低碳运输",
    "信用评价管理",
    "防汛应急演练",
    "出行信息共享",
)
ENDINGS = {
    "news": ("工作有序推进", "现场会召开", "取得阶段进展", "专题培训举办"),
    "notice": ("有关事项的通知", "管理办法", "征求意见公告", "工作方案"),
    "data": ("情况统计", "资料汇编", "技术要点", "年度安排"),
}
SENTENCES = (
    "有关单位按照职责分工, 逐项明确了任务、时限和联系人。",
    "各环节均安排了复核, 发现的问题当日登记、限期办结。",
    "公众可以通过本栏目了解进展, 也可以来信来电提出意见。",
    "下一步将结合季节特点, 把经验固化为可以检查的做法。",
    "相关材料按规定归档, 需要的单位可以向责任部门查询。",
    "工作中注意听取基层意见, 减少重复报送和不必要的检查。",
)


def title(column_class: str, chance: random.Random) -> str:
    """A headline for an article of a column of that class."""
    ending = chance.choice(ENDINGS.get(column_class, ENDINGS["data"]))
    return f"【{LABEL}】{chance.choice(TOPICS)}{ending}"


def article(description: str, chance: random.Random, extra: str = "") -> str:
    """The body of an article as rich text; `extra` is a further paragraph."""
    first, second, third = chance.sample(SENTENCES, 3)
    about = f"<p>本栏目刊载{description}。{first}</p>" if description else f"<p>{first}</p>"
    return f"{about}<p>{second}{third}</p>{extra}<p>（{LABEL}文章, 不代表任何单位的真实工作。）</p>"


def introduction(name: str, description: str, chance: random.Random, extra: str = "") -> str:
    """The standing text of a column that is kept up rather than added to."""
    first, second = chance.sample(SENTENCES, 2)
    return f"<p>【{LABEL}】{name}: {description or name}。</p><p>{first}{second}</p>{extra}"
