"""URLs of the year's notice, below frameworks/."""

from django.urls import path

from drafting.annual_notice import views

app_name = "annual_notice"
urlpatterns = [
    path("", views.frameworks, name="frameworks"),
    path("paste/", views.paste, name="paste"),
    path("<int:framework_id>/", views.look, name="look"),
    path("<int:framework_id>/blank/", views.blank, name="blank"),
    path("<int:framework_id>/confirm/", views.confirm, name="confirm"),
    path(
        "<int:framework_id>/confirm/<int:section_id>/",
        views.confirm_section,
        name="confirm_section",
    ),
    path("<int:framework_id>/publish/", views.publish, name="publish"),
]
