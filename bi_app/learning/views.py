"""The pages about what use teaches: one's own choices, the owners' queue, verified questions."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.models import Question
from bi_app.learning import pages
from bi_app.learning.choices import choices_shown, take_back
from bi_app.learning.feedback import LONGEST_NOTE, confirm, reject
from bi_app.learning.forms import WrongForm
from bi_app.learning.models import Lesson, RememberedChoice
from bi_app.learning.owners import decides
from bi_app.learning.queue import accept, decline, query_of, shown
from bi_app.learning.told import see, told_by
from bi_app.learning.verified import approve, propose, withdraw
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.problems import not_changed
from bi_app.web.requests import SignedIn
from metrics.models import VerifiedQuestion
from metrics.releases import live
from semantic_layer.errors import AisleError

NO_CONTENT = 204
UNPROCESSABLE = 422


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    rights = _rights(request)
    told = list(told_by(request.user, rights))
    page = {
        "choices": list(choices_shown(request.user, rights)),
        "questions": pages.questions_to_ask(rights),
        "told": told,
        "news": [each.id for each in told if each.is_new],
        "decides": decides(request.user),
        "at": "learning",
    }
    return render(request, "learning/mine.html", page)


@login_required
@require_POST
def take_choice_back(request: SignedIn, choice_id: int) -> HttpResponse:
    try:
        take_back(request.user, choice_id)
    except RememberedChoice.DoesNotExist as error:
        raise Http404 from error
    return redirect("learning:mine")


@login_required
@require_POST
def not_meant(request: SignedIn, question_id: UUID) -> HttpResponse:
    """Tell the owner that an answer is not what was meant; for htmx the thanks alone."""
    form = WrongForm(request.POST)
    if not form.is_valid():
        detail = " ".join(map(str, form.non_field_errors())) or _("Choose one of the reasons.")
        return not_changed(request, question_id, detail, _("The owner was not told"))
    told = form.cleaned_data
    try:
        reject(request.user, _rights(request), question_id, told["why"], told["note"])
    except Question.DoesNotExist as error:
        raise Http404 from error
    return _thanks(request, "wrong")


@login_required
@require_POST
def seen(request: SignedIn) -> HttpResponse:
    """What the page showed of the owners' decisions was seen by whom it is for."""
    see(request.user, [int(each) for each in request.POST.getlist("seen") if each.isdecimal()])
    return HttpResponse(status=NO_CONTENT) if request.htmx else redirect("learning:mine")


@login_required
@require_POST
def right(request: SignedIn, question_id: UUID) -> HttpResponse:
    """Tell the owner that an answer is what was meant; for htmx the thanks alone."""
    try:
        confirm(request.user, _rights(request), question_id)
    except Question.DoesNotExist as error:
        raise Http404 from error
    return _thanks(request, "right")


@login_required
@require_safe
def queue(request: SignedIn) -> HttpResponse:
    return _queue(request)


@login_required
@require_POST
def decide_lesson(request: SignedIn, lesson_id: int) -> HttpResponse:
    """Accept with `called` or `read_as`, or decline."""
    rights, form = _owners_rights(request), request.POST
    try:
        if "accept" in form:
            called, read_as = form.get("called", ""), form.get("read_as", "")
            accept(lesson_id, request.user, rights, called, read_as, form.get("reply", ""))
        else:
            decline(lesson_id, request.user, rights, form.get("reply", ""))
    except Lesson.DoesNotExist as error:
        raise Http404 from error
    except AisleError as error:
        return _queue(request, str(error), UNPROCESSABLE)
    return redirect("learning:queue")


@login_required
def verified(request: SignedIn) -> HttpResponse:
    """The list; a POST proposes `question`, which means what `read_as` says."""
    rights = _owners_rights(request)
    if request.method != "POST":
        return _verified(request, rights)
    question, read_as = request.POST.get("question", ""), request.POST.get("read_as", "")
    try:
        propose(question, query_of(read_as or question, request.user), request.user)
    except AisleError as error:
        return _verified(request, rights, str(error), UNPROCESSABLE)
    return redirect("learning:verified")


@login_required
@require_POST
def decide_verified(request: SignedIn, verified_id: int) -> HttpResponse:
    rights = _owners_rights(request)
    try:
        (approve if "approve" in request.POST else withdraw)(verified_id, request.user)
    except VerifiedQuestion.DoesNotExist as error:
        raise Http404 from error
    except AisleError as error:
        return _verified(request, rights, str(error), UNPROCESSABLE)
    return redirect("learning:verified")


def _thanks(request: SignedIn, told: str) -> HttpResponse:
    if not request.htmx:
        return redirect("learning:mine")
    return render(request, "learning/_thanks.html", {"told": told})


def _rights(request: SignedIn) -> Entitled:
    return entitled(live(), asker_for(request.user))


def _owners_rights(request: SignedIn) -> Entitled:
    """Raises PermissionDenied to whoever answers for nothing."""
    if not decides(request.user):
        raise PermissionDenied("Owners of metrics and administrators see this page.")
    return _rights(request)


def _queue(request: SignedIn, problem: str = "", status: int = 200) -> HttpResponse:
    rights = _owners_rights(request)
    told = {
        "lessons": shown(request.user, rights),
        "words": pages.words_shown(rights),
        "names": pages.names_to_choose(request.user, rights),
        "problem": problem,
        "longest": settings.AISLE_QUESTION_CHARACTERS,
        "longest_reply": LONGEST_NOTE,
        "at": "learning",
    }
    return render(request, "learning/queue.html", told, status=status)


def _verified(
    request: SignedIn, rights: Entitled, problem: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "questions": list(pages.verified_shown(request.user, rights)),
        "problem": problem,
        "longest": settings.AISLE_QUESTION_CHARACTERS,
        "at": "learning",
    }
    return render(request, "learning/verified.html", told, status=status)
