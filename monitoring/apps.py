from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "巡查"

    def ready(self) -> None:
        from column_assignments.assessment.facts import register
        from monitoring.facts import inspection_facts  # needs the models

        register(inspection_facts)
