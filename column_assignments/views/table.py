"""The responsibility table in the admin: looked at, imported, edited row by row, exported."""

from django.urls import path

from column_assignments.views import table_browsing, table_editing, table_importing

urlpatterns = [
    path("", table_browsing.index, name="index"),
    path("versions/", table_browsing.versions, name="versions"),
    path("versions/<int:pk>/", table_browsing.version, name="version"),
    path("versions/<int:pk>/table<str:ending>", table_browsing.export, name="export"),
    path("versions/<int:version>/rows/add/", table_editing.add, name="add"),
    path("versions/<int:version>/rows/<int:pk>/", table_editing.edit, name="edit"),
    path("versions/<int:version>/rows/<int:pk>/remove/", table_editing.remove, name="remove"),
    path("import/", table_importing.upload, name="upload"),
    path("import/<int:pk>/", table_importing.preview, name="preview"),
]
