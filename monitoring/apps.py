from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "巡查"

    def ready(self) -> None:
        from column_assignments.assessment.facts import register  # noqa: PLC0415
        from monitoring.facts import inspection_facts  # noqa: PLC0415 — needs the models

        register(inspection_facts)
