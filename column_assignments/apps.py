from django.apps import AppConfig


class ColumnAssignmentsConfig(AppConfig):
    name = "column_assignments"
    verbose_name = "栏目责任分工"

    def ready(self) -> None:
        from column_assignments.assessing import table_facts  # needs the models
        from column_assignments.assessment.facts import register

        register(table_facts)
