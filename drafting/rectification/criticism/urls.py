"""URLs of a member's own 批评意见, below rectification/."""

from django.urls import path

from drafting.rectification.criticism import views

app_name = "criticism"

urlpatterns = [
    path("meetings/<int:meeting_id>/heard/", views.heard, name="heard"),
    path("meetings/<int:meeting_id>/heard/<int:item_id>/", views.change, name="heard_change"),
    path(
        "meetings/<int:meeting_id>/heard/<int:item_id>/delete/", views.delete, name="heard_delete"
    ),
    path("meetings/<int:meeting_id>/prepared/", views.prepared, name="prepared"),
    path("meetings/<int:meeting_id>/prepared/to-<int:colleague_id>/", views.save, name="save"),
    path("meetings/<int:meeting_id>/prepared/file/<slug:suffix>/", views.file, name="file"),
]
