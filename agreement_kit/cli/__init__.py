"""The command line: parse what was typed, call the package, write what comes back."""

from agreement_kit.cli.app import app, main

__all__ = ["app", "main"]
