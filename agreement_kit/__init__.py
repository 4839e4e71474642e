"""agreement_kit: cross-border AI training-data agreements, from a file of deal facts to bilingual PDF and DOCX."""

__version__ = "0.1.0"
