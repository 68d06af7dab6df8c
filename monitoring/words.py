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
