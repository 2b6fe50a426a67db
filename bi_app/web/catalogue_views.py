"""The catalogue: what somebody may ask for, one metric, one dimension.

What is closed is not found, exactly as what does not exist.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bi_app.asking.asking import Asked
from bi_app.asking.jobs import HandedOver
from bi_app.asking.looks import look
from bi_app.asking.patience import grace
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web import catalogue as entries
from bi_app.web.catalogue_pages import by_month, dimension_page, metric_open, metric_page
from bi_app.web.requests import SignedIn
from bi_app.web.turn import Turn, turn, waiting
from bi_app.web.waiting import looks_again, nothing_new
from metrics.releases import live
from semantic_layer.model.metrics import Metric

AT = {"at": "catalogue"}


@login_required
@require_safe
def catalogue(request: SignedIn) -> HttpResponse:
    found = entries.catalogue(request.GET.get("q", ""), live(), _rights(request))
    return render(
        request, "web/catalogue.html", AT | {"catalogue": found, "longest": entries.LONGEST}
    )


@login_required
@require_safe
def metric(request: SignedIn, name: str) -> HttpResponse:
    rights = _rights(request)
    page = metric_page(_metric(name, rights), live(), rights)
    return render(request, "web/metric.html", AT | {"page": page})


@login_required
@require_safe
def preview(request: SignedIn, name: str) -> HttpResponse:
    """The metric by month, for htmx the chart alone. It is recorded and charged as a view."""
    rights = _rights(request)
    found = _metric(name, rights)
    shown = _by_month(found, rights)
    if shown.waits and looks_again(request):
        return nothing_new()
    about = {"shown": shown, "entry": entries.metric_entry(found)}
    template = "web/_preview.html" if request.htmx else "web/preview.html"
    return render(request, template, AT | about)


@login_required
@require_safe
def dimension(request: SignedIn, name: str) -> HttpResponse:
    rights = _rights(request)
    found = rights.index.dimensions.get(name)
    if found is None:
        raise Http404
    page = dimension_page(found, live(), rights)
    return render(request, "web/dimension.html", AT | {"page": page})


def _by_month(found: Metric, rights: Entitled) -> Turn:
    try:
        return turn(look(Asked(query=by_month(found), grace=grace()), rights.policy.asker), rights)
    except HandedOver as over:
        return waiting(over.waiting)


def _metric(name: str, rights: Entitled) -> Metric:
    found = metric_open(name, rights.index)
    if found is None:
        raise Http404
    return found


def _rights(request: SignedIn) -> Entitled:
    return entitled(live(), asker_for(request.user))
