"""The views: what an editor reads in the database, and what Datasette says beside it."""

from typing import Any

LATEST = "SELECT max(check_id) FROM check_claims AS later WHERE later.claim_id = claims.id"

OWN_WEIGHT = 0.5
"""A report counts as an outlet's own where more than half of it is not copied: docs/method.md,
Origins."""

VIEWS = (
    f"""CREATE VIEW claims_latest AS
    SELECT claims.claim, findings.text, findings.verdict, findings.confidence,
        findings.independent_support, findings.independent_contradict, findings.flagged,
        findings.admiralty, sources.source, checks.saved, checks.id AS check_id,
        (SELECT outcome FROM rulings WHERE claim_id = claims.id ORDER BY id DESC LIMIT 1) AS ruling
    FROM claims
    JOIN check_claims ON check_claims.claim_id = claims.id AND check_claims.check_id = ({LATEST})
    JOIN findings ON findings.id = check_claims.finding_id
    JOIN checks ON checks.id = check_claims.check_id
    JOIN sources ON sources.id = claims.source_id""",
    """CREATE VIEW claims_history AS
    SELECT claims.claim, checks.saved, checks.as_of, findings.verdict, findings.confidence,
        findings.independent_support, findings.independent_contradict, findings.text,
        (SELECT group_concat(root, '; ') FROM origins
            WHERE origins.finding_id = findings.id AND side = 'for') AS origins_for,
        (SELECT group_concat(root, '; ') FROM origins
            WHERE origins.finding_id = findings.id AND side = 'against') AS origins_against,
        sources.source, checks.id AS check_id
    FROM check_claims
    JOIN claims ON claims.id = check_claims.claim_id
    JOIN findings ON findings.id = check_claims.finding_id
    JOIN checks ON checks.id = check_claims.check_id
    JOIN sources ON sources.id = checks.source_id""",
    f"""CREATE VIEW claims_evidence AS
    SELECT claims.claim, findings.text AS claim_text, evidence.stance, outlets.name AS outlet,
        passages.exact AS quote, reports.title, reports.url, reports.published, evidence.score,
        evidence.assertion, evidence.quote_holds, check_claims.check_id
    FROM claims
    JOIN check_claims ON check_claims.claim_id = claims.id AND check_claims.check_id = ({LATEST})
    JOIN findings ON findings.id = check_claims.finding_id
    JOIN evidence ON evidence.finding_id = findings.id
    LEFT JOIN reports ON reports.id = evidence.report_id
    LEFT JOIN outlets ON outlets.id = reports.outlet_id
    LEFT JOIN passages ON passages.id = evidence.passage_id""",
    f"""CREATE VIEW claims_origins AS
    SELECT claims.claim, findings.text AS claim_text, origins.side, origins.root,
        origins.provenance, origins.retrieved, outlets.name AS outlet, origin_reports.weight,
        reports.title, reports.url, check_claims.check_id, origins.id AS origin_id
    FROM claims
    JOIN check_claims ON check_claims.claim_id = claims.id AND check_claims.check_id = ({LATEST})
    JOIN findings ON findings.id = check_claims.finding_id
    JOIN origins ON origins.finding_id = findings.id
    LEFT JOIN origin_reports ON origin_reports.origin_id = origins.id
    LEFT JOIN reports ON reports.id = origin_reports.report_id
    LEFT JOIN outlets ON outlets.id = reports.outlet_id""",
    f"""CREATE VIEW outlet_outcomes AS
    SELECT outlets.outlet, outlets.name, claims.claim, rulings.ruled, rulings.decided_by,
        CASE WHEN max(origin_reports.weight) > {OWN_WEIGHT} THEN 'own' ELSE 'relay' END AS role,
        CASE WHEN (rulings.outcome = 'true') = (origins.side = 'for') THEN 1.0 ELSE 0.0 END
            AS outcome
    FROM rulings
    JOIN claims ON claims.id = rulings.claim_id
    JOIN origins ON origins.finding_id = rulings.finding_id
    JOIN origin_reports ON origin_reports.origin_id = origins.id
    JOIN reports ON reports.id = origin_reports.report_id
    JOIN outlets ON outlets.id = reports.outlet_id
    WHERE rulings.outcome <> 'unresolved' AND NOT EXISTS
        (SELECT 1 FROM rulings AS later
            WHERE later.claim_id = rulings.claim_id AND later.id > rulings.id)
    GROUP BY rulings.id, outlets.id, origins.side""",
    """CREATE VIEW outlet_reliability AS
    WITH weighed AS (
        SELECT outlet, outcome, CASE role WHEN 'own' THEN 1.0 ELSE 0.25 END
            * pow(0.5, max(0.0, julianday('now') - julianday(ruled)) / 365) AS weight
        FROM outlet_outcomes)
    SELECT outlets.outlet, outlets.name,
        round(prior_right + sum(weight * outcome), 2) AS right_count,
        round(prior_wrong + sum(weight * (1 - outcome)), 2) AS wrong_count,
        count(*) AS outcomes
    FROM outlets JOIN weighed ON weighed.outlet = outlets.outlet
    GROUP BY outlets.id""",
)
"""`claims_latest`, `claims_evidence` and `claims_origins` speak of the last check of each claim.
`outlet_outcomes` has one row for each outlet on a side of a ruled claim; only the last ruling of a
claim counts, and only those of people and primary documents can be made."""

TOLD: dict[str, str] = {
    "claims_latest": "Every claim with what its last check concluded, and the last ruling on it.",
    "claims_history": "What each check concluded of each claim, over time.",
    "claims_evidence": "The quotes of the last check of each claim, with stance, outlet and link.",
    "claims_origins": "The independent origins of each claim, with the reports that go back to "
    "each; weight is the share of a report that is not copied.",
    "outlet_outcomes": "Which outlets were right on claims that somebody ruled on.",
    "outlet_reliability": "Beta counts of each outlet with an outcome; an outcome counts half as "
    "much after a year, and a quarter where the outlet only passed it on.",
    "blobs": "The bytes of pages, each once, named by their SHA-256.",
    "texts": "Texts of articles and reports, each once, named by the SHA-256 of their UTF-8.",
    "outlets": "Who publishes, with what we take each for before any outcome.",
    "reports": "Pages of outlets as they were read; record holds all fields but the text.",
    "snapshots": "Every fetch that gave a page, with what the server said.",
    "confirmations": "When a server said that a page had not changed.",
    "outages": "Addresses that failed, since when, and until when.",
    "sources": "The articles that were checked.",
    "checks": "Every check that was kept.",
    "claims": "Claims of an article, each once over all its checks.",
    "findings": "Conclusions, each once, however many checks came to it.",
    "check_claims": "Which finding a check came to for which claim.",
    "check_reports": "Which reports a check had before it.",
    "passages": "Quoted words with their place in the text, in code points.",
    "evidence": "What a passage says of an assertion of a claim.",
    "clashes": "Facts of a claim and a report that cannot both be true.",
    "origins": "Sources that reports go back to, for one finding.",
    "origin_reports": "Which reports go back to an origin.",
    "watches": "Articles that are checked again by themselves.",
    "notifications": "Messages to deliver, delivered, or given up.",
    "rulings": "What people decided of claims.",
    "ledger": "The chain: each link is the SHA-256 of the link before and of one row.",
}
"""Table or view -> what it holds, one sentence."""

LABELS = {"outlets": "name", "sources": "source", "claims": "text", "reports": "title"}
"""Table -> the column that stands for a row where another row refers to it."""


def datasette_metadata(database: str) -> dict[str, Any]:
    """What Datasette shows beside the tables, as JSON; `database` is the file's name without its
    ending."""
    tables: dict[str, dict[str, Any]] = {name: {"description": said} for name, said in TOLD.items()}
    for name, column in LABELS.items():
        tables[name]["label_column"] = column
    for name in ("checks", "snapshots", "rulings"):
        tables[name]["sort_desc"] = "id"
    tables["claims_latest"]["facets"] = ["verdict", "source"]
    tables["claims_evidence"]["facets"] = ["stance", "outlet"]
    for name in ("reports_text_of", "_sqlite_migrations"):
        tables[name] = {"hidden": True}
    said = "What was checked, what it rests on, and what changed."
    return {
        "title": "corroborate",
        "databases": {database: {"description": said, "tables": tables}},
    }
