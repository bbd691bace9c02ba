"""URLs of the desk room, below meetings/."""

from django.urls import path

from drafting.desk.bundle import views as bundle_views
from drafting.desk.charts import views as charts_views
from drafting.desk.charts import years_views
from drafting.desk.home import views as home_views
from drafting.desk.ledger import heard_views
from drafting.desk.ledger import views as ledger_views
from drafting.desk.minutes import views as minutes_views
from drafting.desk.references import views as references_views
from drafting.desk.reminders import views as reminders_views
from drafting.desk.resemblance import views as resemblance_views
from drafting.desk.table import views as table_views

app_name = "desk"
urlpatterns = [
    path("", home_views.home, name="home"),
    path("references/", references_views.references, name="references"),
    path("references/<int:reference_id>/remove/", references_views.remove, name="reference_remove"),
    path("<int:meeting_id>/", table_views.table, name="table"),
    path("<int:meeting_id>/charts/", charts_views.charts, name="charts"),
    path("<int:meeting_id>/remind/", reminders_views.remind, name="remind"),
    path("<int:meeting_id>/bundle/", bundle_views.bundles, name="bundles"),
    path("<int:meeting_id>/bundle/<uuid:job_id>/", bundle_views.status, name="bundle_status"),
    path("<int:meeting_id>/bundle/<uuid:job_id>/file/", bundle_views.file, name="bundle_file"),
    path("<int:meeting_id>/summary/", bundle_views.summary, name="summary"),
    path("<int:meeting_id>/ledger/", ledger_views.ledger, name="ledger"),
    path("<int:meeting_id>/heard/", heard_views.heard, name="heard"),
    path("<int:meeting_id>/heard/<int:item_id>/", heard_views.change, name="heard_change"),
    path("<int:meeting_id>/heard/<int:item_id>/delete/", heard_views.delete, name="heard_delete"),
    path("<int:meeting_id>/lists/<slug:kind>/<slug:suffix>/", ledger_views.lists, name="lists"),
    path("<int:meeting_id>/frames/<slug:frame>/<slug:suffix>/", minutes_views.file, name="frame"),
    path("<int:meeting_id>/years/", years_views.years, name="years"),
    path("<int:meeting_id>/years/xlsx/", years_views.workbook, name="years_xlsx"),
    path("<int:meeting_id>/order/", bundle_views.order, name="order"),
    path("<int:meeting_id>/alike/", resemblance_views.matrix, name="alike"),
    path("<int:meeting_id>/alike/xlsx/", resemblance_views.workbook, name="alike_xlsx"),
    path("<int:meeting_id>/alike/docx/", resemblance_views.word, name="alike_docx"),
    path(
        "<int:meeting_id>/alike/<uuid:draft_id>/", resemblance_views.nearest, name="alike_nearest"
    ),
    path(
        "<int:meeting_id>/alike/<uuid:draft_id>/<uuid:other_id>/",
        resemblance_views.pair,
        name="alike_pair",
    ),
]
