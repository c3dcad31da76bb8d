"""The standard forms: how many cells of generated reports are read right, and what it costs.

    python -m benchmarks.forms --documents 600
    python -m benchmarks.forms --documents 60 --format pdf

Prints the share of cells right, the wrong ones that are marked and that are silent, the documents
behind most wrong cells, and the time that the forms alone take for one document.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import click

from extract.document import Document, open_document
from extract.forms import read_forms
from extract.readers import read
from tests.generator.measure import Score, add
from tests.generator.regrid import REGRID
from tests.generator.render.docx import render_docx
from tests.generator.render.pdf import render_pdf
from tests.generator.reports import Report, as_reading, make_report, recipe

Opener = Callable[[Report], Document]

FORMATS: dict[str, Opener] = {
    "perfect": lambda report: open_document(as_reading(report)),
    "docx": lambda report: open_document(read(render_docx(report.document), uri="report.docx")),
    "pdf": lambda report: open_document(read(render_pdf(report.document), uri="report.pdf")),
}


@click.command()
@click.option("--documents", default=600, show_default=True, help="How many reports to generate and read.")
@click.option("--first", default=0, show_default=True, help="The seed of the first one.")
@click.option("--format", "name", default="perfect", type=click.Choice(sorted(FORMATS)), show_default=True)
def main(documents: int, first: int, name: str) -> None:
    """Read generated reports and print how well."""
    score, taken, count = Score(), 0.0, 0
    for seed in range(first, first + documents):
        made = recipe(seed)
        if name != "perfect" and made.layout not in REGRID:
            continue
        report = make_report(made)
        document = FORMATS[name](report)
        start = perf_counter()
        forms = read_forms(document)
        taken += perf_counter() - start
        count += 1
        add(score, report, forms)
    click.echo(f"{count} documents, {score.cells} cells: {score.share:.4%} right, {score.flagged} wrong and marked, "
               f"{len(score.silent)} wrong and silent; {score.lossy} more are of rows whose blanks the text lost")  # fmt: skip
    click.echo(f"{taken / max(1, count) * 1000:.2f} ms a document for the forms")
    for what, cells in score.worst(10):
        click.echo(f"  {cells:4d} wrong cells: {what}")
    for silent in score.silent[:10]:
        click.echo(f"  silent: {silent}")


if __name__ == "__main__":
    main()
