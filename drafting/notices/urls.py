"""URLs of the notices room."""

from __future__ import annotations

from django.urls import path

from drafting.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notice_list, name="list"),
    path("<int:notice_id>/read/", views.read, name="read"),
    path("read/", views.read_all, name="read_all"),
    path("unread/", views.unread_again, name="unread_again"),
    path("settings/", views.preferences, name="settings"),
]
