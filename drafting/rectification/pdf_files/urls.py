"""URLs of the PDF files, below rectification/."""

from django.urls import path

from drafting.rectification.pdf_files import views

app_name = "pdf_files"

urlpatterns = [
    path("pdf/<uuid:job_id>/", views.page, name="page"),
    path("pdf/<uuid:job_id>/status/", views.status, name="status"),
]
