"""The pages about costs: one's own, and for administrators and budget owners everybody's."""

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bi_app.costs.budgets import ask_for_more, decide, open_requests
from bi_app.costs.models import MoreAsked, Period
from bi_app.costs.money import micros_of
from bi_app.costs.showback import By, Span, as_csv
from bi_app.people.asker import asker_for
from bi_app.web import usage
from bi_app.web.requests import SignedIn
from bi_app.web.spending import month_of

DECIDES = permission_required("costs.change_budget", raise_exception=True)


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    span = usage.this_month()
    shown = {
        "budgets": usage.budgets_of(request.user),
        "month": month_of(request.user, span.first, span.last),
        "asked": MoreAsked.objects.filter(user=request.user).order_by("-at").first(),
        "shows_back": usage.may_show_back(request.user),
        "at": "usage",
    }
    return render(request, "web/usage.html", shown)


@login_required
@require_POST
def more(request: SignedIn) -> HttpResponse:
    """Ask the administrators for a greater budget."""
    if request.POST.get("period") not in Period.values:
        return HttpResponseBadRequest(_("The period is a day or a month."))
    period = Period(request.POST["period"])
    ask_for_more(request.user, period, request.POST.get("reason", ""))
    return redirect("web:usage")


@login_required
@require_safe
def costs(request: SignedIn) -> HttpResponse:
    """Showback, as a page or as CSV."""
    if not usage.may_show_back(request.user):
        raise PermissionDenied
    month, asked = usage.this_month(), request.GET
    by = By(asked["by"]) if asked.get("by") in list(By) else By.USER
    first = usage.day_of(asked.get("from"), month.first)
    span = Span(first, usage.day_of(asked.get("to"), month.last))
    asker = None if request.user.service else asker_for(request.user)
    shares = usage.shares_for(request.user, asker, by, span)
    if asked.get("format") == "csv":
        return _csv(as_csv(by, shares, settings.AISLE_CURRENCY), f"costs-by-{by.value}.csv")
    shown = {
        "by": by.value,
        "called": usage.CALLED[by],
        "kinds": [(each.value, label) for each, label in usage.CALLED.items()],
        "span": span,
        "rows": usage.rows(shares),
        "total": usage.total(shares),
        "requests": open_requests() if request.user.has_perm("costs.change_budget") else (),
        "at": "usage",
    }
    return render(request, "web/costs.html", shown)


@login_required
@DECIDES
@require_POST
def decide_more(request: SignedIn, request_id: int) -> HttpResponse:
    """Grant a new limit, or decline."""
    try:
        granted = micros_of(request.POST["limit"]) if "grant" in request.POST else None
        if granted is not None and granted < 0:
            raise ValueError(_("A limit is not below zero."))
        decide(request_id, granted, request.user)
    except (KeyError, ValueError) as error:
        return HttpResponseBadRequest(_("The new limit cannot be read. %(why)s") % {"why": error})
    except MoreAsked.DoesNotExist as error:
        raise Http404 from error
    return redirect("web:costs")


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
