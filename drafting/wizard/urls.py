"""URLs of the wizard, below drafts/<draft>/."""

from django.urls import path

from drafting.wizard.replace_page import views as replace_page_views
from drafting.wizard.step_page import views as step_page_views
from drafting.wizard.views import nodes, own_facts, panels, preview

app_name = "wizard"

urlpatterns = [
    path("nodes/answers-<slug:key>/", own_facts.save_answers, name="answers"),
    path("nodes/<slug:node_id>/", nodes.save, name="save"),
    path("", step_page_views.resume, name="resume"),
    path("steps/<slug:key>/", step_page_views.step, name="step"),
    path("steps/<slug:key>/list/", panels.steplist, name="steplist"),
    path("steps/check/findings/", panels.findings, name="findings"),
    path("steps/<slug:key>/phrases/", panels.phrases, name="phrases"),
    path("steps/<slug:key>/points/", nodes.points, name="points"),
    path("facts/", own_facts.note_use, name="fact"),
    path("uses/", panels.use, name="use"),
    path("replace/", replace_page_views.replace, name="replace"),
    path("replace/undo/", replace_page_views.undo, name="replace_undo"),
    path("preview/", preview.preview, name="preview"),
    path("style/", preview.style, name="style"),
]
