"""URLs of the retention room, below retention/."""

from django.urls import path

from drafting.retention import views

app_name = "retention"

urlpatterns = [
    path("<int:organization_id>/", views.rule, name="rule"),
    path(
        "<int:organization_id>/steps/<int:step_id>/bring-back/",
        views.bring_back,
        name="bring_back",
    ),
]
