"""URLs of last year's paper beside a draft, below drafts/<draft>/last-year/."""

from django.urls import path

from drafting.rectification.views import page, panel, ticks

app_name = "rectification"

urlpatterns = [
    path("", page.page, name="page"),
    path("paper/", page.choose, name="choose"),
    path("quote/", page.quote, name="quote"),
    path("frame/", ticks.frame, name="frame"),
    path("frame/text/", ticks.frame_text, name="frame_text"),
    path("ticks/", ticks.save_all, name="ticks"),
    path("ticks/measure-<slug:measure>/", ticks.save, name="save"),
    path("steps/<slug:key>/", panel.panel, name="panel"),
]
