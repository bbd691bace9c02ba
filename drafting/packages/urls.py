"""URLs of the packages of a library, below phrases/packages/."""

from django.urls import path

from drafting.packages.views import making, taking

app_name = "packages"
urlpatterns = [
    path("", making.packages, name="packages"),
    path("make/", making.make, name="make"),
    path("receive/", making.receive, name="receive"),
    path("<uuid:import_id>/", taking.package, name="package"),
    path("<uuid:import_id>/undo/", taking.undo, name="undo"),
]
