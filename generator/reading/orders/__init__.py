"""Tasks that a text gives in prose: `Giao Sở A chủ trì, phối hợp với … trước ngày …`. Rules on sentences, no guesses.

`read` is the way in: lines of a document → proposals, each a stretch of its own line or of a heading above it, and the
sentences that look like one and were not taken. `words` has the words (data/danh-muc/giao-viec.yaml), `actors` who is
meant, `times` until when, `labels` what is said as `Đơn vị chủ trì: …`, `clauses` what one sentence gives, `context`
which heading governs a line.
"""
