"""A PDF with text read as a body: glyphs into lines, lines into paragraphs, rules into tables, pages into one flow."""
