"""Sign-in, sign-out, password and the own data."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.codes import TextSize
from accounts.decorators import login_required_json_aware
from accounts.forms import ChangePasswordForm, ContactForm, SignInForm, TextSizeForm
from accounts.http import SignedInRequest, return_path, safe_next, wants_json
from accounts.ldap.backend import may_use_local_password
from accounts.models import User
from accounts.outside.services import name_of, services_on
from accounts.second_factor.views import state_of
from accounts.selectors import demo_accounts, own_memberships
from accounts.services import account_news, people, sessions
from accounts.sign_in_steps import LDAP, SIGNED_IN_BY, first_step_done
from accounts.text_size import keep_on_this_computer, text_size_of
from accounts.validators import too_short_for


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; a script may post to it too, to sign in again without leaving its page.

    The script gets {"ok": true, "name", "username", "csrf_token"} (signing in changes the token),
    202 with {"second_step": where to send a code}, or 400 with {"error": one sentence}; 429 when
    locked.
    """
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(safe_next(request))
        initial = {"username": request.GET.get("username", "")}
        return _sign_in_page(request, SignInForm(request, initial=initial))
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        if wants_json(request):
            first = next(iter(form.errors.values()))[0]
            return JsonResponse({"error": str(first)}, status=400)
        return _sign_in_page(request, form)
    user = form.get_user()
    by_directory = getattr(user, "by_directory", False)
    kept = {SIGNED_IN_BY: LDAP} if by_directory else {}
    if not (by_directory or user.must_change_password or wants_json(request)):
        _remark_on_length(request, user, form.cleaned_data["password"])
    return first_step_done(request, user, safe_next(request), kept)


@sensitive_variables("password")
def _remark_on_length(request: HttpRequest, user: User, password: str) -> None:
    """A password from before its holder had an office, or from before the rule, is said to be short."""
    if said := too_short_for(user, password):
        messages.warning(request, f"您的{said.removesuffix('。')}，请到“我的资料”里换一个长些的。")


def _sign_in_page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next") or "",
        "demo_accounts": demo_accounts() if settings.DEMO else [],
        "failure_limit": settings.AXES_FAILURE_LIMIT,
        "services": services_on(),
        "directory": settings.LDAP_LABEL if settings.LDAP_HOST else "",
        "only_superusers": settings.LOCAL_SIGN_IN == "superusers",
        "cooloff_minutes": settings.AXES_COOLOFF_TIME.seconds // 60,
    }
    return render(request, "accounts/login.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the sign-in page; who was signed in by a service that stays
    signed in itself is asked whether to sign out there too."""
    key = request.session.get(SIGNED_IN_BY)
    logout(request)
    if any(service.key == key and service.stays for service in services_on()):
        return redirect(f"accounts:{key}_signed_out")
    messages.success(request, "您已退出登录。")
    return redirect(settings.LOGOUT_REDIRECT_URL)


@sensitive_post_parameters()
@never_cache
@login_required_json_aware
def password_change(request: SignedInRequest) -> HttpResponse:
    """Change the own password; people with a one-time password are led here by the middleware."""
    user = request.user
    if not user.has_usable_password():
        messages.info(request, "您没有照镜自己的密码，不用在这里修改。")
        return redirect("accounts:profile")
    form = ChangePasswordForm(user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        forced = user.must_change_password
        people.change_password(user, form.cleaned_data["new_password1"])
        if not forced:
            account_news.tell_of_change(user)
        # Other sessions of this person end; the one at hand goes on.
        update_session_auth_hash(request, user)
        sessions.keep_only(request, user)
        messages.success(request, "密码已修改。")
        return redirect(settings.LOGIN_REDIRECT_URL if forced else "accounts:profile")
    return render(request, "accounts/password_change.html", {"form": form})


@require_POST
def text_size(request: HttpRequest) -> HttpResponseBase:
    """Set how large the pages are, and go back to the page it was asked on; a script gets
    {"size", "message"}, or 400 with {"message"}."""
    form = TextSizeForm(request.POST)
    valid = form.is_valid()
    size = TextSize(form.cleaned_data["size"]) if valid else text_size_of(request)
    if valid and request.user.is_authenticated:
        people.set_text_size(request.user, size)
    said = f"字号已改为“{size.label}”。" if valid else str(form.errors["size"][0])
    answer: HttpResponseBase
    if wants_json(request):
        answer = JsonResponse({"size": size, "message": said}, status=200 if valid else 400)
    else:
        messages.add_message(request, messages.SUCCESS if valid else messages.ERROR, said)
        answer = redirect(return_path(request) or settings.LOGIN_REDIRECT_URL)
    if valid:
        keep_on_this_computer(answer, size)
    return answer


@never_cache
@login_required_json_aware
def profile(request: SignedInRequest) -> HttpResponse:
    """我的资料: what the system knows of oneself, and the contact data one keeps oneself."""
    form = ContactForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        people.update_contact(request.user, **form.cleaned_data)
        messages.success(request, "联系方式已保存。")
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "memberships": own_memberships(request),
            "own_password": request.user.has_usable_password()
            and may_use_local_password(request.user),
            "elsewhere": name_of(request.session.get(SIGNED_IN_BY, "")),
            "sessions": sessions.running(request, request.user),
            "second_factor": state_of(request),
        },
    )
