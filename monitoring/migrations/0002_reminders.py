from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("monitoring", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="kind",
            field=models.CharField(choices=[("daily-digest", "daily digest"), ("reminder", "reminder of duties")], max_length=20, verbose_name="kind"),
        ),
    ]
