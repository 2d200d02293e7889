"""Which speakers of several reports are one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corroborate.model.facts import Attribution
from corroborate.reference.attribution_words import Voices
from corroborate.text.names import same_name
from corroborate.text.speakers import Speaker, initials, parse, same_speaker


@dataclass(slots=True, eq=False)
class _Cluster:
    """Speakers that are one; it stands until another takes it."""

    key: str
    members: list[Speaker] = field(default_factory=list)
    weight: int = 0
    stands: bool = True

    def take(self, other: "_Cluster") -> None:
        self.members.extend(other.members)
        self.weight += other.weight
        other.stands = False


def who_is_who(
    attributions: Iterable[Attribution], links: Iterable[tuple[str, str]], voices: Voices
) -> Mapping[str, str]:
    """The text of each speaker -> the one it is, in the text that names it best.

    `links` are pairs of texts that one report uses for one speaker.

    Speakers that are nobody in particular are the one most often named, for reports of one claim
    speak of one affair. The outcome does not depend on the order of the input.
    """
    counts: dict[str, int] = {text: 0 for pair in sorted(set(links)) for text in pair}
    for each in attributions:
        counts[each.speaker] = counts.get(each.speaker, 0) + 1
    speakers = sorted((parse(text, voices) for text in counts), key=lambda each: each.text)
    clusters: list[_Cluster] = []
    by_word: dict[str, list[_Cluster]] = {}
    for speaker in (each for each in speakers if not each.is_anyone):
        merged = _merge(speaker, _matching(speaker, by_word), clusters)
        merged.weight += counts[speaker.text]
        for word in sorted({word for each in merged.members for word in _block_words(each)}):
            by_word[word] = [each for each in by_word.get(word, []) if each.stands]
            if merged not in by_word[word]:
                by_word[word].append(merged)
    for one, other in sorted(set(links)):
        _link(one, other, clusters)
    return _named(
        [each for each in clusters if each.stands], [each for each in speakers if each.is_anyone]
    )


def _matching(speaker: Speaker, by_word: Mapping[str, list[_Cluster]]) -> list[_Cluster]:
    """The clusters that hold a member that is this speaker, in the order of their keys."""
    near = {
        each.key: each
        for word in _block_words(speaker)
        for each in by_word.get(word, ())
        if each.stands
    }
    return [
        near[key]
        for key in sorted(near)
        if any(same_speaker(speaker, each) for each in near[key].members)
    ]


def _merge(speaker: Speaker, same: list[_Cluster], clusters: list[_Cluster]) -> _Cluster:
    """The cluster that takes the speaker and all that are the same as he."""
    if not same:
        clusters.append(_Cluster(speaker.text, [speaker]))
        return clusters[-1]
    kept, *others = same
    for other in others:
        kept.take(other)
    kept.members.append(speaker)
    return kept


def _link(one: str, other: str, clusters: list[_Cluster]) -> None:
    """Join the clusters that hold the two texts."""
    holding = [
        cluster
        for cluster in clusters
        if cluster.stands and any(each.text in (one, other) for each in cluster.members)
    ]
    if len(holding) == 2:
        holding[0].take(holding[1])


def _named(clusters: list[_Cluster], anyone: list[Speaker]) -> dict[str, str]:
    found = {}
    for cluster in clusters:
        best = _best_named(cluster.members)
        found.update({each.text: best.text for each in cluster.members})
    main = max(clusters, key=lambda each: (each.weight, each.key), default=None)
    whom = found[main.members[0].text] if main else min((each.text for each in anyone), default="")
    found.update({each.text: whom for each in anyone})
    return found


def _best_named(members: list[Speaker]) -> Speaker:
    """The shortest text of a state's organ, else of a body that several speak for, else of a full
    name."""
    full = {name for each in members for name in each.names if " " in name}
    several = any(not same_name(min(full), name) for name in full)
    body = several or any(each.state and not _is_full(each) for each in members)
    return min(
        members,
        key=lambda each: (not each.names, _is_full(each) is body, len(each.text), each.text),
    )


def _is_full(speaker: Speaker) -> bool:
    """Whether it holds a name of two words or more, a person's as a rule."""
    return any(" " in name for name in speaker.names)


def _block_words(speaker: Speaker) -> set[str]:
    """What two speakers must share to be compared at all."""
    words = {word[:2] for name in speaker.names for word in name.split()}
    words |= {"".join(sorted(initials(name) if " " in name else name)) for name in speaker.names}
    return words | set(speaker.offices) | ({"*state"} if speaker.state else set())
