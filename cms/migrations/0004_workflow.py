"""The three reviews as one workflow over the whole tree, and how long each step may take."""

from django.db import migrations

WORKFLOW = "三审"
STEPS = (
    ("department", "DepartmentReview", "部门审核"),
    ("secrecy", "SecrecyReview", "保密审查"),
    ("office", "OfficeReview", "办公室审核"),
)


def make_workflow(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW, active=True)
    for place, (step, model, name) in enumerate(STEPS):
        content_type, _ = content_types.get_or_create(app_label="cms", model=model.lower())
        task = apps.get_model("cms", model).objects.create(name=name, active=True, content_type=content_type)
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=place
        )
        apps.get_model("cms", "StepDeadline").objects.get_or_create(step=step)
    # The root has every site and every language below it; Wagtail ships it with a workflow for moderators.
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(page=root, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_watched_words"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(make_workflow, migrations.RunPython.noop)]
