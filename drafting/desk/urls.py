"""URLs of the desk room, below meetings/."""

from django.urls import path

from drafting.desk.views import bundle, charts, home, remind, table

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("<int:meeting_id>/", table.table, name="table"),
    path("<int:meeting_id>/charts/", charts.charts, name="charts"),
    path("<int:meeting_id>/remind/", remind.remind, name="remind"),
    path("<int:meeting_id>/bundle/", bundle.bundles, name="bundles"),
    path("<int:meeting_id>/bundle/<uuid:job_id>/", bundle.status, name="bundle_status"),
    path("<int:meeting_id>/bundle/<uuid:job_id>/file/", bundle.file, name="bundle_file"),
    path("<int:meeting_id>/summary/", bundle.summary, name="summary"),
    path("<int:meeting_id>/order/", bundle.order, name="order"),
]
