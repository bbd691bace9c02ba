"""URLs of the drafts room, at the root."""

from django.urls import path

from drafting.drafts.views import begin, home, versions

app_name = "drafts"

urlpatterns = [
    path("", home.home, name="home"),
    path("drafts/new/", begin.begin, name="begin"),
    path("drafts/bin/", home.recycle_bin, name="bin"),
    path("drafts/<uuid:draft_id>/discard/", home.discard, name="discard"),
    path("drafts/<uuid:draft_id>/take-back/", home.take_back, name="take_back"),
    path("drafts/<uuid:draft_id>/versions/", versions.versions, name="versions"),
    path("drafts/<uuid:draft_id>/versions/<int:number>/", versions.version, name="version"),
    path("drafts/<uuid:draft_id>/versions/<int:number>/restore/", versions.restore, name="restore"),
]
