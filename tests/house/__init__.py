"""The house: its pages, and what stands behind them."""
