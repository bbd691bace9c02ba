"""URLs of the secretary's pages of a meeting, below meetings/."""

from django.urls import path

from drafting.meetings import invitation_views
from drafting.meetings import views as meetings_views

app_name = "meetings"
urlpatterns = [
    path("new/", meetings_views.new, name="new"),
    path("<int:meeting_id>/settings/", meetings_views.edit, name="edit"),
    path("<int:meeting_id>/members/", invitation_views.members, name="members"),
    path("<int:meeting_id>/close/", meetings_views.close, name="close"),
    path("<int:meeting_id>/reopen/", meetings_views.reopen, name="reopen"),
]
