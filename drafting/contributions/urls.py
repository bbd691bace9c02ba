"""URLs of the contributions room."""

from __future__ import annotations

from django.urls import path

from drafting.contributions import views

app_name = "contributions"

urlpatterns = [
    path("", views.own_list, name="list"),
    path("from/<uuid:draft_id>/", views.choose, name="choose"),
    path("from/<uuid:draft_id>/<slug:node_id>/<slug:field>/", views.word, name="word"),
    path("<int:contribution_id>/take-back/", views.take_back, name="take_back"),
    path("waiting/", views.desk, name="desk"),
    path("waiting/<int:contribution_id>/", views.decide, name="decide"),
]
