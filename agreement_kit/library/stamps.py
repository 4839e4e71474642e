"""Lawyers' stamps on the law of a state, kept beside it: `clauses/verified/<CC>.yaml`, "rule@first day": {on, by, hash}."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import RootModel, ValidationError

from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.library.jurisdictions import Jurisdiction, Rule, Verified
from agreement_kit.reading import YamlFile, validation_problems


class _Stamps(RootModel[dict[str, Verified]]):
    pass


def stamped(law: Jurisdiction, layers: Sequence[YamlFile]) -> Jurisdiction:
    """The law with stamps on its versions; those of a later layer count. Raises LibraryError for a stamp on what is not there.

    A stamp keeps its hash: whether the rule has changed since is asked where the reasons for DRAFT are found.
    """
    known = {f"{rule.id.split('/')[1]}@{version.starts}" for rule in law.rules for version in rule.versions}
    stamps: dict[str, Verified] = {}
    for file in layers:
        try:
            own = _Stamps.model_validate(file.data or {}).root
        except ValidationError as error:
            raise LibraryError(validation_problems(error, file, _Stamps)) from None
        for name in own.keys() - known:
            message = f"there is no version '{name}' in the law of {law.code}"
            raise LibraryError(Problem("unknown_rule", message, file.path, file.line((name,)), nearest(name, known)))
        stamps |= own
    return replace(law, rules=tuple(_with_stamps(rule, stamps) for rule in law.rules))


def _with_stamps(rule: Rule, stamps: Mapping[str, Verified]) -> Rule:
    name = rule.id.split("/")[1]
    versions = tuple(
        version.model_copy(update={"verified": stamp}) if (stamp := stamps.get(f"{name}@{version.starts}")) else version
        for version in rule.versions
    )
    return replace(rule, versions=versions)
