"""The promises to the reader about the number behind a verdict."""

import math
from dataclasses import replace

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta as beta_distribution
from tables import cases

from corroborate.model.report import Origin
from corroborate.steps.weighing import (
    DOUBT,
    admiralty,
    beta_quantile,
    credibility,
    effective_support,
    in_words,
    reliability_bits,
    reliability_letter,
    verdict,
    weigh,
)

EDITED, UNKNOWN, OFFICIAL, INTERESTED = (8, 2), (3, 2), (18, 2), (6, 4)


def origin(id, *weights, provenance="anonymous", root=None, retrieved=True):
    """An origin of reports "<id>0", "<id>1" ... with these weights; the first is its root."""
    names = tuple(f"{id}{place}" for place in range(len(weights)))
    return Origin(id, names, root or names[0], retrieved, provenance, weights)


def weighed(support=(), contrary=(), quality=None, priors=None, prior=0.0):
    """`weigh` with whole claims borne out by edited outlets, but for what is given."""
    names = [name for each in (*support, *contrary) for name in each.reports]
    return weigh(
        support,
        contrary,
        dict.fromkeys(names, 1.0) | (quality or {}),
        dict.fromkeys(names, EDITED) | (priors or {}),
        prior,
    )


# Four researchers hired, as told at the end of June 2025, and what was said about it.
SCOOP = origin("scoop", 1.0)
SCOOP_AND_RELAYS = origin("scoop", 1.0, 0.0, 0.0, 0.0, 0.0)
SCOOP_UNSEEN = origin("scoop", 0.0, 0.0, 0.0, 0.0, root="the-paper", retrieved=False)
OWN_SOURCES = origin("agency", 0.685)
ON_RECORD = origin("post", 1.0, provenance="named")
RECORDING = origin("podcast", 1.0, provenance="document")

WORKED = {
    "an unnamed source alone": ([SCOOP], 1, 1.0, 0.700),
    "four relays of it change nothing": ([SCOOP_AND_RELAYS], 1, 1.0, 0.700),
    "its relays alone": ([SCOOP_UNSEEN], 1, 0.9, 0.700),
    "another outlet with sources of its own": ([SCOOP_AND_RELAYS, OWN_SOURCES], 2, 1.685, 0.813),
    "and somebody on the record": ([SCOOP_AND_RELAYS, OWN_SOURCES, ON_RECORD], 3, 2.685, 0.938),
}


@pytest.mark.parametrize(
    ("support", "count", "effective", "probability"), WORKED.values(), ids=WORKED
)
def test_the_story_of_four_hires_gives(support, count, effective, probability):
    assert len(support) == count
    assert effective_support(support) == pytest.approx(effective, abs=5e-4)
    found = weighed(support, priors={"post0": OFFICIAL})
    assert found.probability == pytest.approx(probability, abs=5e-4)


def test_three_hires_that_a_spokesperson_confirms_in_part():
    partly = origin("agency", 0.806, provenance="named")
    quality = {"agency0": 0.6}
    assert weighed([SCOOP, partly], quality=quality).probability == pytest.approx(0.811, abs=1e-3)
    more = weighed([SCOOP, partly, ON_RECORD], quality=quality, priors={"post0": OFFICIAL})
    assert more.probability == pytest.approx(0.943, abs=1e-3)


def test_a_recording_settles_that_it_was_said():
    assert weighed([RECORDING], priors={"podcast0": OFFICIAL}).probability == pytest.approx(
        0.864, abs=5e-4
    )


def test_a_rival_alone_proves_nothing_of_what_he_says():
    assert weighed([ON_RECORD], priors={"post0": INTERESTED}).probability == 0.5


def test_those_concerned_deny_what_a_rival_says():
    concerned, rival = origin("x", 1.0, provenance="named"), origin("y", 1.0, provenance="named")
    found = weighed(
        [ON_RECORD],
        [concerned, rival],
        quality={"x0": 0.6, "y0": 0.7},
        priors={"post0": INTERESTED, "x0": OFFICIAL, "y0": INTERESTED},
    )
    assert found.probability == pytest.approx(0.248, abs=1e-3)


def test_the_caps_of_unnamed_sources():
    origins = [origin(str(place), 1.0) for place in range(4)]
    caps = [weighed(origins[: place + 1]).cap for place in range(4)]
    assert caps == pytest.approx([0.70, 0.85, 0.925, 0.9625])


def test_the_caps_of_named_sources_and_documents():
    named = [origin(str(place), 1.0, provenance="named") for place in range(3)]
    papers = [origin(str(place), 1.0, provenance="document") for place in range(3)]
    assert [weighed(named[: n + 1]).cap for n in range(3)] == pytest.approx([0.80, 0.90, 0.95])
    assert [weighed(papers[: n + 1]).cap for n in range(3)] == pytest.approx([0.90, 0.95, 0.975])


def test_a_hundred_rewrites_of_one_unnamed_source_stay_one_source():
    flood = origin("scoop", 1.0, *[0.36] * 100)
    assert weighed([flood]).probability == pytest.approx(0.70)
    assert effective_support([flood]) == 1.5
    assert len(weighed([flood]).parts) == 1


def test_nothing_on_either_side_leaves_the_prior():
    assert weighed().probability == weighed().cap == weighed().floor == 0.5
    assert weighed(prior=2).probability == pytest.approx(0.8)


def test_an_origin_that_was_not_read_takes_its_own_reliability_where_we_know_it():
    known = weighed([SCOOP_UNSEEN], priors={"the-paper": OFFICIAL})
    assert known.parts[0].bits == pytest.approx(0.9 * reliability_bits(*OFFICIAL))
    assert weighed([SCOOP_UNSEEN]).parts[0].bits == pytest.approx(0.9 * reliability_bits(*EDITED))


def test_an_origin_of_which_only_a_part_was_read_is_weighed_as_one_not_checked():
    behind_a_wall = replace(SCOOP_AND_RELAYS, retrieved=False)
    assert effective_support([behind_a_wall]) == 0.9
    assert weighed([behind_a_wall]).parts[0].bits == pytest.approx(0.9 * reliability_bits(*EDITED))


def test_a_report_that_was_not_judged_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError, match="scoop0"):
        weigh([SCOOP], [], {}, {"scoop0": EDITED})


@st.composite
def weighings(draw):
    """Arguments of `weigh`: origins on both sides, each report with a quality and a prior."""
    support, contrary = draw(strategies.sides("s")), draw(strategies.sides("c"))
    quality, priors = {}, {}
    for each in (*support, *contrary):
        for name in each.reports:
            quality[name] = draw(st.floats(0, 1))
            priors[name] = draw(outlet_priors)
        if each.root not in each.reports and each.root and draw(st.booleans()):
            priors[each.root] = draw(outlet_priors)
    return support, contrary, quality, priors, draw(st.just(0.0) | st.floats(-8, 8))


outlet_priors = st.sampled_from([EDITED, UNKNOWN, OFFICIAL, INTERESTED, (1, 3), (28, 2.5)])


def with_reports(each, order):
    """The origin with its reports in another order, its root still first where it is a report."""
    fixed = 1 if each.retrieved else 0
    places = [*range(fixed), *order(list(range(fixed, len(each.reports))))]
    return replace(
        each,
        reports=tuple(each.reports[place] for place in places),
        weights=tuple(each.weights[place] for place in places),
    )


@given(weighings(), st.randoms(use_true_random=False))
def test_no_order_changes_the_result(arguments, random):
    def order(items):
        return random.sample(items, len(items))

    support, contrary, *rest = arguments
    shuffled = [[with_reports(each, order) for each in order(side)] for side in (support, contrary)]
    assert weigh(*shuffled, *rest) == weigh(*arguments)
    assert effective_support(shuffled[0]) == effective_support(support)


@given(weighings(), strategies.origins("new", explained=False), outlet_priors, st.floats(0, 1))
def test_another_origin_for_it_never_makes_it_less_likely(arguments, new, outlet, share):
    support, contrary, quality, priors, prior = arguments
    quality |= dict.fromkeys(new.reports, share)
    priors |= dict.fromkeys(new.reports, outlet)
    more = weigh([*support, new], contrary, quality, priors, prior)
    assert more.probability >= weigh(*arguments).probability


@given(weighings(), strategies.origins("new", explained=False), outlet_priors, st.floats(0, 1))
def test_a_denial_never_makes_it_more_likely(arguments, new, outlet, share):
    support, contrary, quality, priors, prior = arguments
    quality |= dict.fromkeys(new.reports, share)
    priors |= dict.fromkeys(new.reports, outlet)
    denied = weigh(support, [*contrary, new], quality, priors, prior)
    assert denied.probability <= weigh(*arguments).probability


@given(weighings(), st.data())
def test_a_copy_adds_nothing_on_either_side(arguments, data):
    support, contrary, quality, priors, prior = arguments

    def with_copy(each):
        of, copy = data.draw(st.sampled_from(each.reports)), "copy of " + each.id
        quality[copy], priors[copy] = quality[of], priors[of]
        return replace(each, reports=(*each.reports, copy), weights=(*each.weights, 0.0))

    copied = [with_copy(each) for each in support], [with_copy(each) for each in contrary]
    assert weigh(*copied, quality, priors, prior) == weigh(*arguments)
    assert effective_support(copied[0]) == effective_support(support)


@given(weighings())
def test_one_origin_buys_no_more_than_its_kind_allows(arguments):
    support, _, quality, priors, _ = arguments
    for each in support:
        assert weigh([each], [], quality, priors).probability <= 1 - DOUBT[each.provenance]


@given(weighings(), st.floats(allow_nan=False))
def test_nothing_is_certain(arguments, prior):
    found = weigh(*arguments[:4], prior)
    assert 0.01 <= found.floor <= found.probability <= found.cap <= 0.99


@given(weighings(), st.data())
def test_more_borne_out_or_a_better_outlet_never_makes_it_less_likely(arguments, data):
    support, contrary, quality, priors, prior = arguments
    names = [name for each in support for name in each.reports]
    better = dict(quality), dict(priors)
    for name in names:
        better[0][name] = data.draw(st.floats(quality[name], 1))
        right, wrong = priors[name]
        better[1][name] = right + data.draw(st.integers(0, 20)), wrong
    raised = weigh(support, contrary, *better, prior).probability
    assert raised >= weigh(*arguments).probability - 1e-12


@given(weighings())
def test_the_origins_never_amount_to_more_voices_than_there_are(arguments):
    support = arguments[0]
    voices = sum(len(each.reports) + (not each.retrieved) for each in support)
    effective = effective_support(support)
    assert 0.5 * len(support) <= effective <= voices + 1e-9
    assert effective <= 1.5 * len(support)


@given(weighings())
def test_the_sum_can_be_added_up_by_hand(arguments):
    found = weigh(*arguments)
    bits = found.prior + sum(part.bits for part in found.parts)
    odds = 2**bits
    assert found.probability == pytest.approx(min(max(odds / (1 + odds), found.floor), found.cap))
    assert [part.origin for part in found.parts] == sorted(part.origin for part in found.parts)
    against = {each.id for each in arguments[1]}
    assert all(part.bits <= 0 if part.origin in against else part.bits >= 0 for part in found.parts)


def nats(alpha, beta):
    """The log likelihood ratio of an outlet, from scipy's quantile."""
    a = min(max(float(beta_distribution.ppf(0.25, alpha, beta)), 0.5), 0.95)
    return math.log(a / (1 - a))


def second_opinion(origins, quality, priors):
    """Evidence in nats, voices and doubt of one side, written out report by report."""
    evidence = voices = 0.0
    for each in origins:
        names, weights = list(each.reports), list(each.weights)
        if each.retrieved:
            share, best = (
                weights.pop(0),
                (name := names.pop(0)) and quality[name] * nats(*priors[name]),
            )
        elif each.root in priors:
            share, best = 0.9, max(quality[name] for name in names) * nats(*priors[each.root])
        else:
            share, best = 0.9, max(quality[name] * nats(*priors[name]) for name in names)
        evidence, voices = evidence + share * best, voices + share
        slices = [
            (quality[name] * nats(*priors[name]), weight)
            for name, weight in zip(names, weights, strict=True)
        ]
        budget = 0.5
        while slices and budget > 0:
            slices.sort(key=lambda pair: pair[0])
            worth, weight = slices.pop()
            used = weight if weight < budget else budget
            evidence, voices, budget = evidence + used * worth, voices + used, budget - used
    counted = voices if len(origins) >= 2 and voices > 1 else 1.0
    doubts = {"document": 0.1, "named": 0.2, "anonymous": 0.3, "none": 0.4}
    kappa = min((doubts[each.provenance] for each in origins), default=None)
    return evidence, voices, None if kappa is None else kappa * 0.5 ** (counted - 1)


@given(weighings())
def test_a_second_implementation_agrees(arguments):
    support, contrary, quality, priors, _ = arguments
    for_it, voices, doubt = second_opinion(support, quality, priors)
    against, _, disbelief = second_opinion(contrary, quality, priors)
    p = 1 / (1 + math.exp(against - for_it))
    if support:
        p = min(p, 1 - doubt)
    if contrary:
        p = max(p, disbelief)
    found = weigh(support, contrary, quality, priors)
    assert found.probability == pytest.approx(min(max(p, 0.01), 0.99), abs=1e-9)
    assert effective_support(support) == pytest.approx(voices)


@given(st.floats(0.05, 0.95), st.floats(0.5, 1000), st.floats(0.5, 1000))
def test_the_quantile_of_a_beta_is_that_of_scipy(share, alpha, beta):
    expected = float(beta_distribution.ppf(share, alpha, beta))
    assert beta_quantile(share, alpha, beta) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("shape", [(0, 1), (1, 0), (-1, 2), (float("nan"), 1)])
def test_a_beta_without_both_parameters_is_refused(shape):
    with pytest.raises(ValueError, match="alpha, beta > 0"):
        beta_quantile(0.25, *shape)


def test_an_outlet_of_which_little_is_known_adds_nothing():
    assert reliability_bits(*UNKNOWN) == reliability_bits(1, 1) == reliability_bits(1, 3) == 0
    assert reliability_bits(*EDITED) == pytest.approx(0.983 / math.log(2), abs=1e-3)
    assert reliability_bits(*OFFICIAL) == pytest.approx(1.853 / math.log(2), abs=1e-3)
    assert reliability_bits(1000, 1) == pytest.approx(math.log2(19))


@pytest.mark.parametrize("case", cases("verdicts"))
def test_the_verdict_of_two_counts(case):
    checkable = case.get("checkable", True)
    assert verdict(checkable, case["supporting"], case["contradicting"]) == case["want"]


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.7, "likely"),
        (0.81, "very likely"),
        (0.95, "almost certain"),
        (0.99, "almost certain"),
    ],
)
def test_a_probability_in_words(probability, words):
    assert in_words(probability) == words


@given(st.floats(0, 1))
def test_the_words_are_those_of_the_number_that_is_shown(probability):
    assert in_words(probability) == in_words(float(f"{probability:.2f}"))


@pytest.mark.parametrize(
    ("prior", "letter"),
    [((99, 1), "A"), ((9, 1), "B"), ((8, 4), "D"), ((1, 1), "F"), ((1, 9), "F")],
)
def test_an_outlet_has_the_letter_of_its_cautious_reliability(prior, letter):
    assert reliability_letter(*prior) == letter


def test_source_and_matter_are_rated_apart():
    sides = [origin("o", 1.0, provenance="named")]
    priors = {report: (99.0, 1.0) for each in sides for report in each.reports}
    assert admiralty("single-source", sides, priors) == "A2"
    assert admiralty("unverified", [], {}) == "F6"


@pytest.mark.parametrize(
    ("concluded", "provenance", "number"),
    [
        ("corroborated", "anonymous", 1),
        ("single-source", "document", 2),
        ("single-source", "named", 2),
        ("single-source", "anonymous", 3),
        ("single-source", "none", 3),
        ("disputed", "named", 4),
        ("contradicted", "named", 5),
        ("unverified", "none", 6),
        ("not-checkable", "none", 6),
    ],
)
def test_the_credibility_of_a_claim_in_the_admiralty_code(concluded, provenance, number):
    assert credibility(concluded, [origin("o", 1.0, provenance=provenance)]) == number
