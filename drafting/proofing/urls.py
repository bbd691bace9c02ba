"""URLs of proofreading, below drafts/<draft>/proofing/."""

from django.urls import path

from drafting.proofing.views import bulk, panel, summary

app_name = "proofing"

urlpatterns = [
    path("", summary.summary, name="summary"),
    path("accept/", summary.accept, name="accept"),
    path("undo/", summary.undo, name="undo"),
    path("dismiss/", summary.dismiss, name="dismiss"),
    path("recall/", summary.recall, name="recall"),
    path("rules/<slug:rule>/", bulk.preview, name="rule"),
    path("many/undo/", bulk.undo, name="undo_many"),
    path("steps/<slug:key>/", panel.panel, name="panel"),
    path("steps/<slug:key>/dismiss/", panel.dismiss, name="panel_dismiss"),
    path("steps/<slug:key>/recall/", panel.recall, name="panel_recall"),
]
