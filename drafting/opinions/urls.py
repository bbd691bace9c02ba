"""URLs of opinions, below a paper for its author and below a meeting for its secretary."""

from django.urls import path

from drafting.opinions import secretary_views, views

app_name = "opinions"

urlpatterns = [
    path("drafts/<uuid:draft_id>/opinions/", views.heard, name="list"),
    path("drafts/<uuid:draft_id>/opinions/<uuid:opinion_id>/", views.change, name="change"),
    path("drafts/<uuid:draft_id>/opinions/<uuid:opinion_id>/settle/", views.settle, name="settle"),
    path("drafts/<uuid:draft_id>/opinions/<uuid:opinion_id>/delete/", views.delete, name="delete"),
    path("meetings/<int:meeting_id>/opinions/", secretary_views.given, name="given"),
    path(
        "meetings/<int:meeting_id>/opinions/<uuid:given_id>/",
        secretary_views.change,
        name="given_change",
    ),
    path(
        "meetings/<int:meeting_id>/opinions/<uuid:given_id>/delete/",
        secretary_views.delete,
        name="given_delete",
    ),
]
