"""URLs of the wizard, below drafts/<draft>/."""

from django.urls import path

from drafting.wizard.views import nodes, panels, preview, step

app_name = "wizard"

urlpatterns = [
    path("", step.resume, name="resume"),
    path("steps/<slug:key>/", step.step, name="step"),
    path("steps/<slug:key>/list/", panels.steplist, name="steplist"),
    path("steps/<slug:key>/phrases/", panels.phrases, name="phrases"),
    path("steps/<slug:key>/points/", nodes.points, name="points"),
    path("nodes/<slug:node_id>/", nodes.save, name="save"),
    path("uses/", panels.use, name="use"),
    path("preview/", preview.preview, name="preview"),
    path("style/", preview.style, name="style"),
]
