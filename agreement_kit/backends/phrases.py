"""Phrases of a script without spaces: what a reader expects to stand on one line, where a program would break anywhere."""

import re
from collections.abc import Iterator

_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_HIRAGANA = "\u3041-\u309f"
_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
_OPEN = "（「『〔［｛〈《【"
_CLOSE = "）」』〕］｝〉》】、。，．；：！？／・"
_DIGIT = "0-9\uff10-\uff19"
_VERB = "きぎしちみりえけげせめれ"  # kana between the parts of a compound verb, which no particle is written with
_AND = "及び|又は|並びに|若しくは"  # conjunctions written as if they were words
_SHORT = 7  # characters of numbers written one after another that a paragraph holds together

# A number, or the mark of one that is open; 第 makes it an ordinal, as の2 does an inserted one.
_NUMBER = f"(?:[{_DIGIT}]+(?:[.,．，][{_DIGIT}]+)*[A-Z]?|‹[^›]*›)"
_RUN = f"(?:(?!第{_NUMBER}|{_AND})[{_HAN}])"
_UNIT = f"(?:[かカヵヶケ箇]?(?:{_RUN}{{1,4}}(?!{_RUN})|{_RUN}{{1,2}})|[{_KATAKANA}]{{1,8}}|つ)(?:の{_NUMBER}(?!{_RUN}))?"
_COUNTED = re.compile(f"第?{_NUMBER}{_UNIT}|第{_NUMBER}|[\uff10-\uff19]{{2,}}")
_ROW = re.compile(f"{_NUMBER}{_UNIT}(?:第?{_NUMBER}{_UNIT})+")
# Two short runs with a space between, as the family name and the given name of a person are written.
_NAME = re.compile(f"(?<![{_HAN}])[{_HAN}]{{1,3}}[ \u3000][{_HAN}]{{1,3}}(?![{_HAN}])")

_NUMBERS = f"(?:第|[{_HAN}](?={_NUMBER}))?{_NUMBER}{_UNIT}(?:第?{_NUMBER}{_UNIT})*"
_LOAN = f"(?:[A-Z]{{2,5}}|{_RUN})?[{_KATAKANA}]+(?:{_RUN}(?!{_RUN}))?"  # with AI or 各 before, or 元 behind
_PHRASE = re.compile(
    f"[{_OPEN}]*"
    f"(?:{_NUMBERS}|第{_NUMBER}|{_LOAN}|{_NAME.pattern}|{_AND}|{_RUN}+(?:[{_VERB}]{_RUN}+)*|‹[^›]*›"
    f"|[^\\s‹{_OPEN}{_KATAKANA}{_HIRAGANA}{_HAN}]+|.)"
    f"[{_HIRAGANA}]*[{_CLOSE}]*\\s*",
    re.DOTALL,
)
_SCRIPT = re.compile(f"[{_OPEN}]*(?:[{_KATAKANA}]+|[{_HAN}]+|.)[{_HIRAGANA}]*[{_CLOSE}]*\\s*", re.DOTALL)
_NOUN = re.compile(f"(?<=[{_HIRAGANA}])(?=こと|もの|とき|ため)")


def phrases(text: str) -> list[str]:
    """A text cut into phrases: a run of one script with the inflection and particles after it, its brackets and the mark behind.

    A number goes with what it counts, and numbers so written one after another go together, as in a date or an address.
    """
    return _PHRASE.findall(text)


def runs(phrase: str) -> list[str]:
    """A phrase too long for its line, cut where it goes over from one script to another; what inflects a run stays with it."""
    return _SCRIPT.findall(phrase)


def cut(phrase: str) -> list[str]:
    """A phrase too long for its line, cut before the nouns without a meaning of their own that its inflection may end in."""
    return _NOUN.split(phrase)


def counted(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand with what they count, and names of two parts: in a paragraph too these are not parted."""
    yield from (found.span() for rule in (_COUNTED, _NAME) for found in rule.finditer(text))
    yield from (found.span() for found in _ROW.finditer(text) if len(found[0]) <= _SHORT)
