"""URLs of the library's pages, below phrases/."""

from django.urls import path

from drafting.phrases.views import bulk, card, cards, duplicates, remarks, terms

app_name = "phrases"
urlpatterns = [
    path("", cards.cards, name="cards"),
    path("new/", card.new, name="new"),
    path("near/", card.near, name="near"),
    path("remarks/", remarks.remarks, name="remarks"),
    path("proof/", remarks.proof, name="proof"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/aside/", duplicates.aside, name="aside"),
    path("terms/", terms.terms, name="terms"),
    path("terms/<str:term>/", terms.term, name="term"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("undo/", bulk.undo, name="undo"),
    path("<int:phrase_id>/", card.card, name="card"),
    path("<int:phrase_id>/edit/", card.edit, name="edit"),
    path("<int:phrase_id>/history/", card.history, name="history"),
    path("<int:phrase_id>/history/restore/", card.bring_back, name="bring_back"),
]
