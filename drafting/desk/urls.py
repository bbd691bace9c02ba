"""URLs of the desk room, below meetings/."""

from django.urls import path

from drafting.desk.views import charts, home, remind, table

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("<int:meeting_id>/", table.table, name="table"),
    path("<int:meeting_id>/charts/", charts.charts, name="charts"),
    path("<int:meeting_id>/remind/", remind.remind, name="remind"),
]
