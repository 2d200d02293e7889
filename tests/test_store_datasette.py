"""The database as an editor opens it in Datasette."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from datasette.cli import cli
from dossiers import DOSSIER
from stores import Clock

from corroborate.store import Store, datasette_metadata
from corroborate.store.views import VIEWS


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("datasette") / "news.db"
    with Store.open(path, Clock()) as store:
        check = store.save(DOSSIER)
        store.rule(store.claims(check)[0].key, "true", "Ann")
    return path


def test_datasette_inspects_the_database(file: Path) -> None:
    answer = CliRunner().invoke(cli, ["inspect", str(file)])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["news"]["tables"]["claims"]["count"] == 3


def test_datasette_shows_every_view_with_what_it_is(file: Path) -> None:
    names = [re.search(r"VIEW (\w+)", each)[1] for each in VIEWS]  # type: ignore[index]  # each makes one
    shown = asyncio.run(fetched(file, [f"/news/{name}.json?_shape=objects" for name in names]))
    rows = dict(zip(names, (each["rows"] for each in shown), strict=True))
    first = next(each for each in rows["claims_latest"] if each["verdict"] == "disputed")
    assert (first["ruling"], first["independent_support"]) == ("true", 1)
    assert {each["stance"] for each in rows["claims_evidence"]} >= {"support", "contradict"}
    assert {each["root"] for each in rows["claims_origins"]} >= {"Canal 9", "préfecture"}
    assert rows["claims_history"][0]["saved"] == "2025-03-05T12:00:00+00:00"
    reliable = {each["outlet"]: each["right_count"] for each in rows["outlet_reliability"]}
    assert reliable == {"canal-9": pytest.approx(4, abs=1), "le-quai": 3.0, "river-post": 3.0}


def test_datasette_says_what_a_table_holds_and_names_what_a_row_refers_to(file: Path) -> None:
    (page,) = asyncio.run(fetched(file, ["/news/check_claims.json?_labels=on&_shape=objects"]))
    assert page["rows"][0]["claim_id"]["label"].startswith("Trois ponts")
    metadata = datasette_metadata("news")["databases"]["news"]["tables"]
    assert json.loads(json.dumps(metadata)) == metadata
    assert all("description" in each or each["hidden"] for each in metadata.values())


async def fetched(file: Path, addresses: list[str]) -> list[dict[str, list[dict[str, object]]]]:
    """What Datasette answers, with our metadata."""
    datasette = Datasette([str(file)], metadata=datasette_metadata("news"))
    answers = [await datasette.client.get(each) for each in addresses]
    assert [each.status_code for each in answers] == [200] * len(addresses)
    return [each.json() for each in answers]
