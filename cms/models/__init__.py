"""What is published, and what it takes to publish it."""

from cms.models.approval import Decision, DepartmentReview, OfficeReview, SecrecyReview, StepDeadline
from cms.models.pages import ARTICLES_A_PAGE, ArticlePage, ColumnPage, RequestField, RequestPage
from cms.models.scheduling import ScheduledPublication
from cms.models.screening import DutyPhone, Screening, WatchedWord

__all__ = [
    "ARTICLES_A_PAGE",
    "ArticlePage",
    "ColumnPage",
    "Decision",
    "DepartmentReview",
    "DutyPhone",
    "OfficeReview",
    "RequestField",
    "RequestPage",
    "ScheduledPublication",
    "Screening",
    "SecrecyReview",
    "StepDeadline",
    "WatchedWord",
]
