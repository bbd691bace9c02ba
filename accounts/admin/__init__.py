"""People and organisations in the Django admin; the pages of the whole admin are titled here."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin  # noqa: F401  registers Group, so that it can be taken out below
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.admin import organizations, users  # noqa: F401

admin.site.site_header = "照镜管理"
admin.site.site_title = "照镜管理"
admin.site.index_title = "管理首页"
admin.site.empty_value_display = "—"

# Groups follow from the roles (services.access); edited by hand they would be overwritten at the
# next sign-in.
admin.site.unregister(Group)


def _sign_in(request: HttpRequest, extra_context: object = None) -> HttpResponseBase:
    """Send people to our own sign-in page, which throttles and forces the change of one-time
    passwords."""
    if request.user.is_authenticated:
        raise PermissionDenied("您没有管理权限，如有需要请联系系统管理员。")
    return redirect_to_login(request.GET.get("next", "/admin/"))


def _change_password(request: HttpRequest, extra_context: object = None) -> HttpResponseBase:
    """One page for it, whichever link was followed."""
    return redirect("accounts:password_change")


admin.site.login = _sign_in  # type: ignore[assignment,method-assign]
admin.site.password_change = _change_password  # type: ignore[assignment,method-assign]
