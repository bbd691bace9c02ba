"""The index of the URLs: one line for each room."""

from django.contrib import admin
from django.urls import include, path

from drafting.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    # Rooms of drafting, one include each.
    path("", include("drafting.drafts.urls")),
    path("drafts/import/", include("drafting.importing.urls")),
    path("drafts/<uuid:draft_id>/", include("drafting.wizard.urls")),
    path("drafts/<uuid:draft_id>/proofing/", include("drafting.proofing.urls")),
    path("", include("drafting.rendering.urls")),
    path("", include("drafting.review.urls")),
    path("meetings/", include("drafting.drafts.meeting_urls")),
    path("meetings/", include("drafting.desk.urls")),
    path("notices/", include("drafting.notices.urls")),
    path("help/", include("drafting.help.urls")),
]
