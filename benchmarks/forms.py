"""The standard forms: how many cells of generated reports are read right, by format.

    python -m benchmarks.forms --documents 100
    python -m benchmarks.forms --documents 40 --format pdf --format scan --first 5000

For each format the share of cells right, the wrong ones that are marked and that are silent, and the
time that reading one document takes; then the documents behind most wrong cells, and every silent one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import process_time

import click

from extract.document import open_document
from extract.forms import read_forms
from extract.limits import Limits
from extract.readers import read
from tests.generator.measure import Score, add
from tests.generator.publish import FORMATS, publish

UNHURRIED = Limits(seconds=3600)
"""A slow machine reads as many pages of a scan as a fast one."""


@dataclass
class Result:
    """The score of a format's documents and the seconds that they took."""

    documents: int = 0
    seconds: float = 0.0
    score: Score = field(default_factory=Score)

    def row(self, name: str) -> str:
        """One line of the table."""
        score = self.score
        each = self.seconds / max(1, self.documents) * 1000
        return (f"| {name} | {self.documents} | {score.cells} | {score.share:.3%} | {score.flagged} | "
                f"{len(score.silent)} | {score.lossy} | {each:.0f} |")  # fmt: skip


def read_format(name: str, first: int, documents: int) -> Result:
    """Publish reports in a format, read them back, and compare every cell."""
    result = Result()
    for seed in range(first, first + documents):
        published = publish(name, seed)
        start = process_time()
        reading = read(published.data, uri=published.name, limits=UNHURRIED)
        forms = read_forms(open_document(reading))
        result.seconds += process_time() - start
        result.documents += 1
        add(result.score, published.report, forms, reading.problems)
    return result


@click.command()
@click.option("--documents", default=100, show_default=True, help="How many reports to read in each format.")
@click.option("--first", default=0, show_default=True, help="The seed of the first one.")
@click.option("--format", "formats", multiple=True, type=click.Choice(sorted(FORMATS)), help="Only these formats.")
@click.option("--worst", default=5, show_default=True, help="How many of the worst documents to name.")
def main(documents: int, first: int, formats: tuple[str, ...], worst: int) -> None:
    """Read generated reports in every format and print how well."""
    click.echo("| format | documents | cells | right | wrong, marked | wrong, silent | blanks lost | ms each |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- | --- |")
    notes: list[str] = []
    for name in formats or tuple(FORMATS):
        result = read_format(name, first, documents)
        click.echo(result.row(name))
        notes += [f"{name}: {cells} wrong cells: {what}" for what, cells in result.score.worst(worst)]
        notes += [f"{name}: silent: {silent}" for silent in result.score.silent]
    for note in notes:
        click.echo(note)


if __name__ == "__main__":
    main()
