"""Signing in and out, the password, the own data; the members of an organisation."""

from django.urls import path

from accounts import session_views, views
from accounts.members import offices, organization_pages, person, unit_kind_pages
from accounts.members import views as members
from accounts.members.answers import shown
from accounts.members.evidence_files import evidence_files
from accounts.members.one_person import add
from accounts.members.own_words import own_words
from accounts.members.passwords import passwords
from accounts.members.person_second_factor import second_factor
from accounts.outside import views as outside
from accounts.outside.services import CAS, OIDC, WECOM
from accounts.second_factor import views as second_factor_views
from accounts.second_factor.sign_in import sign_in_code

app_name = "accounts"

urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("login/code/", sign_in_code, name="login_code"),
    path("logout/", views.sign_out, name="logout"),
    path("oidc/", outside.begin, {"service": OIDC}, name="oidc"),
    path("oidc/callback/", outside.callback, {"service": OIDC}, name="oidc_callback"),
    path("oidc/signed-out/", outside.signed_out, {"service": OIDC}, name="oidc_signed_out"),
    path("oidc/sign-out/", outside.sign_out, {"service": OIDC}, name="oidc_sign_out"),
    path("cas/", outside.begin, {"service": CAS}, name="cas"),
    path("cas/callback/<str:state>/", outside.callback, {"service": CAS}, name="cas_callback"),
    path("cas/signed-out/", outside.signed_out, {"service": CAS}, name="cas_signed_out"),
    path("cas/sign-out/", outside.sign_out, {"service": CAS}, name="cas_sign_out"),
    path("wecom/", outside.begin, {"service": WECOM}, name="wecom"),
    path("wecom/callback/", outside.callback, {"service": WECOM}, name="wecom_callback"),
    path("password/", views.password_change, name="password_change"),
    path("profile/", views.profile, name="profile"),
    path("second-factor/", second_factor_views.set_up, name="second_factor_set_up"),
    path("second-factor/codes/", second_factor_views.codes, name="second_factor_codes"),
    path("second-factor/off/", second_factor_views.turn_off, name="second_factor_off"),
    path("sessions/end/", session_views.sessions_end, name="sessions_end"),
    path("sessions/<int:sign_in_id>/end/", session_views.session_end, name="session_end"),
    path("text-size/", views.text_size, name="text_size"),
    path("organizations/", organization_pages.organizations, name="organizations"),
    path("organizations/new/", organization_pages.new, name="organization_new"),
    path("organizations/<int:organization_id>/", organization_pages.edit, name="organization"),
    path(
        "organizations/<int:organization_id>/remove/",
        organization_pages.remove,
        name="organization_remove",
    ),
    path("unit-kinds/", unit_kind_pages.unit_kinds, name="unit_kinds"),
    path("unit-kinds/<int:kind_id>/", unit_kind_pages.unit_kind, name="unit_kind"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/account/", person.account, name="person_account"),
    path("people/<int:person_id>/active/", person.activity, name="person_active"),
    path("people/<int:person_id>/password/", person.password, name="person_password"),
    path("people/<int:person_id>/second-factor/", second_factor, name="person_second_factor"),
    path("people/<int:person_id>/offices/new/", offices.new, name="office_new"),
    path("offices/<int:office_id>/", offices.change, name="office"),
    path("offices/<int:office_id>/move/", offices.move, name="office_move"),
    path("offices/<int:office_id>/end/", offices.end, name="office_end"),
    path("organizations/<int:organization_id>/members/", members.members, name="members"),
    path("organizations/<int:organization_id>/words/", own_words, name="own_words"),
    path("organizations/<int:organization_id>/evidence/", evidence_files, name="evidence_files"),
    path(
        "organizations/<int:organization_id>/members/template.xlsx",
        members.blank,
        name="members_template",
    ),
    path(
        "organizations/<int:organization_id>/members/export.xlsx",
        members.export,
        name="members_export",
    ),
    path(
        "organizations/<int:organization_id>/members/passwords/",
        passwords,
        name="members_passwords",
    ),
    path(
        "organizations/<int:organization_id>/members/passwords/shown/",
        shown,
        name="members_shown",
    ),
    path("organizations/<int:organization_id>/members/add/", add, name="members_add"),
    path(
        "organizations/<int:organization_id>/members/import/", members.upload, name="members_import"
    ),
    path(
        "organizations/<int:organization_id>/members/import/review/",
        members.review,
        name="members_review",
    ),
]
