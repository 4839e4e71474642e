"""The JSON Schema of a deal, for editors: the model, with the closed vocabularies of the library written in."""

from typing import Any

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealparts import UNKNOWN

_BY_MODEL = {
    "Party": {"acts_as": "acts_as"},
    "Dataset": {"identity": "identity", "holder": "holder", "sector": "sector", "secrecy": "secrecy"},
}
_LOADED = ("name", "signoffs")


def deal_schema(codes: Codes) -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) for `deal.yaml`."""
    schema = Deal.model_json_schema(by_alias=True)
    for name in _LOADED:
        schema["properties"].pop(name)
    parts = schema["$defs"]
    parts.pop("SignOff", None)
    for model, fields in _BY_MODEL.items():
        for field, dimension in fields.items():
            values = list(codes.dimensions[dimension].codes) + ([UNKNOWN] if field == "identity" else [])
            parts[model]["properties"][field]["enum"] = values
    parts["Dataset"]["properties"]["other_holder"]["enum"] = [*codes.dimensions["holder"].codes, None]
    schema["properties"]["instrument"]["enum"] = list(codes.dimensions["instrument"].codes)
    parts["Dataset"]["properties"]["contents"]["items"]["enum"] = list(codes.flags("dataset"))
    parts["Party"]["properties"]["flags"]["items"]["enum"] = list(codes.flags("party"))
    schema["properties"]["flags"]["items"]["enum"] = list(codes.flags("agreement"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "agreement_kit deal", **schema}
