from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "内容管理"

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms import files, gate, receivers  # noqa: F401 — registers the receivers
        from cms.permissions import ColumnPermissionPolicy

        register_permission_policy(Page, ColumnPermissionPolicy())
