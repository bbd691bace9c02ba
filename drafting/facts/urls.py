"""URLs of the notebook, below facts/."""

from django.urls import path

from drafting.facts import views

app_name = "facts"

urlpatterns = [
    path("", views.notebook, name="list"),
    path("file/", views.export, name="export"),
    path("delete/", views.delete_all, name="delete_all"),
    path("<uuid:fact_id>/", views.fact, name="fact"),
    path("<uuid:fact_id>/area/", views.area, name="area"),
    path("<uuid:fact_id>/delete/", views.delete, name="delete"),
]
