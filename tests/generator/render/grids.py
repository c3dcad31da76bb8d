"""Any grid: hypothesis strategies for tables with merged cells, figures, labels and blanks."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.generator.render.model import Cell, Table, compact

LABELS = "政府信息公开本年收到申请数量予以部分不其他处理总计商业企科研机构法律服务组织结果维持纠正"

labels = st.text(alphabet=LABELS, min_size=1, max_size=14)
figures = st.one_of(
    st.integers(0, 99999).map(str),
    st.integers(1000, 99999).map(lambda n: f"{n:,}"),
    st.decimals(0, 999, places=2).map(str),
)
numbered = st.tuples(st.sampled_from(["（一）", "1.", "三、"]), labels).map("".join)
texts = st.one_of(figures, figures, labels, numbered, st.just(""), st.sampled_from(["/", "—", "-3", "合 计"]))


@st.composite
def tables(draw: st.DrawFn, max_rows: int = 7, max_columns: int = 6) -> Table:
    """A table of at least two columns, some of whose cells are merged, and some text in it."""
    rows, columns = draw(st.integers(1, max_rows)), draw(st.integers(2, max_columns))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            rowspan, colspan = draw(_spans(row, column, rows, columns, taken))
            taken |= {(row + r, column + c) for r in range(rowspan) for c in range(colspan)}
            cells.append(Cell(row, column, draw(texts), rowspan, colspan))
    table = compact(Table(tuple(cells)))
    if table.columns < 2 or not any(cell.text for cell in table.cells):
        return Table((Cell(0, 0, "项目"), Cell(0, 1, "1")))
    return table


@st.composite
def _spans(
    draw: st.DrawFn, row: int, column: int, rows: int, columns: int, taken: set[tuple[int, int]]
) -> tuple[int, int]:
    """Spans that fit beside what is taken; mostly one by one."""
    if draw(st.integers(0, 4)):
        return 1, 1
    free = 1
    while column + free < columns and (row, column + free) not in taken:
        free += 1
    return draw(st.integers(1, rows - row)), draw(st.integers(1, free))
