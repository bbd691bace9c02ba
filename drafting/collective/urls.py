"""URLs of the committee's paper, below collective/."""

from django.urls import path

from drafting.collective import comment_views, import_views, views

app_name = "collective"
urlpatterns = [
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path(
        "meetings/<int:meeting_id>/import/<uuid:import_id>/",
        import_views.begin_from,
        name="begin_from",
    ),
    path("<uuid:draft_id>/", views.paper, name="paper"),
    path("<uuid:draft_id>/take-over/", views.take_over, name="take_over"),
    path("<uuid:draft_id>/comments/", comment_views.add, name="comment"),
    path("<uuid:draft_id>/comments/<int:comment_id>/", comment_views.change, name="change"),
    path(
        "<uuid:draft_id>/comments/<int:comment_id>/withdraw/",
        comment_views.withdraw,
        name="withdraw",
    ),
    path(
        "<uuid:draft_id>/comments/<int:comment_id>/restore/", comment_views.restore, name="restore"
    ),
    path("<uuid:draft_id>/comments/<int:comment_id>/settle/", comment_views.settle, name="settle"),
    path("<uuid:draft_id>/comments/<int:comment_id>/reopen/", comment_views.reopen, name="reopen"),
]
