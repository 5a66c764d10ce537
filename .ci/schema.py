"""Checks the kept file of a review against the schema in the documentation."""

import copy
import json
import sys

import jsonschema

schema = json.load(open("docs/review.schema.json", encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
review = json.load(open("tests/data/review-1.json", encoding="utf-8"))
faults = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(review)]
# A schema that lets everything through would let this through.
for spoil in (lambda it: it.update(version=2), lambda it: it["steps"][0].update(more=1), lambda it: it["steps"].append({"step": "x"})):
    spoilt = copy.deepcopy(review)
    spoil(spoilt)
    if validator.is_valid(spoilt):
        faults.append("the schema lets a spoilt review through")
named = {step["properties"]["step"].get("const") for step in schema["$defs"]["step"]["oneOf"]} | {"cue", "source"}
missing = named - {None} - {step["step"] for step in review["steps"]}
faults += [f"tests/data/review-1.json has no step {name}" for name in sorted(missing)]
print("\n".join(faults) or f"schema: {len(review['steps'])} steps are as documented")
sys.exit(bool(faults))
