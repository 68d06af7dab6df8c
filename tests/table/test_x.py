import time
def test_x(portal):
    from cms.models import ColumnPage
    assert ColumnPage.objects.count() > 70
def test_backup(portal, tmp_path):
    import sqlite3
    from django.db import connection
    with sqlite3.connect(tmp_path/"x.db") as t:
        connection.connection.backup(t)
    t.close()
    assert sqlite3.connect(tmp_path/"x.db").execute("select count(*) from cms_columnpage").fetchone()[0]>70
