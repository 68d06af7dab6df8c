"""Every address of the product, in the order in which they are tried."""

from django.urls import include, path

urlpatterns = [
    path("", include("home.urls")),
]
