from django.db import migrations

from column_assignments.classifying import read_data

# Added to the source of a rule whose other numbers are not proposals of ours.
PROPOSED = "; 提醒提前量为建议值"


def load(apps, schema_editor):
    """Give the shipped rules their reminders. A row that the office has changed stays as it is."""
    for row in read_data("update-rules.csv"):
        month, _, day = row["due_on"].partition("-")
        shipped = apps.get_model("column_assignments", "UpdateRule").objects.filter(
            label=row["label"],
            kind=row["kind"],
            warn=row["warn"],
            overdue=row["overdue"],
            remind="",
            due_month=int(month) if month else None,
            due_day=int(day) if day else None,
            source__in=[row["source"], row["source"].removesuffix(PROPOSED)],
            confirmed=row["confirmed"] == "1",
        )
        if row["column_class"] != "*":
            shipped = shipped.filter(column_class=row["column_class"])
        shipped.update(remind=row["remind"], source=row["source"])


class Migration(migrations.Migration):
    dependencies = [("column_assignments", "0003_records")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
