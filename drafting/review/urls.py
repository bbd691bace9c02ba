"""URLs of the review room: below drafts/ the author's, below review/ the reviewer's."""

from django.urls import path

from drafting.review.views import author, reading

app_name = "review"
urlpatterns = [
    path("drafts/<uuid:draft_id>/review/", author.page, name="draft"),
    path("review/<uuid:draft_id>/", reading.page, name="read"),
]
