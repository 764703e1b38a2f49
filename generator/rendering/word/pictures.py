"""Pictures as DrawingML in the stream: signature in its place, seal over its left third (II.7.d, II.8.a)."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.ooxml.names import NS, A, R
from generator.values.model import Picture, Signature

EMU_PER_MM = 36_000
# What a page holds in portrait, with a line of its caption.
_TALLEST_MM = 230.0
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# Ends the text of a run for a drawing, and begins it again.
_BREAK_OFF, _GO_ON = Markup("</w:t>"), Markup('<w:t xml:space="preserve">')


@dataclass
class Pictures:
    """The pictures of one output file: each one part, however often it is shown; each drawing its own id."""

    parts: dict[str, bytes] = field(default_factory=dict)
    shown: int = 0

    def rel_id(self, picture: Picture) -> str:
        """The relationship id by which drawings refer to a picture, which becomes a part of the output."""
        digest = sha256(picture.data).hexdigest()[:16]
        self.parts.setdefault(f"word/media/anh-{digest}.png", picture.data)
        return f"rIdAnh{digest}"

    def next_id(self) -> int:
        """The id of one more drawing, which a template has itself."""
        self.shown += 1
        return self.shown

    def relationships(self) -> dict[str, str]:
        """Name of the part by relationship id."""
        return {f"rIdAnh{name.removeprefix('word/media/anh-').removesuffix('.png')}": name for name in self.parts}

    def inline(self, picture: Picture, widest: float, caption: str = "") -> Markup:
        """A picture that stands in the line, made smaller where it would not go on a page with `widest` mm of text.

        One that nobody described is described by its caption.
        """
        share = min(1.0, widest / picture.width, _TALLEST_MM / picture.height)
        width, height = picture.width * share, picture.height * share
        shown = replace(picture, width=width, height=height, described=picture.described or caption)
        return _BREAK_OFF + self._inline(shown) + _GO_ON

    def signed(self, signature: Signature) -> Markup:
        """The signature in the line, the seal in front of it; nothing where there is neither."""
        if signature.autograph is None and signature.seal is None:
            return Markup("")
        drawings = Markup("")
        if signature.seal is not None:
            drawings += self._seal(signature.seal, signature.autograph)
        if signature.autograph is not None:
            drawings += self._inline(signature.autograph)
        return _BREAK_OFF + drawings + _GO_ON

    def _inline(self, picture: Picture) -> Markup:
        return self._drawing(picture, '<wp:inline distT="0" distB="0" distL="0" distR="0">', "", "</wp:inline>")

    def _seal(self, seal: Picture, autograph: Picture | None) -> Markup:
        """Anchored to the character before the signature: its right edge a third into the signature, level with it."""
        width, height = (autograph.width, autograph.height) if autograph else (0.0, 0.0)
        left, top = emu(width / 3 - seal.width), emu((height - seal.height) / 2)
        head = (
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            f'relativeHeight="{251_658_240 + self.shown}"'
            ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="character"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        )
        return self._drawing(seal, head, "<wp:wrapNone/>", "</wp:anchor>")

    def _drawing(self, picture: Picture, head: str, wrap: str, foot: str) -> Markup:
        self.shown += 1
        size = f'cx="{emu(picture.width)}" cy="{emu(picture.height)}"'
        name = f'id="{self.shown}" name="{escape(picture.name)}"'
        return Markup(  # noqa: S704 - figures, and names that are escaped
            f'<w:drawing xmlns:wp="{NS["wp"]}">{head}<wp:extent {size}/>'
            f'<wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
            f'<wp:docPr {name} descr="{escape(picture.described or picture.name)}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
            f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="{self.rel_id(picture)}"/>'
            "<a:stretch><a:fillRect/></a:stretch>"
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            f"{foot}</w:drawing>"
        )


def emu(mm: float) -> int:
    """Millimetres as English Metric Units."""
    return round(mm * EMU_PER_MM)
