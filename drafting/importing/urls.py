"""URLs of the importing room, below drafts/import/."""

from django.urls import path

from drafting.importing.views import begin, review, upload

app_name = "importing"

urlpatterns = [
    path("", upload.upload, name="upload"),
    path("<uuid:import_id>/", review.review, name="review"),
    path("<uuid:import_id>/framework/", review.framework, name="framework"),
    path("<uuid:import_id>/begin/", begin.begin, name="begin"),
    path("<uuid:import_id>/drop/", begin.drop, name="drop"),
]
