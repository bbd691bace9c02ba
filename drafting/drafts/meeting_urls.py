"""URLs of the secretary's pages of a meeting, below meetings/."""

from django.urls import path

from drafting.drafts.views import invitations, meetings

app_name = "meetings"
urlpatterns = [
    path("new/", meetings.new, name="new"),
    path("<int:meeting_id>/settings/", meetings.edit, name="edit"),
    path("<int:meeting_id>/members/", invitations.members, name="members"),
    path("<int:meeting_id>/close/", meetings.close, name="close"),
    path("<int:meeting_id>/reopen/", meetings.reopen, name="reopen"),
]
