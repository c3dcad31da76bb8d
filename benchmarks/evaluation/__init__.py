"""The project's own truth for numbers in sentences: an annotated corpus, its compiler, its judge.

`python -m benchmarks.evaluation.compile` turns the marked-up sources into documents and gold files;
`python -m benchmarks.evaluation.evaluate` measures the extractor on them.  docs/evaluation.md says
how the numbers were annotated.
"""
