from django.db import migrations


def make_home_page(apps, schema_editor):
    """Put a Chinese home page where a new Wagtail has its welcome page."""
    content_types = apps.get_model("contenttypes.ContentType")
    locale = apps.get_model("wagtailcore.Locale").objects.order_by("id").first()
    pages, sites = apps.get_model("wagtailcore.Page"), apps.get_model("wagtailcore.Site")
    home = apps.get_model("home.HomePage")
    sites.objects.all().delete()
    pages.objects.filter(depth=2).delete()
    page = home.objects.create(
        title="首页",
        draft_title="首页",
        slug="home",
        content_type=content_types.objects.get_or_create(model="homepage", app_label="home")[0],
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=locale,
    )
    pages.objects.filter(depth=1).update(numchild=1)
    sites.objects.create(hostname="localhost", site_name="门户网站", root_page_id=page.pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
