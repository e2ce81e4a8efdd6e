"""One table written as text, Markdown, HTML and docx, so that tests can ask the same of all four."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

LEFT, ABOVE, BREAK = "<", "^", "//"


def read_grid(text):
    """Rows of cells; an empty row is a page break. Marks of merged cells stay in their places."""
    lines = text.strip("\n").split("\n")
    return [[cell.strip() for cell in line.split("|")] if line.strip() else [] for line in lines]


def as_text(grid, above):
    """Tab-separated lines; a merged cell's other places are empty."""
    lines = ["\t".join(_plain(cell, " ") for cell in row) for row in grid]
    return "\n\n".join([*above, "\n".join(lines)]).encode(), "bieu.txt"


def as_markdown(grid, above):
    """A pipe table, the rule under its first row; a page break is not written."""
    rows = [f"| {' | '.join(_plain(cell, '<br>') for cell in row)} |" for row in grid if row]
    rule = "|" + " --- |" * len(grid[0])
    return "\n\n".join([*above, "\n".join([rows[0], rule, *rows[1:]])]).encode(), "bieu.md"


def as_html(grid, above):
    """An HTML table with spans, in a Markdown file."""
    full = [row for row in grid if row]
    rows = "\n".join(f"<tr>{''.join(_html_cell(*cell) for cell in row)}</tr>" for row in _spans(full))
    return "\n\n".join([*above, f"<table>\n{rows}\n</table>"]).encode(), "bieu.md"


def as_docx(grid, above):
    """A Word table with merged cells."""
    full = [row for row in grid if row]
    rows = "".join(f"<w:tr>{''.join(_word_cells(full, number))}</w:tr>" for number in range(len(full)))
    paragraphs = "".join(_word_paragraph(line) for line in above)
    return pack_docx(f"{paragraphs}<w:tbl>{rows}</w:tbl>"), "bieu.docx"


FORMS = {"txt": as_text, "md": as_markdown, "html": as_html, "docx": as_docx}


def pack_docx(body):
    """A docx file whose ``word/document.xml`` has this body."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def _plain(cell, line_break):
    return "" if cell in (LEFT, ABOVE) else cell.replace(BREAK, line_break)


def _spans(rows):
    """For each row its own cells as words, row span and column span."""
    for number, row in enumerate(rows):
        yield [
            (cell, 1 + _run(_column(rows, at)[number + 1 :], ABOVE), 1 + _run(row[at + 1 :], LEFT))
            for at, cell in enumerate(row)
            if cell not in (LEFT, ABOVE)
        ]


def _column(rows, at):
    return [row[at] if at < len(row) else "" for row in rows]


def _run(cells, mark):
    return next((count for count, cell in enumerate(cells) if cell != mark), len(cells))


def _escaped(words):
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html_cell(words, row_span, column_span):
    spans = f' rowspan="{row_span}"' * (row_span > 1) + f' colspan="{column_span}"' * (column_span > 1)
    return f"<td{spans}>{_escaped(words).replace(BREAK, '<br>')}</td>"


def _word_cells(rows, number):
    row = rows[number]
    for at, cell in enumerate(row):
        if cell == LEFT:
            continue
        wide = 1 + _run(row[at + 1 :], LEFT)
        below = _run(_column(rows, at)[number + 1 :], ABOVE)
        merge = "<w:vMerge/>" if cell == ABOVE else '<w:vMerge w:val="restart"/>' if below else ""
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        words = "".join(_word_paragraph(part) for part in _plain(cell, BREAK).split(BREAK))
        yield f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{words}</w:tc>"


def _word_paragraph(words):
    return f'<w:p><w:r><w:t xml:space="preserve">{_escaped(words)}</w:t></w:r></w:p>'
