from django.apps import AppConfig


class ColumnAssignmentsConfig(AppConfig):
    name = "column_assignments"
    verbose_name = "栏目责任分工"
