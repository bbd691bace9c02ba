"""The index of the URLs: one line for each room."""

from django.contrib import admin
from django.urls import include, path

from drafting.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    # Rooms of drafting, one include each.
]
