"""What is wrong in a YAML file, in our words: ruamel says it in English."""

from __future__ import annotations

import re

from generator.values.findings import Message, msg

# What ruamel's sentence holds -> what a person is told; the first that is found counts.
_FAULTS: tuple[tuple[str, Message], ...] = (
    (r"found character '\\t'", msg("thụt lề bằng phím Tab; cần dấu cách")),
    (r"found character '(?P<chu>.+?)' that cannot start", msg("chữ “{chu}” không được đứng đầu giá trị; cần dấu nháy")),
    (r"found duplicate (?:merge )?key", msg("một khóa ghi hai lần")),
    (r"mapping values are not allowed", msg("dấu hai chấm đứng sai chỗ; giá trị có dấu hai chấm cần dấu nháy")),
    (r"mapping keys are not allowed", msg("khóa đứng sai chỗ")),
    (r"sequence entries are not allowed", msg("dấu gạch đầu dòng đứng sai chỗ")),
    (r"expected <block end>|invalid intendation|more indented", msg("thụt lề không thẳng với dòng trên")),
    (r"expected ',' or '(?P<dau>[\]}])'", msg("thiếu dấu phẩy hoặc dấu “{dau}” đóng ngoặc")),
    (r"could not find expected ':'", msg("thiếu dấu hai chấm sau khóa")),
    (r"unexpected end of stream", msg("tệp hết giữa chừng: thiếu dấu nháy hoặc dấu đóng ngoặc")),
    (r"undefined alias '?(?P<ten>[^']+)'?", msg("nhắc đến “*{ten}” mà không nơi nào đặt “&{ten}”")),
    (r"unknown escape character", msg("sau dấu “\\” trong nháy kép có chữ không dùng được; dùng nháy đơn")),
    (r"expected a single document|document separator|another document", msg("có dòng “---”: mỗi tệp chỉ một văn bản")),
    (r"unhashable key|found unhashable", msg("khóa là một danh sách hay nhóm; khóa phải là một tên")),
    (r"constructor for the tag|expected URI|tag handle|parsing a tag", msg("dấu “!” đứng đầu giá trị; cần dấu nháy")),
    (r"unacceptable character|special characters are not allowed", msg("có ký tự điều khiển không được dùng")),
)


def fault_of(said: str) -> Message:
    """The fault that ruamel's sentence tells of; that the form is wrong where it is none of those known."""
    for pattern, message in _FAULTS:
        if found := re.search(pattern, said):
            return Message(message.template, tuple(found.groupdict().items()) or ())
    return msg("không đúng cách viết YAML")
