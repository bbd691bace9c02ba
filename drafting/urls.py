"""The index of the URLs: one line for each room."""

from django.contrib import admin
from django.urls import include, path

from drafting.monitoring.health import healthz, live, ready
from drafting.operation.metrics.views import metrics

handler400 = "drafting.requests.error_pages.bad_request"
handler500 = "drafting.requests.error_pages.server_error"
handler403 = "drafting.requests.error_pages.permission_denied"
handler404 = "drafting.requests.error_pages.page_not_found"

urlpatterns = [
    # first what is asked for most: each pattern before it is tried in vain
    path("drafts/<uuid:draft_id>/", include("drafting.wizard.urls")),
    path("healthz", healthz, name="healthz"),
    path("healthz/live", live, name="healthz_live"),
    path("healthz/ready", ready, name="healthz_ready"),
    path("metrics", metrics, name="metrics"),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    # Rooms of drafting, one include each.
    path("", include("drafting.drafts.urls")),
    path("drafts/import/", include("drafting.importing.urls")),
    path("drafts/<uuid:draft_id>/proofing/", include("drafting.proofing.urls")),
    path("drafts/<uuid:draft_id>/last-year/", include("drafting.rectification.urls")),
    path("drafts/<uuid:draft_id>/", include("drafting.rectification.list_urls")),
    path("rectification/", include("drafting.rectification.ledger.urls")),
    path("rectification/", include("drafting.rectification.criticism.urls")),
    path("rectification/", include("drafting.rectification.pdf_files.urls")),
    path("", include("drafting.exports.urls")),
    path("", include("drafting.review.urls")),
    path("collective/", include("drafting.collective.urls")),
    path("meetings/", include("drafting.meetings.urls")),
    path("meetings/", include("drafting.desk.urls")),
    path("frameworks/", include("drafting.annual_notice.urls")),
    path("formulations/", include("drafting.formulations.urls")),
    path("phrases/packages/", include("drafting.packages.urls")),
    path("phrases/", include("drafting.phrases.urls")),
    path("frameworks/", include("drafting.framework_editor.urls")),
    path("notices/", include("drafting.notices.urls")),
    path("", include("drafting.opinions.urls")),
    path("contributions/", include("drafting.contributions.urls")),
    path("facts/", include("drafting.facts.urls")),
    path("personal/", include("drafting.personal_data.urls")),
    path("retention/", include("drafting.retention.urls")),
    path("help/", include("drafting.help.urls")),
]
