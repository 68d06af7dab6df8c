from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "内容管理"

    def ready(self) -> None:
        from cms import receivers  # noqa: F401 — registers the receivers
