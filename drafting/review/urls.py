"""URLs of the review room: below drafts/ the author's, below review/ the reviewer's."""

from django.urls import path

from drafting.review.views import answers, author, comments, moving, reading

app_name = "review"
urlpatterns = [
    path("drafts/<uuid:draft_id>/review/", author.page, name="draft"),
    path("drafts/<uuid:draft_id>/review/submit/", author.submit, name="submit"),
    path("drafts/<uuid:draft_id>/review/withdraw/", author.withdraw, name="withdraw"),
    path("drafts/<uuid:draft_id>/review/comments/<int:comment_id>/answer/", answers.answer, name="answer"),
    path("drafts/<uuid:draft_id>/review/comments/<int:comment_id>/reply/", answers.reply, name="reply"),
    path("drafts/<uuid:draft_id>/review/comments/<int:comment_id>/accept/", answers.accept, name="accept"),
    path("review/<uuid:draft_id>/", reading.page, name="read"),
    path("review/<uuid:draft_id>/move/", moving.move, name="move"),
    path("review/<uuid:draft_id>/comments/", comments.add, name="comment"),
    path("review/<uuid:draft_id>/comments/<int:comment_id>/", comments.change, name="comment_change"),
    path("review/<uuid:draft_id>/comments/<int:comment_id>/<slug:op>/", comments.act, name="comment_act"),
]
