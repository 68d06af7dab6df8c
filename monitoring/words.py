"""What people call the words of the inspection."""

from django.utils.translation import gettext_lazy as _

from monitoring.checks.verdicts import ColumnVerdict, Severity

VERDICTS = {
    ColumnVerdict.FRESH.value: _("fresh"),
    ColumnVerdict.DUE_SOON.value: _("due soon"),
    ColumnVerdict.OVERDUE.value: _("overdue"),
    ColumnVerdict.BLANK.value: _("blank"),
    ColumnVerdict.UNREACHABLE.value: _("unreachable"),
    ColumnVerdict.UNREADABLE.value: _("unreadable"),
    ColumnVerdict.REFUSED.value: _("refused to programs"),
    ColumnVerdict.NOT_JUDGED.value: _("not judged"),
}
SEVERITIES = {severity.word: severity.chinese for severity in Severity}

# The keys of a finding's evidence. A key without a word is shown as it is.
EVIDENCE = {
    "rule": _("rule"),
    "outcome": _("outcome of the visit"),
    "status": _("HTTP status"),
    "final_url": _("address after redirects"),
    "hops": _("redirects"),
    "detail": _("details"),
    "title": _("title of the page"),
    "snippet": _("beginning of the text"),
    "sha256": _("SHA-256 of the page"),
    "column_class": _("class"),
    "overdue_after": _("overdue after"),
    "source": _("source"),
    "rule_confirmed": _("rule confirmed by the office"),
    "explanation": _("reason"),
    "reason": _("reason, as a word"),
    "newest": _("newest item"),
    "due": _("due date"),
    "date_source": _("where the date was read"),
    "items": _("items"),
    "missing": _("missing"),
    "kind": _("kind"),
    "internal": _("inside the portal"),
    "link_text": _("text of the link"),
    "on_home": _("on the home page"),
    "note": _("note"),
}
