"""URLs of proofreading, below drafts/<draft>/proofing/."""

from django.urls import path

from drafting.proofing.views import cards, many, panel

app_name = "proofing"

urlpatterns = [
    path("", cards.summary, name="summary"),
    path("accept/", cards.accept, name="accept"),
    path("undo/", cards.undo, name="undo"),
    path("dismiss/", cards.dismiss, name="dismiss"),
    path("recall/", cards.recall, name="recall"),
    path("rules/<slug:rule>/", many.preview, name="rule"),
    path("many/undo/", many.undo, name="undo_many"),
    path("steps/<slug:key>/", panel.panel, name="panel"),
    path("steps/<slug:key>/dismiss/", panel.dismiss, name="panel_dismiss"),
    path("steps/<slug:key>/recall/", panel.recall, name="panel_recall"),
]
