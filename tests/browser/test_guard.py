"""Attacks on the page on one's own machine: each is refused, with its code."""

import io
import re
import zipfile

import pytest

from .conftest import small_dossier

HOME = "/"


def upload(name: str, data: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


# --- who may come in -------------------------------------------------------------------------------------------------


def test_without_the_link_nothing_is_shown(stranger) -> None:
    answer = stranger.get(HOME)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/vao/dong/")
    assert stranger.get("/vao/dong/").status_code == 403
    assert stranger.get("/ho-so/142-qd-vpcp/").status_code == 302


def test_a_part_of_a_page_is_told_and_the_page_is_not_left(stranger) -> None:
    answer = stranger.get("/ho-so/142-qd-vpcp/trang", HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer.headers["HX-Trigger"], answer.content) == (204, "het-phien", b"")
    assert stranger.get("/vao/con/").status_code == 302


def test_the_link_is_good_once(stranger) -> None:
    from generator.face.page.entry import link
    from generator.face.page.shared import private

    token = link.make(private("vao"))
    assert stranger.get("/vao/", {"ma": token}).status_code == 302
    assert stranger.get("/vao/", {"ma": token}).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "../../trang.sqlite3", "a" * 43])
def test_a_made_up_token_is_refused(stranger, token) -> None:
    assert stranger.get("/vao/", {"ma": token}).status_code == 403
    assert stranger.get(HOME).status_code == 302


def test_an_old_link_is_refused(stranger, monkeypatch) -> None:
    from generator.face.page.entry import link
    from generator.face.page.shared import private

    token = link.make(private("vao"))
    monkeypatch.setattr(link, "GOOD_FOR", -1)
    assert stranger.get("/vao/", {"ma": token}).status_code == 403


def test_the_session_is_another_one_after_coming_in(stranger) -> None:
    from generator.face.page.entry import link
    from generator.face.page.shared import private

    name = "vanban_phien_4321"
    stranger.cookies[name] = "do-nguoi-khac-dat"
    stranger.get("/vao/", {"ma": link.make(private("vao"))})
    assert stranger.cookies[name].value != "do-nguoi-khac-dat"


def test_cookies_are_of_this_port_and_out_of_reach_of_scripts(clerk) -> None:
    cookies = {name: cookie for name, cookie in clerk.cookies.items() if cookie.value}
    assert set(cookies) == {"vanban_phien_4321", "vanban_csrf_4321"}
    assert all(one["httponly"] and one["samesite"] == "Lax" for one in cookies.values())


# --- who may drive it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:4321", "0.0.0.0"])
def test_a_foreign_host_is_refused(clerk, host) -> None:
    assert clerk.get(HOME, HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:4321", "http://localhost:1"]
)
def test_a_foreign_origin_is_refused(clerk, origin) -> None:
    assert clerk.post("/nhan/gui", HTTP_ORIGIN=origin).status_code == 403


def test_a_form_without_token_is_refused(clerk) -> None:
    assert clerk.plain_post("/nhan/gui").status_code == 403
    assert clerk.plain_post("/nhan/gui", HTTP_X_CSRFTOKEN="a" * 64).status_code == 403


def test_what_changes_something_is_no_link(clerk) -> None:
    assert clerk.get("/ho-so/142-qd-vpcp/sinh").status_code == 405
    assert clerk.get("/nhan/gui").status_code == 405


def test_another_ones_work_and_files_are_not_found(clerk) -> None:
    from django.contrib.auth.models import User

    from generator.face.page.jobs.models import Job
    from generator.face.page.received.models import Received

    other = User.objects.create(username="nguoi-khac")
    job = Job.objects.create(owner=other, work="x", title="x", about="x")
    file = Received.objects.create(owner=other, name="a.xlsx", size=1)
    assert clerk.get(f"/viec/{job.pk}/").status_code == 404
    assert clerk.post(f"/viec/{job.pk}/dung").status_code == 404
    assert clerk.get(f"/nhan/{file.key}/la-gi").status_code == 404


# --- names are no paths ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["..", "../data", "%2e%2e", "..%2f..%2fetc", "142-qd-vpcp%2f..", ".vanban", "C:", "a\\b"]
)
def test_a_name_of_a_dossier_is_no_path(clerk, name) -> None:
    assert clerk.get(f"/ho-so/{name}/").status_code in (404, 301)


@pytest.mark.parametrize("name", ["..%2fvan-ban.yaml", ".vanban.json", "van-ban.yaml", "%2fetc%2fpasswd", "..\\x.docx"])
def test_a_name_of_an_output_is_no_path(clerk, workplace, name) -> None:
    (workplace / "out" / "142-qd-vpcp").mkdir(parents=True)
    (workplace / "out" / "142-qd-vpcp" / ".vanban.json").write_text("{}")
    assert clerk.get(f"/ho-so/142-qd-vpcp/tep/{name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/cron.d/x.csv", "x.csv"),
        ("..\\..\\x.csv", "x.csv"),
        ("C:\\Users\\a\\bảng.csv", "bảng.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("CON.csv", "tep-CON.csv"),
        ("...", "tep-"),
        ("\u202egpj.csv", "gpj.csv"),
        ("bảng.csv", "bảng.csv"),
        ("b\u0061\u0309ng.csv", "bảng.csv"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("<img src=x>.csv", "img src=x.csv"),
    ],
)
def test_the_name_of_an_upload_is_made_harmless(name, kept) -> None:
    from generator.face.page.received.storing import harmless

    assert harmless(name) == kept


# --- how much ---------------------------------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_a_file_too_large_is_refused(clerk, settings_of) -> None:
    settings_of(MOST_IN_A_FILE=1000)
    assert clerk.post("/nhan/gui", {"tep": upload("a.csv", b"x" * 1001)}).status_code == 413
    assert received() == []


def test_an_archive_that_swells_is_refused(clerk, settings_of) -> None:
    settings_of(MOST_UNPACKED=1 << 20)
    bomb = zipped(**{"a.csv": b"0" * (1 << 21)})
    assert len(bomb) < 10_000
    assert clerk.post("/nhan/gui", {"tep": upload("a.zip", bomb)}).status_code == 413
    assert received() == []


def test_an_archive_of_too_many_files_is_refused(clerk, settings_of) -> None:
    settings_of(MOST_FILES=3)
    many = zipped(**{f"{number}.csv": b"a" for number in range(4)})
    assert clerk.post("/nhan/gui", {"tep": upload("a.zip", many)}).status_code == 413


def test_an_archive_that_lies_about_its_size_is_no_larger(clerk) -> None:
    data = bytearray(zipped(**{"a.csv": b"0" * 5000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert clerk.post("/nhan/gui", {"tep": upload("a.zip", bytes(data))}).status_code in (302, 413)
    assert all(row.size <= 10 for row in received())


def test_an_archive_is_laid_out_flat(clerk, workplace) -> None:
    data = zipped(**{"../../ra-ngoai.csv": b"a,b", "thu muc/ve.csv": b"a,b", "__MACOSX/x": b"x"})
    assert clerk.post("/nhan/gui", {"tep": upload("a.zip", data)}).status_code == 302
    assert sorted(row.name for row in received()) == ["ra-ngoai.csv", "ve.csv"]
    assert not (workplace.parent / "ra-ngoai.csv").exists()


def test_a_broken_archive_is_said(clerk) -> None:
    broken = zipped(**{"a.csv": b"abc" * 100})[:-30]
    assert clerk.post("/nhan/gui", {"tep": upload("a.zip", broken)}).status_code == 302


def received() -> list:
    from generator.face.page.received.models import Received

    return list(Received.objects.all())


@pytest.fixture
def settings_of(workplace):
    from django.test import override_settings

    changed = []

    def change(**values) -> None:
        one = override_settings(**values)
        one.enable()
        changed.append(one)

    yield change
    for one in reversed(changed):
        one.disable()


# --- what comes out ---------------------------------------------------------------------------------------------------


def test_texts_of_files_are_never_markup(clerk) -> None:
    table = 'STT,Nội dung,Đơn vị chủ trì\n1,"<script>alert(1)</script>",<b>Sở</b>\n2,Việc hai,Sở Y tế\n'
    clerk.post("/nhan/gui", {"tep": upload('<i>x".csv', table.encode())})
    key = received()[0].key
    shown = clerk.get(f"/nhan/{key}/bang").content.decode() + clerk.get(f"/nhan/{key}/la-gi").content.decode()
    assert "<script>alert" not in shown and "<b>Sở</b>" not in shown and "<i>x" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_downloads_are_saved_and_never_opened_as_ours(clerk, workplace) -> None:
    folder = workplace / "out" / "142-qd-vpcp"
    folder.mkdir(parents=True)
    (folder / "x.html").write_text("<script>alert(1)</script>")
    for address in ("/ho-so/142-qd-vpcp/tep/x.html", "/ho-so/142-qd-vpcp/tat-ca.zip"):
        answer = clerk.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] in ("application/octet-stream", "application/zip")
        answer.close()


SCRIPT = "<script>alert('cua-nguoi-khac')</script>"
HOSTILE = {
    "a.svg": f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>',
    "b.html": f"<!doctype html><html><body>{SCRIPT}</body></html>",
    "c.docx": f"<!doctype html><html><body>{SCRIPT}</body></html>",
    "d.csv": f"TT,Việc,{SCRIPT}\n1,{SCRIPT},Sở Mẫu\n",
}


def addresses(of=None, before: str = "") -> list[str]:
    """Every address of the page, with the names of its parts in braces."""
    from django.urls import URLResolver, get_resolver

    found = []
    for one in (of or get_resolver()).url_patterns:
        here = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(one.pattern))
        found += addresses(one, here) if isinstance(one, URLResolver) else [here]
    return found


def test_no_address_gives_back_what_was_received_but_to_be_saved(clerk, workplace) -> None:
    """An uploaded SVG or HTML is never a page of ours, by whatever address it is asked for."""
    from generator.face.page.jobs.models import Job

    small_dossier(workplace / "data" / "nho")
    out = workplace / "out" / "nho"
    out.mkdir(parents=True)
    for name, text in HOSTILE.items():
        (out / name).write_text(text, encoding="utf-8")
        clerk.post("/nhan/gui", {"tep": upload(name, text.encode())})
    assert sorted(one.name for one in received()) == sorted(HOSTILE)
    job = Job.objects.create(owner=received()[0].owner, work="x", title=SCRIPT, about="x")
    asked = {
        one.format(key=file.key, name="nho", file=file.name, pk=job.pk, number=1, stamp="x", which="nhan-xet")
        for one in addresses()
        for file in received()
    } | {f"{where}{one.path.relative_to(workplace)}" for one in received() for where in ("", "tinh/", "nhan/")}
    saved, shown = set(), 0
    for address in sorted(asked):
        answer = clerk.get(f"/{address}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            saved.add(address)
            assert answer.headers["Content-Type"] not in ("text/html", "image/svg+xml", "text/xml"), address
        else:
            shown += b"&lt;script&gt;alert(" in body
            assert SCRIPT.encode() not in body, address
            assert "svg" not in answer.headers.get("Content-Type", ""), address
        answer.close()
    assert {f"ho-so/nho/tep/{name}" for name in HOSTILE if name != "d.csv"} <= saved
    assert shown


def test_every_page_forbids_what_it_does_not_need(clerk) -> None:
    headers = clerk.get(HOME).headers
    rules = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert {rules[f"{kind}-src"] for kind in ("script", "style", "img", "connect")} == {"'self'"}
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["object-src"] == "'none'"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"


def test_our_own_fault_shows_no_trace(clerk, monkeypatch) -> None:
    from generator.face import api

    def broken(*_arguments, **_named):
        raise RuntimeError("hỏng")

    monkeypatch.setattr(api, "dossiers_in", broken)
    answer = clerk.get(HOME)
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "Traceback" not in text and "/generator/" not in text
    assert "Dữ liệu không bị thay đổi" in text


def test_only_marked_functions_are_work(workplace) -> None:
    from generator.face.page.jobs.running import named

    for where in ("os:system", "generator.face.page.jobs.running:run", "generator.face.api:build", "x"):
        with pytest.raises(ValueError, match=r"."):
            named(where)
