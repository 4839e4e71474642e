"""Text: the markup of clauses, the blanks in them, and how values print in each language."""
