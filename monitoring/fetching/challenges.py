"""Pages that turn programs away: challenges and firewall pages. We recognise them and never solve them."""

from collections.abc import Mapping

# A page that says more than this is a page, whatever scripts a firewall has added to it. In bytes without markup.
_SHORT = 800
# No challenge seen is this long; looking through more costs time for nothing.
_LONGEST = 512 * 1024

# Marks that the firewalls in front of Chinese portals leave in their challenges.
_MARKS = (
    b"__jsl_clearance",  # 知道创宇 加速乐, status 521
    b"$_ts",  # 瑞数, status 412 or 202
    b"acw_sc__v2",  # 阿里云
    b"errors.aliyun.com",
    b"security_verify_",  # 云锁
    b"wzwschallenge",  # 奇安信 网站卫士
    b"eo_bot_ssid",  # 腾讯云 EdgeOne
    b"/_guard/",  # GoEdge
    b"_cf_chl_opt",  # Cloudflare
)
_WORDS = tuple(
    words.encode(codec)
    for codec in ("utf-8", "gb18030")
    for words in (
        "请开启JavaScript并刷新",
        "访问被阻断",
        "请求被拦截",
        "访问被拦截",
        "网站防火墙",
        "疑似攻击",
        "疑似黑客攻击",
        "不合法参数，已被网站管理员设置拦截",
    )
)
_SIGNS = tuple(sign.lower() for sign in _MARKS + _WORDS)


def is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer is for browsers to prove themselves, or a firewall's refusal, instead of the page."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if not body or len(body) > _LONGEST:
        return False
    page = body.lower()
    text = _text(page)
    if len(text) > _SHORT:
        return False
    return any(sign in page for sign in _SIGNS) or (not text and _sets_cookie_and_returns(page))


def _sets_cookie_and_returns(page: bytes) -> bool:
    return b"<script" in page and b"document.cookie" in page and (b"location" in page or b"reload" in page)


def _text(page: bytes) -> bytes:
    """What a reader would see, roughly. Cuts instead of patterns: the time is linear whatever the page."""
    for start, end in ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<style", b"</style"), (b"<title", b"</title")):
        page = _without(page, start, end)
    pieces = page.split(b"<")
    text = b"".join(pieces[:1] + [piece.partition(b">")[2] for piece in pieces[1:]])
    return text.replace(b">", b"").strip()


def _without(page: bytes, start: bytes, end: bytes) -> bytes:
    first, *rest = page.split(start)
    return first + b"".join(piece.partition(end)[2] for piece in rest)
