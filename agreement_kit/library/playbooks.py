"""Playbooks: whose favour a house drafts in, clause by clause, and the values it starts from."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.library.sources import Sources
from agreement_kit.reading import validation_problems


class Playbook(BaseModel):
    """`positions`: for each clause the first choice, then fallbacks. `blanks`: values that replace the library's defaults.

    `walk_away`: for a clause, in a sentence, below what the house does not sign.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    positions: dict[str, list[Literal["pro_provider", "balanced", "pro_recipient"]]] = {}
    blanks: dict[str, dict[str, Any]] = {}
    walk_away: dict[str, str] = {}

    def note(self, clause: str) -> str:
        """What the playbook says of a clause, for the house only; empty where it says nothing."""
        order = self.positions.get(clause, [])
        parts = [f"first {', then '.join(order)}"] if order else []
        parts += [f"walk away: {self.walk_away[clause].rstrip('.')}"] if clause in self.walk_away else []
        return "; ".join(parts)


def load_playbook(sources: Sources, name: str) -> Playbook:
    """Load `clauses/playbooks/<name>.yaml`. Raises LibraryError."""
    known = [entry.removesuffix(".yaml") for entry in sources.names("clauses/playbooks")]
    if name not in known:
        raise LibraryError(
            Problem("unknown_playbook", f"there is no playbook '{name}'", hint=nearest(name, known) or f"one of {', '.join(known)}")
        )
    file = sources.yaml(f"clauses/playbooks/{name}.yaml")
    try:
        return Playbook.model_validate(file.data)
    except ValidationError as error:
        raise LibraryError(validation_problems(error, file, Playbook)) from None
