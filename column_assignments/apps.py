from django.apps import AppConfig

from column_assignments.assessment.providers import register


class ColumnAssignmentsConfig(AppConfig):
    name = "column_assignments"
    verbose_name = "栏目责任分工"

    def ready(self) -> None:
        register("column_assignments.assessing.table_facts")
