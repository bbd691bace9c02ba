"""URLs of the ledgers, below rectification/."""

from django.urls import path

from drafting.rectification.evidence import views as evidence
from drafting.rectification.ledger import views

app_name = "ledger"

urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:ledger_id>/", views.page, name="page"),
    path("<uuid:ledger_id>/items/item-<int:item_id>/", views.save, name="save"),
    path("<uuid:ledger_id>/items/item-<int:item_id>/files/", evidence.files, name="evidence"),
    path("<uuid:ledger_id>/files/<uuid:file_id>/", evidence.file, name="evidence_file"),
    path("<uuid:ledger_id>/files/<uuid:file_id>/delete/", evidence.delete, name="evidence_delete"),
    path("<uuid:ledger_id>/file/<slug:suffix>/", views.file, name="file"),
]
