"""URLs of the editor, below frameworks/."""

from django.urls import path

from drafting.framework_editor import operations, views
from drafting.frameworks.operations import ON_PAGES

app_name = "framework_editor"
urlpatterns = [
    path("<int:framework_id>/edit/", views.edit, name="edit"),
    path("<int:framework_id>/edit/preview/", views.preview, name="preview"),
    path("<int:framework_id>/correct/", views.correct, name="correct"),
    path("<int:framework_id>/bring-back/", operations.bring_back, name="bring_back"),
    *(
        path(f"<int:framework_id>/{name}/", operations.operate, {"name": name}, name=name)
        for name in ON_PAGES
    ),
]
