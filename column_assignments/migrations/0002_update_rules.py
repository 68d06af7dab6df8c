from django.db import migrations

from column_assignments.classifying import read_data
from column_assignments.duties import ColumnClass


def load(apps, schema_editor):
    rule = apps.get_model("column_assignments", "UpdateRule")
    for row in read_data("update-rules.csv"):
        month, _, day = row["due_on"].partition("-")
        for column_class in ColumnClass if row["column_class"] == "*" else [row["column_class"]]:
            rule.objects.create(
                label=row["label"],
                column_class=str(column_class),
                kind=row["kind"],
                warn=row["warn"],
                overdue=row["overdue"],
                due_month=int(month) if month else None,
                due_day=int(day) if day else None,
                source=row["source"],
                confirmed=row["confirmed"] == "1",
            )


class Migration(migrations.Migration):
    dependencies = [("column_assignments", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
