"""Who may come in, and how a refusal looks: a plain page, never a trace; for a part of a page, that part alone."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from generator.face.page.words import Said, said_of
from generator.values.errors import ExitCode, VanbanError, our_fault, system_refused

View = Callable[..., HttpResponseBase]
Respond = Callable[[HttpRequest], HttpResponse]


def no_store(respond: Respond) -> Respond:
    """Pages and downloads stay out of caches that others may read; opened elsewhere they say nothing of us."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if not request.path.startswith("/tinh/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # By which a second start of the program knows the one that runs.
        response.headers["X-Vanban"] = settings.MARK
        return response

    return answer


class SignedIn(LoginRequiredMiddleware):
    """All but what says otherwise is for those who came in by the link; a part of a page is told so and stays."""

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponseRedirect:
        """To the page that says how to come in; what stands on a page, typed and not yet taken, is not left for it."""
        answer = redirect_to_login(request.get_full_path(), self.get_login_url(view_func))
        if request.headers.get("HX-Request") == "true":
            answer.status_code = 204
            answer.headers["HX-Trigger"] = "het-phien"
            del answer.headers["Location"]
        return answer


class Refusals:
    """What a view cannot do, said: the findings of the API with their hints; our own faults without a trace."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to add where a view answers."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """A page for what was raised; Django answers what is its own (404, 403, a bad request)."""
        if isinstance(failure, VanbanError):
            status = 500 if failure.exit_code is ExitCode.OUR_FAULT else 422
            return refused(request, [said_of(one) for one in failure.findings], status)
        if isinstance(failure, OSError):
            return refused(request, [said_of(system_refused(failure))], 422)
        if type(failure).__module__.startswith("django.") and not isinstance(failure, RequestDataTooBig):
            return None
        if isinstance(failure, RequestDataTooBig | TooManyFilesSent):
            return too_large(request)
        return refused(request, [said_of(our_fault(failure))], 500)


def refused(request: HttpRequest, said: list[Said], status: int) -> HttpResponse:
    """Findings as a page, or as what takes the place of a part of one."""
    partly = request.headers.get("HX-Request") == "true"
    template = "page/refused-part.html" if partly else "page/refused.html"
    return render(request, template, {"findings": said}, status=status)


def _plainly(request: HttpRequest, title: str, what: str, status: int) -> HttpResponse:
    return render(request, "page/plain.html", {"title": title, "what": what}, status=status)


def too_large(request: HttpRequest) -> HttpResponse:
    """More than is taken at once."""
    what = "Mỗi lần nhận tối đa 200 tệp, 64 MB; mỗi tệp tối đa 50 MB. Chia thành nhiều lần rồi thả lại."
    return _plainly(request, "Tệp quá lớn", what, 413)


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that another page sent, or an old one."""
    what = "Trang này đã cũ, hoặc yêu cầu đến từ trang khác. Tải lại trang rồi làm lại; dữ liệu không đổi."
    return _plainly(request, "Không nhận yêu cầu này", what, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is no request of ours."""
    return _plainly(request, "Yêu cầu không hợp lệ", "Địa chỉ hoặc dữ liệu gửi lên không đúng.", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not for who asks."""
    return _plainly(request, "Không được phép", "Không có quyền xem hoặc làm việc này.", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there."""
    what = "Hồ sơ, tệp hoặc trang này không có, hoặc đã bị xóa, đổi tên."
    return _plainly(request, "Không tìm thấy", what, 404)


def our_error(request: HttpRequest) -> HttpResponse:
    """What we did wrong where even that could not be said."""
    return _plainly(request, "Lỗi của chương trình", "Dữ liệu không bị thay đổi. Tải lại trang rồi thử lại.", 500)
