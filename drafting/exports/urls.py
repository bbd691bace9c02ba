"""URLs of the rendering room."""

from django.urls import path

from drafting.exports import views

app_name = "exports"

urlpatterns = [
    path("drafts/<uuid:draft_id>/exports/", views.exports, name="list"),
    path("exports/<uuid:job_id>/", views.status, name="status"),
    path("exports/<uuid:job_id>/download/", views.download, name="download"),
    path("exports/<uuid:job_id>/retry/", views.retry, name="retry"),
]
