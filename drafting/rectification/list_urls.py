"""URLs of a paper's lists and its ledger, below drafts/<draft>/."""

from django.urls import path

from drafting.rectification.views import lists

app_name = "lists"

urlpatterns = [
    path("lists/<slug:kind>/<slug:suffix>/", lists.file, name="file"),
    path("ledger/", lists.ledger, name="ledger"),
]
