"""The kinds of entry about the goods: cases, custody, packages, draws, samples; and about the courts that ask for them.

Part of the table `station.rules.kinds.KINDS`; docs/format.md tells what each field means.
"""

from station.rules.shapes import BY_PROFILE, PERSONAL, Each, Maybe

# Amounts as stated in papers: masses, and counts or volumes of what nobody weighed.
STATED = {"gross_mg": Maybe(int), "net_mg": Maybe(int), "count": Maybe(int), "millilitres": Maybe(int)}

GOODS: dict[str, dict[str, object]] = {
    # the goods as their papers tell of them: claimed, not seen
    "consignment.registered": {
        "consignment": str,
        "case": BY_PROFILE,
        "court": BY_PROFILE,
        "investigator": BY_PROFILE,
        "seizure_act": BY_PROFILE,
        "seizure_place": BY_PROFILE,
        "seizure_date": str,
        "substance": str,
        "form": str,
        "fresh": bool,
        "stated": STATED,
        "source": str,
        "opinions": Each(
            {"number": str, "date": str, "result": str, "purity_permille": Maybe(int), "used_mg": Maybe(int)}
        ),
        "continues": Maybe(str),
        "failed_in": Maybe(str),
    },
    "package.registered": {
        "package": str,
        "consignment": str,
        "case_package": Maybe(str),
        "seal": str,
        "seal_at_seizure": Maybe(str),
        "seal_in_store": Maybe(str),
        "description": str,
        "stated": STATED,
        "last": Maybe({"gross_mg": int, "bound_mg": Maybe(int), "source": str}),
        "sample": Maybe(str),
        "set_aside_in": Maybe(str),
    },
    "custody.claimed": {
        "consignment": str,
        "package": Maybe(str),
        "giver": PERSONAL,
        "holder": PERSONAL,
        "role": str,
        "since": str,
        "until": Maybe(str),
        "place": BY_PROFILE,
        "why": str,
        "seal": Maybe(str),
        "seal_reason": Maybe(str),
        "gross_mg": Maybe(int),
    },
    "sample.kept": {
        "sample": str,
        "which": str,
        "consignment": str,
        "package": Maybe(str),
        "mass_mg": int,
        "source": str,
        "seal": str,
        "keeper": PERSONAL,
        "place": BY_PROFILE,
        "until": str,
        "seen": bool,
    },
    "list.closed": {"consignment": str, "packages": int},
    "number.refused": {"what": str, "number": str, "before": Maybe({"session": str, "package": Maybe(str)})},
    # the goods at the station: seen
    "package.presented": {"package": str, "seal": Maybe(str), "seal_state": str, "remark": Maybe(str)},
    "image.cut": {
        "package": str,
        "presented": int,
        "recording": str,
        "frame": int,
        "unix_us": int,
        "file": str,
        "sha256": str,
        "bytes": int,
    },
    "image.failed": {"package": str, "presented": int, "reason": str},
    "package.set_aside": {"package": str, "reason": str},
    "package.missing": {"package": str, "reason": str},
    "package.decided": {"package": str, "decision": str, "persons": Each(str), "reason": str},
    # the draw, and the tests of what was drawn
    "draw.opened": {
        "draw": str,
        "consignment": str,
        "plan": str,
        "share": str,
        "confidence": str,
        "allowed": int,
        "packages": int,
        "size": int,
    },
    "draw.committed": {"draw": str, "person": str, "commitment": str},
    "draw.closed": {"draw": str, "persons": Each(str)},
    "draw.cancelled": {"draw": str, "reason": str},
    "draw.revealed": {"draw": str, "person": str, "secret": str},
    "draw.made": {"draw": str, "seed": Maybe(str), "withheld": Each(str), "drawn": Maybe(Each(str))},
    "test.recorded": {
        "test": str,
        "draw": Maybe(str),
        "package": str,
        "kit": str,
        "lot": str,
        "expires": str,
        "result": str,
        "person": str,
        "used_mg": int,
    },
}

COURTS: dict[str, dict[str, object]] = {
    "court.requested": {
        "request": str,
        "court": BY_PROFILE,
        "judge": PERSONAL,
        "number": BY_PROFILE,
        "date": str,
        "case": BY_PROFILE,
        "since": Maybe(str),
        "until": Maybe(str),
        "form": str,
    },
    "court.answered": {
        "request": str,
        "answer_sha256": str,
        "document_sha256": str,
        "size": int,
        "root": str,
        "by_name": PERSONAL,
    },
}
