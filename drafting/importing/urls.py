"""URLs of the importing room, below drafts/import/."""

from django.urls import path

from drafting.importing import confirmation_views, upload_views
from drafting.importing.review_page import views as review_page_views

app_name = "importing"

urlpatterns = [
    path("", upload_views.upload, name="upload"),
    path("<uuid:import_id>/", review_page_views.review, name="review"),
    path("<uuid:import_id>/framework/", review_page_views.framework, name="framework"),
    path("<uuid:import_id>/begin/", confirmation_views.begin, name="begin"),
    path("<uuid:import_id>/drop/", confirmation_views.drop, name="drop"),
]
