import time
def test_x(portal):
    from cms.models import ColumnPage
    assert ColumnPage.objects.count() > 70
