"""Measures of a page, in twips (I.3, I.7 of Phụ lục I, Phần I), and what every part of a template begins with."""

from __future__ import annotations

from generator.ooxml.names import twips

# I.3: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. Number of the page in the top margin (I.7).
PAGE_WIDTH, PAGE_HEIGHT = twips(210), twips(297)
TOP = BOTTOM = twips(20)
LEFT, RIGHT, HEADER = twips(30), twips(15), twips(10)
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
# The right column holds "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" at 13 pt on one line (95.7 mm).
HEAD_LEFT = twips(66)
HEAD_RIGHT = TEXT_WIDTH - HEAD_LEFT
INDENT = twips(12.7)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
