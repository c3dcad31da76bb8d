"""Tests of the evaluation corpus, its compiler and its judge."""
