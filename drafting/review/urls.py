"""URLs of the review room: below drafts/ the author's, below review/ the reviewer's."""

from django.urls import path

from drafting.review.author_page import views as author_page_views
from drafting.review.author_panel import views as author_panel_views
from drafting.review.comments import answer_views
from drafting.review.comments import views as comments_views
from drafting.review.decisions import views as decisions_views
from drafting.review.reading_page import views as reading_page_views

app_name = "review"
urlpatterns = [
    path("drafts/<uuid:draft_id>/review/", author_page_views.page, name="draft"),
    path("drafts/<uuid:draft_id>/review/submit/", author_page_views.submit, name="submit"),
    path("drafts/<uuid:draft_id>/review/withdraw/", author_page_views.withdraw, name="withdraw"),
    path(
        "drafts/<uuid:draft_id>/review/comments/<int:comment_id>/answer/",
        answer_views.answer,
        name="answer",
    ),
    path(
        "drafts/<uuid:draft_id>/review/comments/<int:comment_id>/reply/",
        answer_views.reply,
        name="reply",
    ),
    path(
        "drafts/<uuid:draft_id>/review/comments/<int:comment_id>/accept/",
        answer_views.accept,
        name="accept",
    ),
    path(
        "drafts/<uuid:draft_id>/review/comments/<int:comment_id>/take-back/",
        answer_views.take_back,
        name="take_back",
    ),
    path("drafts/<uuid:draft_id>/review/first/", author_panel_views.first, name="first"),
    path("drafts/<uuid:draft_id>/review/steps/<slug:key>/", author_panel_views.panel, name="panel"),
    path("review/<uuid:draft_id>/", reading_page_views.page, name="read"),
    path("review/<uuid:draft_id>/move/", decisions_views.move, name="move"),
    path("review/<uuid:draft_id>/comments/", comments_views.add, name="comment"),
    path(
        "review/<uuid:draft_id>/comments/<int:comment_id>/",
        comments_views.change,
        name="comment_change",
    ),
    path(
        "review/<uuid:draft_id>/comments/<int:comment_id>/<slug:op>/",
        comments_views.act,
        name="comment_act",
    ),
]
