"""Commands for the page: app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.face.cli.arguments import Count, Presenter, command, flag, option
from generator.values.findings import msg

if TYPE_CHECKING:
    from generator.commands.made import Made


@command(
    "app",
    msg("Mở trang làm việc trong trình duyệt, trên máy này; dữ liệu ở thư mục đang đứng."),
    "vanban app",
    "vanban app --starter",
)
@option("--port", said=msg("Cổng trên máy này (mặc định: cổng nào đang trống)."), word=msg("SỐ"), type=Count(65_535))
@flag("--no-browser", said=msg("Không mở trình duyệt; in địa chỉ ra màn hình."))
@flag("--starter", said=msg("Ghi biểu tượng để bấm đúp: vanban.bat, vanban.desktop."))
def app(screen: Presenter, port: int | None, no_browser: bool, starter: bool) -> Iterator[Made]:
    """The page, until Ctrl-C."""
    from generator.face.page import app as page

    if starter:
        yield page.starters(Path.cwd())
        return
    yield from page.serve(page.AppOptions(Path.cwd(), port or 0, not no_browser))
