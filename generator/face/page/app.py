"""`vanban app`: the workplace served on this machine alone, opened in the browser by a link that is good once."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.commands.made import Made
from generator.face.page.entry import link
from generator.values.errors import MissingProgramError
from generator.values.findings import Place, msg

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"
_RUNNING = "dang-chay.json"
_LAST_PORT = "cong"
# Seconds for which what answers on a port may be busy; where nothing listens the answer comes at once.
_PATIENCE = 15


class AppOptions(Struct, frozen=True):
    """Which folder, on which port (0: any that is free), and whether the browser is opened."""

    workplace: Path
    port: int = 0
    browser: bool = True


def starters(workplace: Path) -> Made:
    """Files to double-click that open the page of a workplace."""
    from generator.face.page import starter

    return Made(starter.write(workplace), (), (msg("Bấm đúp vào tệp ứng với máy của mình để mở trang làm việc."),))


def serve(options: AppOptions) -> Iterator[Made]:
    """Give the address, then serve until Ctrl-C; where the workplace is served already, open that and be done.

    Raises MissingProgramError V008 where the packages of the page are missing.
    """
    if find_spec("django") is None or find_spec("waitress") is None:
        said, hint = msg("Thiếu các gói của trang làm việc."), msg("Cài bằng: pip install 'vanban[app]'")
        raise MissingProgramError.of("V008", Place(), said, hint)
    folder = _private(options.workplace)
    if port := _already(folder):
        yield _at(_open(folder, port, browser=options.browser))
        return
    # The socket first: nobody else takes the port while Django is loaded.
    listening = _listening(folder, options.port)
    port = listening.getsockname()[1]
    (folder / _LAST_PORT).write_text(str(port), encoding="utf-8")
    link.forget(folder / "vao")
    server = _server(options.workplace, listening, port)
    running = folder / _RUNNING
    running.write_text(json.dumps({"port": port, "pid": os.getpid()}), encoding="utf-8")
    try:
        # Ended by the system as by Ctrl-C: what is done at the end is done.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        yield _at(_open(folder, port, browser=options.browser))
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    finally:
        running.unlink(missing_ok=True)


def _listening(folder: Path, port: int) -> socket.socket:
    """At the port that was asked for, else at that of the last time: a page that is still open finds its program."""
    if not port:
        with contextlib.suppress(OSError, ValueError, OverflowError):
            return socket.create_server((HOST, int((folder / _LAST_PORT).read_text(encoding="utf-8"))), backlog=64)
    return socket.create_server((HOST, port), backlog=64)


def _at(address: str) -> Made:
    steps = (
        msg("Trang làm việc: {dia_chi}", dia_chi=address),
        msg("Địa chỉ này dùng được một lần. Ctrl-C để đóng chương trình."),
    )
    return Made((), (), steps)


def _private(workplace: Path) -> Path:
    folder = workplace / ".vanban"
    for one in (folder, folder / "vao", folder / "tam"):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
    # What the page keeps for itself goes into no repository and no backup that asks.
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def _server(workplace: Path, listening: socket.socket, port: int) -> Any:
    """Django set up for the workplace, its database up to date, the worker started; what answers requests."""
    from waitress.server import create_server

    application = made(workplace, port)
    from django.conf import settings

    from generator.face.page.jobs import worker

    worker.sweep()
    # Two: the pages beside what is written do not wait until a large build is done.
    worker.start()
    worker.start()
    warming = threading.Timer(0.8, _warmed)
    warming.daemon = True
    warming.start()
    return create_server(
        application,
        sockets=[listening],
        threads=8,
        ident=None,
        max_request_body_size=settings.MOST_IN_A_REQUEST,
        clear_untrusted_proxy_headers=True,
    )


def _warmed() -> None:
    """What the first build would wait for, loaded while its user still reads the first page."""
    for name in (
        "commands.build",
        "commands.editing",
        "rendering.word.document",
        "converting.convert",
        "planning.documents",
        "linting.lint",
    ):
        import_module(f"generator.{name}")
    import_module("pypdfium2")
    import_module("generator.face.api").keep_office_ready()


def made(workplace: Path, port: int) -> Any:
    """The page as a WSGI application, for a workplace; once in a process."""
    os.environ |= {
        "VANBAN_WORKPLACE": str(workplace.resolve()),
        "VANBAN_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "generator.face.page.settings",
    }
    _private(workplace)
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    _migrated()
    # All views now, not with the first request.
    import_module(settings.ROOT_URLCONF)
    return application


def _migrated() -> None:
    """The database as this version of the program wants it."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        _made_at_once(executor)
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _made_at_once(executor: MigrationExecutor) -> None:
    """A new database: its tables as they are today, all steps that led there marked as taken; a second is saved."""
    from django.apps import apps

    with executor.connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
        executor.recorder.ensure_schema()
        for app, name in executor.loader.graph.nodes:
            executor.recorder.record_applied(app, name)


def _already(folder: Path) -> int:
    """The port of a program that serves this workplace now, 0 for none."""
    try:
        port = int(json.loads((folder / _RUNNING).read_text(encoding="utf-8"))["port"])
        asked = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
        asked.request("GET", "/vao/dong/")
        known = asked.getresponse().headers.get("X-Vanban") == link.mark_of(folder.parent)
        return port if known else 0
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return 0


def _open(folder: Path, port: int, *, browser: bool) -> str:
    """The browser at the page, by a file that only this user can read: the token stands in no list of processes."""
    address = f"http://{HOST}:{port}/vao/?ma={link.make(folder / 'vao')}"
    if not browser:
        return address
    page = folder / "mo-trang.html"
    page.unlink(missing_ok=True)
    with os.fdopen(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(
            f'<!doctype html><meta charset="utf-8"><title>vanban</title>'
            f'<meta http-equiv="refresh" content="0;url={escape(address)}">'
        )
    threading.Thread(target=_browse, args=(page,), daemon=True).start()
    return address


def _browse(page: Path) -> None:
    with contextlib.suppress(webbrowser.Error, OSError):
        if sys.platform == "win32":
            os.startfile(page)  # noqa: S606 - a page of ours, in the browser that the user has chosen
        else:
            webbrowser.open(page.as_uri())
