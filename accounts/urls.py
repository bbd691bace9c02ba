"""Signing in and out, the password, the own data; the members of an organisation."""

from django.urls import path

from accounts import views
from accounts.members import views as members
from accounts.members.passwords import passwords

app_name = "accounts"

urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("password/", views.password_change, name="password_change"),
    path("profile/", views.profile, name="profile"),
    path("organizations/", members.organizations, name="organizations"),
    path("organizations/<int:organization_id>/members/", members.members, name="members"),
    path("organizations/<int:organization_id>/members/template.xlsx", members.blank, name="members_template"),
    path("organizations/<int:organization_id>/members/export.xlsx", members.export, name="members_export"),
    path("organizations/<int:organization_id>/members/passwords/", passwords, name="members_passwords"),
    path("organizations/<int:organization_id>/members/import/", members.upload, name="members_import"),
    path("organizations/<int:organization_id>/members/import/review/", members.review, name="members_review"),
]
