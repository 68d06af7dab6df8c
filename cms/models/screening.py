"""What screening looks for, as an office edits it, and what it found."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class WatchedWord(models.Model):
    """One entry of the word list (词表)."""

    class Kind(models.TextChoices):
        FORBIDDEN = "forbidden", _("must not be published")
        WRONG = "wrong", _("wrong, write it otherwise")
        SUGGESTED = "suggested", _("better written otherwise")
        ALLOWED = "allowed", _("may stand, though a watched word is inside")

    word = models.CharField(_("word"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    instead = models.CharField(_("write instead"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering = ["kind", "word"]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """A wrong word says what is right; blanks around a word would keep it from being found."""
        self.word, self.instead = self.word.strip(), self.instead.strip()
        if self.kind in {self.Kind.WRONG, self.Kind.SUGGESTED} and not self.instead:
            raise ValidationError({"instead": _("Say what to write instead.")})


class DutyPhone(models.Model):
    """A mobile number that may stand on the portal: an office's duty phone (值班电话)."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    whose = models.CharField(_("whose"), max_length=100)

    class Meta:
        verbose_name = _("duty phone")
        verbose_name_plural = _("duty phones")
        ordering = ["number"]

    def clean(self) -> None:
        """Kept as eleven digits, however it was typed."""
        digits = re.sub(r"[\s-]", "", self.number).removeprefix("+86")
        if not re.fullmatch(r"1[3-9][0-9]{9}", digits):
            raise ValidationError({"number": _("A mobile number has eleven digits; other numbers need no entry.")})
        self.number = digits

    def __str__(self) -> str:
        return f"{self.number} {self.whose}"


class Screening(models.Model):
    """One screening (内容筛查) of one text as it stood. `issues` is a list of Issue.as_json; numbers are masked."""

    content = models.CharField(max_length=64, db_index=True)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="screenings")
    at = models.DateTimeField(_("screened at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    issues = models.JSONField(_("issues"), default=list)
    passed = models.BooleanField(_("passed"))

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at}: {len(self.issues)}"
