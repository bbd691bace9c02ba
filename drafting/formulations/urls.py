"""URLs of the formulations' pages, below formulations/."""

from django.urls import path

from drafting.formulations import views

app_name = "formulations"
urlpatterns = [
    path("", views.formulations, name="list"),
    path("new/", views.new, name="new"),
    path("bulk/", views.bulk, name="bulk"),
    path("undo/", views.undo, name="undo"),
    path("<int:formulation_id>/", views.edit, name="edit"),
]
