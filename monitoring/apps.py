from django.apps import AppConfig

from column_assignments.assessment.providers import register


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "巡查"

    def ready(self) -> None:
        register("monitoring.facts.inspection_facts")
