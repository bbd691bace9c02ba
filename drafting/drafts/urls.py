"""URLs of the drafts room, at the root."""

from django.urls import path

from drafting.drafts.views import framework, lists, new_draft, past, versions

app_name = "drafts"

urlpatterns = [
    path("", lists.home, name="home"),
    path("drafts/new/", new_draft.begin, name="begin"),
    path("drafts/bin/", lists.recycle_bin, name="bin"),
    path("drafts/past/", past.past, name="past"),
    path("drafts/<uuid:draft_id>/discard/", lists.discard, name="discard"),
    path("drafts/<uuid:draft_id>/take-back/", lists.take_back, name="take_back"),
    path("drafts/<uuid:draft_id>/framework/", framework.framework, name="framework"),
    path("drafts/<uuid:draft_id>/versions/", versions.versions, name="versions"),
    path("drafts/<uuid:draft_id>/versions/<int:number>/", versions.version, name="version"),
    path("drafts/<uuid:draft_id>/versions/<int:number>/restore/", versions.restore, name="restore"),
]
