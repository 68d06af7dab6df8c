"""The line that `read_page --json -` writes."""

import datetime as dt
import json

from monitoring.reading import read_page
from monitoring.reading.as_json import page_json

HTML = """<html><head><meta charset="utf-8"><title>公告</title></head><body><ul>
<li><a href="/a.html">关于做好养护工作的通知</a><span>2026-05-06</span></li>
<li><a href="/b.html">关于道路施工的公告</a></li>
<li><a href="/c.html">关于公开征求意见的公告</a><span>2026-05-01</span></li></ul></body></html>"""


def test_the_line_holds_the_keys_of_the_design_and_nothing_else() -> None:
    page = read_page(HTML.encode(), "http://www.dj.gov.cn/gg/", today=dt.date(2026, 11, 22))
    line = json.loads(json.dumps(page_json(page, "a.html")))
    assert list(line) == [
        *("file", "url", "charset", "title", "tags", "items", "newest", "published", "links", "forms", "kind"),
    ]
    assert line["items"][0] == {
        "title": "关于做好养护工作的通知",
        "url": "http://www.dj.gov.cn/a.html",
        "date": "2026-05-06",
        "date_source": "row",
    }
    assert line["items"][1]["date"] is None
    assert (line["file"], line["newest"], line["published"], line["kind"]) == ("a.html", "2026-05-06", None, "list")
