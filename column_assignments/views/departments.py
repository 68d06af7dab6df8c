"""Departments in the admin: their people, reorganisations, and what the table leaves open."""

from django.urls import path

from column_assignments.views import coverage, people, reorganising

urlpatterns = [
    path("", reorganising.changes, name="changes"),
    path("reorganise/<str:kind>/", reorganising.reorganise_view, name="reorganise"),
    path("changes/<int:pk>/", reorganising.change, name="change"),
    path("changes/<int:pk>/withdraw/", reorganising.withdraw_view, name="withdraw"),
    path("<int:pk>/people/", people.people, name="people"),
    path("<int:pk>/people/<int:member>/leave/", people.leave, name="leave"),
    path("coverage/", coverage.coverage, name="coverage"),
]
