"""National institutional frameworks: who holds which data, how they flow, and what a reference model asks beyond that."""
