"""Hand-written Word XML, for what python-docx does not make."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def package(body: str, **parts: str) -> bytes:
    """A .docx of hand-written XML; `parts` are further members of word/ by name without ending."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            path = "word/_rels/document.xml.rels" if name == "rels" else f"word/{name}.xml"
            archive.writestr(path, xml)
    return target.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbering(*levels: tuple[str, str], start: int = 1) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (f, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def numbered(text: str, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def linked_and_numbered() -> bytes:
    """A file with what most files have not: lists, styles, notes, links, a picture, signs, merged cells."""
    link = '<w:p><w:hyperlink r:id="r1"><w:r><w:t>附件1</w:t></w:r></w:hyperlink><w:r><w:sym w:char="F0FE"/></w:r></w:p>'
    extent = '<wp:inline><wp:extent cx="5400000" cy="3600000"/></wp:inline>'
    merged = '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
    styled = p("2", '<w:pStyle w:val="1"/>')
    cells = f"<w:tc>{merged}{p('1')}</w:tc><w:tc>{styled}</w:tc>"
    table = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cells}</w:tr></w:tbl>'
    levels = numbering(("chineseCounting", "%1、"), ("upperRoman", "（%2）"))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    counted = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return package(
        f"{numbered('项')}{numbered('项', 1)}{link}<w:p><w:r><w:drawing>{extent}</w:drawing></w:r></w:p>{table}",
        numbering=levels.replace("</w:num>", override),
        styles=f'<w:styles {W}><w:style w:styleId="1"><w:name w:val="heading 1"/>{counted}</w:style></w:styles>',
        footnotes=f"<w:footnotes {W}><w:footnote>{p('注')}</w:footnote></w:footnotes>",
        rels=f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" Target="http://a.example/x.pdf"/></Relationships>',
    )
