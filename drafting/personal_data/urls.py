"""URLs of the personal data room, below personal/."""

from django.urls import path

from drafting.personal_data import erasure_views, views

app_name = "personal_data"

urlpatterns = [
    path("", views.page, name="page"),
    path("files/", views.ask, name="ask"),
    path("files/<uuid:job_id>/", views.status, name="status"),
    path("files/<uuid:job_id>/download/", views.download, name="download"),
    path("erasure/", views.ask_erasure, name="ask_erasure"),
    path("erasure/withdraw/", views.withdraw_erasure, name="withdraw_erasure"),
    path("erasures/", erasure_views.erasures, name="erasures"),
    path("people/<int:person_id>/", erasure_views.person, name="person"),
    path("people/<int:person_id>/decline/", erasure_views.decline, name="decline"),
]
