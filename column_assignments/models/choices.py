"""What people call the words of the duties."""

from django.utils.translation import gettext_lazy as _

from column_assignments.duties import ColumnClass, DutyKind, ReviewStep, Role

CLASS_CHOICES = [
    (ColumnClass.NEWS, _("news")),
    (ColumnClass.NOTICE, _("notices and documents")),
    (ColumnClass.DATA, _("data and standards")),
    (ColumnClass.STATIC, _("standing texts")),
    (ColumnClass.SERVICE, _("services and queries")),
    (ColumnClass.INTERACTION, _("interaction")),
]
KIND_CHOICES = [
    (DutyKind.PUBLISH, _("publish something new")),
    (DutyKind.REVIEW, _("review the text")),
    (DutyKind.EVENT, _("publish each event")),
    (DutyKind.YEARLY, _("publish once a year")),
    (DutyKind.REPLY, _("reply in time")),
    (DutyKind.FEED, _("follow another site")),
    (DutyKind.FUNCTION, _("keep it working")),
    (DutyKind.UNCLASSIFIED, _("needs classification")),
]
ROLE_CHOICES = [(Role.LEAD, _("lead")), (Role.SUPPORT, _("support")), (Role.PUBLISHER, _("publisher"))]
STEP_CHOICES = [
    (ReviewStep.DEPARTMENT, _("department review")),
    (ReviewStep.SECRECY, _("secrecy review")),
    (ReviewStep.OFFICE, _("office review")),
]
