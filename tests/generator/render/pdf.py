"""PDF by reportlab: ruled in several manners, with page breaks, page numbers and turned pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.generator.render.font import font_file, truetype
from tests.generator.render.model import PAGE_END, Cell, Document, Table, cut_row

ABSENT_FONT = "STSong-Light"
USUAL = frozenset(
    "一二三四五六七八九十本年新收政府信息公开申请数量上结转度办理果予以部分区处的只计这情形不其他于国家秘密法律行规禁止危及安全稳定保"
    "护第方合权益属类内事务过程性执案卷查询项无提供机关掌握相没有现成需要另制作补正后容仍明确举报投诉重复求版物由大反认或出具已获取总"
    "下继续商业企科研构社会组织服自然人主动条章范文件维持纠尚未审经直接起到以情况万专个中为之了从众传体使例依便信系充兼再减函列务勾单博"
    "原参发受召可各同名听员告和咨团围在均培增外多存导对将局屿工布废应延建式引强当径微志意户所指按据改效数日时是更月期来标次比注济涉渠点热"
    "率用电目真知确私稽站等答策管篇系约纳线络统编缴网罚置者职联聞至舆衡表被规解训议许讼设访话读谈负购费超足踪输进途通道逾采金销错门问闻阅"
    "限障隐集青面页题额颁驳體點佈來係個傳內勾區參問單員圍執報將專屬嶼廢強從徵應戶撤擬據於時會條業構標機權決沒況濟減無熱爲獲現當發監"
    "確稿穩範紀納組結絡統經維網線編總織繳繼續聯聽興舉萬處衆補製複覆覽計訓訟訪設許訴詢認談請諮議護讀負責費購資轉輿辦這進過達選還錄關閱開門"
    "陳際隱離電類頁頒項額題點位元共决加動務回國審對後徑復採數海班祕糾罰職規责銷錯駁"
    "0123456789.,%-+/—·、。，：；（）()“”《》〔〕|X \u3000abcdefghijklmnopqrstuvwxyz"
)
A4 = (595.0, 842.0)
MARGIN = 70.0
PAD, WIDE_PAD = 3.0, 5.4
"""Points beside a cell's text; without rulings the white that word processors leave is all that parts columns."""

pdfmetrics.registerFont(UnicodeCIDFont(ABSENT_FONT))


@dataclass(frozen=True)
class Style:
    """How the PDF is drawn.

    `rules`: `lines`, `boxes` (a stroked rectangle a cell), `fills` (thin filled rectangles), `path` (all
    lines in one path), `open` (no outer sides left and right) or `none`.  `shades`: white and
    coloured rectangles behind the text, as word processors print.  `turned`: `page` (/Rotate 90)
    or `text` (the page is upright and what is on it lies).  `embedded`: the font is in the file.
    `cut_rows`: a row that does not fit is cut between its lines, as word processors do.
    """

    rules: str = "lines"
    shades: bool = False
    size: float = 10.5
    numbers: bool = True
    turned: str = ""
    embedded: bool = True
    password: str | None = None
    user_password: str = ""
    cut_rows: bool = False


    @property
    def pad(self) -> float:
        """Points between a cell's side and its text."""
        return WIDE_PAD if self.rules == "none" else PAD


PLAIN = Style()


def render_pdf(document: Document, style: Style = PLAIN) -> bytes:
    """The document as PDF; tables are cut between rows where the page ends."""
    target = BytesIO()
    lock = StandardEncryption(style.user_password, style.password) if style.password else None
    font = _embedded(document) if style.embedded else ABSENT_FONT
    sheet = _Sheet(Canvas(target, pagesize=A4, encrypt=lock, pageCompression=0), style, font)
    for item in document:
        if isinstance(item, Table):
            sheet.table(item)
        elif item == PAGE_END:
            sheet.end_page()
            sheet.begin_page()
        else:
            sheet.paragraph(item)
    sheet.end_page()
    sheet.canvas.save()
    return target.getvalue()


def _embedded(document: Document) -> str:
    """The name of a font with all characters of the document; the usual ones share a file."""
    if font_file() is None:
        return ABSENT_FONT
    texts = [item if isinstance(item, str) else "".join(cell.text for cell in item.cells) for item in document]
    used = frozenset("".join(texts))
    name = "usual" if used <= USUAL else f"font{hash(used)}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(truetype(USUAL | used))))
    return name


class _Sheet:
    """The page being drawn; `y` is where the next item begins, down from the upper edge."""

    def __init__(self, canvas: Canvas, style: Style, font: str) -> None:
        self.canvas, self.style, self.font = canvas, style, font
        self.width, self.height = A4[::-1] if style.turned else A4
        self.page = 0
        self.begin_page()

    def begin_page(self) -> None:
        self.page += 1
        self.y = MARGIN
        if self.style.turned == "page":
            self.canvas.setPageSize(A4[::-1])  # reportlab swaps the sides of a turned page
            self.canvas.setPageRotation(90)
            self.canvas.transform(0, 1, -1, 0, A4[0], 0)
        elif self.style.turned == "text":
            self.canvas.transform(0, 1, -1, 0, A4[0], 0)

    def end_page(self) -> None:
        if self.style.numbers:
            self.text(f"- {self.page} -", self.width / 2 - 10, self.height - 40)
        self.canvas.showPage()

    def room(self, needed: float) -> None:
        if self.y + needed > self.height - MARGIN:
            self.end_page()
            self.begin_page()

    def text(self, text: str, x: float, baseline: float) -> None:
        self.canvas.setFillGray(0)
        self.canvas.setFont(self.font, self.style.size)
        self.canvas.drawString(x, self.height - baseline, text)

    def paragraph(self, text: str) -> None:
        em = self.style.size
        lines = list(wrapped("\u3000\u3000" + text, self.width - 2 * MARGIN, em, self.font))
        for line in lines:
            self.room(em * 1.8)
            lead = len(line) - len(line.lstrip("\u3000"))
            self.text(line.lstrip("\u3000"), MARGIN + lead * em, self.y + em)
            self.y += em * 1.8

    def table(self, table: Table) -> None:
        xs = column_edges(table, MARGIN, self.width - MARGIN)
        first = 0
        while first < table.rows:
            heights = row_heights(table, xs, self.style, self.font)
            table, last = self.fitting(table, xs, heights, first)
            if last == first:
                self.end_page()
                self.begin_page()
                table, last = self.fitting(table, xs, heights, first)
            header = range(table.header) if first else range(0)
            heights = row_heights(table, xs, self.style, self.font)
            self.rows(table, xs, heights, [*header, *range(first, max(last, first + 1))])
            first = max(last, first + 1)
        self.y += 10

    def fitting(self, table: Table, xs: Sequence[float], heights: Sequence[float], first: int) -> tuple[Table, int]:
        """The row that the next page begins with; the table has one row more where that row is cut."""
        last, left = first, self.height - MARGIN - self.y
        left -= sum(heights[: table.header]) if first else 0
        while last < table.rows and heights[last] <= left:
            left -= heights[last]
            last += 1
        keep = int((left - 2 * self.style.pad) / (self.style.size * 1.2))
        if not self.style.cut_rows or last == table.rows or keep < 1:
            return table, last
        lines = {
            cell: list(wrapped(cell.text, xs[cell.column + cell.colspan] - xs[cell.column] - 2 * self.style.pad, self.style.size, self.font))
            for cell in table.row_cells(last)
            if cell.rowspan == 1
        }
        if max(map(len, lines.values()), default=0) <= keep:
            return table, last
        texts = {cell: ("".join(found[:keep]), "".join(found[keep:])) for cell, found in lines.items()}
        return cut_row(table, last, texts), last + 1

    def rows(self, table: Table, xs: Sequence[float], heights: Sequence[float], rows: Sequence[int]) -> None:
        """Draw a part of a table; a merged cell that began above goes on, empty."""
        tops = dict(zip(rows, accumulate([self.y, *(heights[row] for row in rows)]), strict=False))
        bottom = {row: tops[row] + heights[row] for row in rows}
        boxes = []
        for cell in table.cells:
            shown = [row for row in range(cell.row, cell.row + cell.rowspan) if row in tops]
            if shown:
                box = (xs[cell.column], tops[shown[0]], xs[cell.column + cell.colspan], bottom[shown[-1]])
                boxes.append(box)
                self.cell(cell if shown[0] == cell.row else Cell(cell.row, cell.column, ""), box)
        RULES[self.style.rules](self, boxes)
        self.y = bottom[rows[-1]]

    def cell(self, cell: Cell, box: tuple[float, float, float, float]) -> None:
        em = self.style.size
        x0, top, x1, bottom = box
        pad = self.style.pad
        lines = list(wrapped(cell.text, x1 - x0 - 2 * pad, em, self.font))
        baseline = (top + bottom) / 2 - len(lines) * em * 0.6 + em
        for line in lines:
            width = pdfmetrics.stringWidth(line, self.font, em)
            if self.style.shades:
                self.rectangle((x0 + pad, baseline - em, x0 + pad + width, baseline + 2), (1, 1, 1))
            self.text(line, (x0 + x1 - width) / 2 if len(cell.text) < 8 else x0 + pad, baseline)
            baseline += em * 1.2

    def rectangle(self, box: tuple[float, float, float, float], colour: tuple[float, float, float] = (0, 0, 0)) -> None:
        x0, top, x1, bottom = box
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)


def wrapped(text: str, width: float, size: float, font: str) -> Iterator[str]:
    """Lines that fit; a number or a word is not broken."""
    line = ""
    for token in _tokens(text):
        if line and pdfmetrics.stringWidth(line + token, font, size) > width:
            yield line.rstrip(" ")
            line = ""
        line += token
    if line.strip(" "):
        yield line.rstrip(" ")


def _tokens(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if char.isascii() and not char.isspace():
            word += char
            continue
        if word:
            yield word
        word = ""
        yield char
    if word:
        yield word


def column_edges(table: Table, left: float, right: float) -> list[float]:
    """Where the columns begin and end, by the table's widths or evenly."""
    shares = table.widths or (1.0,) * table.columns
    scale = (right - left) / sum(shares)
    return [left + scale * share for share in accumulate([0.0, *shares])]


def row_heights(table: Table, xs: Sequence[float], style: Style, font: str) -> list[float]:
    """Each row as high as its cells' lines need."""
    size, pad = style.size, style.pad
    heights = [size * 1.2 + 2 * pad] * table.rows
    for cell in sorted(table.cells, key=lambda cell: cell.rowspan):
        width = xs[cell.column + cell.colspan] - xs[cell.column] - 2 * pad
        needed = len(list(wrapped(cell.text, width, size, font))) * size * 1.2 + 2 * pad
        rows = range(cell.row, cell.row + cell.rowspan)
        heights[rows[-1]] += max(needed - sum(heights[row] for row in rows), 0.0)
    return heights


Boxes = list[tuple[float, float, float, float]]


def _lines(sheet: _Sheet, boxes: Boxes) -> None:
    for x0, top, x1, bottom in boxes:
        for ax, ay, bx, by in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            sheet.canvas.line(ax, sheet.height - ay, bx, sheet.height - by)


def _stroked(sheet: _Sheet, boxes: Boxes) -> None:
    for x0, top, x1, bottom in boxes:
        sheet.canvas.rect(x0, sheet.height - bottom, x1 - x0, bottom - top, stroke=1, fill=0)


def _fills(sheet: _Sheet, boxes: Boxes) -> None:
    for x0, top, x1, bottom in boxes:
        sheet.rectangle((x0, top, x1, top + 0.7))
        sheet.rectangle((x0, bottom, x1, bottom + 0.7))
        sheet.rectangle((x0, top, x0 + 0.7, bottom))
        sheet.rectangle((x1, top, x1 + 0.7, bottom))


def _path(sheet: _Sheet, boxes: Boxes) -> None:
    path = sheet.canvas.beginPath()
    for x0, top, x1, bottom in boxes:
        path.rect(x0, sheet.height - bottom, x1 - x0, bottom - top)
    sheet.canvas.drawPath(path, stroke=1, fill=0)


def _open(sheet: _Sheet, boxes: Boxes) -> None:
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    for x0, top, x1, bottom in boxes:
        for y in (top, bottom):
            sheet.canvas.line(x0, sheet.height - y, x1, sheet.height - y)
        for x in (x0, x1):
            if left < x < right:
                sheet.canvas.line(x, sheet.height - top, x, sheet.height - bottom)


def _none(sheet: _Sheet, boxes: Boxes) -> None:
    pass


RULES: dict[str, Any] = {"lines": _lines, "boxes": _stroked, "fills": _fills, "path": _path, "open": _open, "none": _none}
