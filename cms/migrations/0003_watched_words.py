import csv
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).resolve().parent.parent / "data" / "watched-words.csv"


def load(apps, schema_editor):
    word = apps.get_model("cms", "WatchedWord")
    with WORDS.open(encoding="utf-8", newline="") as file:
        word.objects.bulk_create((word(**row) for row in csv.DictReader(file)), ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_approval")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
